from pathlib import Path

import pytest

from briefgen import resources
from briefgen.errors import PromptError


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package = tmp_path / "briefgen"
    package.mkdir()
    monkeypatch.setattr(resources, "files", lambda _: package)
    return package


@pytest.mark.parametrize("name", ["prompts", "schemas", "templates"])
def test_this_installation_has_every_directory(name: str) -> None:
    """Prompts, schemas and templates are found where these tests run."""
    assert resources.directory(name).is_dir()


def test_wheel_carries_the_directory_inside_the_package(package: Path) -> None:
    """What lies inside the package comes before what lies beside it."""
    (package / "prompts").mkdir()
    (package.parent / "prompts").mkdir()
    (package.parent / "pyproject.toml").touch()

    assert package / "prompts" == resources.directory("prompts")


def test_checkout_has_the_directory_beside_the_project_file(package: Path) -> None:
    """In a checkout and an editable install the directory is found one level up."""
    (package.parent / "prompts").mkdir()
    (package.parent / "pyproject.toml").touch()

    assert package.parent / "prompts" == resources.directory("prompts")


def test_directory_of_another_package_is_not_taken(package: Path) -> None:
    """A `prompts` in site-packages, where no project file lies, belongs to somebody else."""
    (package.parent / "prompts").mkdir()

    with pytest.raises(PromptError, match="no directory prompts/"):
        resources.directory("prompts")
