"""Finds the directories that ship beside the code: `prompts/`, `schemas/`, `templates/`.

A wheel carries them inside the package. In a checkout and in an editable install `prompts/` and `schemas/`
lie one level up, beside `pyproject.toml`, where people look for them.
"""

from importlib.resources import files
from pathlib import Path

from briefgen.errors import PromptError


def directory(name: str) -> Path:
    """The directory of this name, as a real path (jinja's `FileSystemLoader` needs one).

    Raises:
        PromptError: the installation does not have it.
    """
    package = Path(str(files("briefgen")))
    places = [package / name]
    # Without the project file, one level up is site-packages, and a `prompts/` there is somebody else's.
    if (package.parent / "pyproject.toml").is_file():
        places.append(package.parent / name)
    for place in places:
        if place.is_dir():
            return place
    looked = " or ".join(str(place) for place in places)
    raise PromptError(f"no directory {name}/ at {looked}: install briefgen again")
