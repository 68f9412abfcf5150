"""The plugin for pytest: golden briefs as tests, from cassettes and off the network.

::

    def test_briefs(golden):
        golden.assert_ok()


    def test_the_brief_names_the_port(brief_replay):
        assert "Olm" in brief_replay("stories/ferry.txt").headline

The first is one test a case of the folder `golden`; `--golden-dir` or the ini option `golden_dir` names another.
pytest loads this module wherever briefgen is installed: what a test needs is imported when a test needs it.
"""

import contextlib
import os
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from briefgen.brief import Brief
    from briefgen.config import Settings
    from briefgen.golden.case import Case
    from briefgen.golden.results import CaseResult, Result

_WAYS_OUT = ("connect", "connect_ex", "sendto")
_RESOLVERS = ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the group "briefgen"."""
    group = parser.getgroup("briefgen", "briefgen: golden briefs")
    group.addoption(
        "--golden-dir", dest="briefgen_directory", metavar="DIR", help="The cases. Default: golden_dir, else golden."
    )
    group.addoption(
        "--golden-cassettes", dest="briefgen_cassettes", metavar="DIR", help="Default: cassettes, beside the cases."
    )
    group.addoption(
        "--golden-live", dest="briefgen_live", action="store_true", help="Ask the model in place of the cassettes."
    )
    parser.addini("golden_dir", "The folder of golden briefs, as seen from this file.", default="golden")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make one test a case of each that asks for `golden`.

    Raises:
        pytest.Collector.CollectError: there is none; pytest shows it in one line, and fails.
    """
    # By the name of our own fixture: somebody else's `golden` is left alone.
    if "_golden_case" in metafunc.fixturenames:
        cases = _Desk.of(metafunc.config).cases()
        metafunc.parametrize("_golden_case", cases, ids=[case.slug for case in cases], indirect=True)


@dataclass(frozen=True)
class _Desk:
    """Where things are. The folders are as seen from `root`, where the commands that a test prints are to be run."""

    root: Path
    directory: Path
    cassettes: Path
    live: bool

    @classmethod
    def of(cls, config: pytest.Config) -> "_Desk":
        """What the options say."""
        asked_from, root = config.invocation_params.dir, config.rootpath
        ini = config.inipath.parent if config.inipath else root
        named, tapes = config.getoption("briefgen_directory"), config.getoption("briefgen_cassettes")
        directory = asked_from / named if named else ini / config.getini("golden_dir")
        cassettes = asked_from / tapes if tapes else directory.parent / "cassettes"
        return cls(root, _seen_from(root, directory), _seen_from(root, cassettes), config.getoption("briefgen_live"))

    def cases(self) -> "list[Case]":
        """The cases, by name.

        Raises:
            pytest.Collector.CollectError: there is none, or they cannot be told apart.
        """
        from briefgen.errors import BriefgenError
        from briefgen.golden.case import find_cases
        from briefgen.golden.run import require_cases

        try:
            with contextlib.chdir(self.root):
                found = find_cases(self.directory, self.cassettes)
                require_cases(found, self.directory)
        except BriefgenError as exc:
            where = "--golden-dir, or golden_dir in pytest's ini file, says where the cases are"
            raise pytest.Collector.CollectError(f"briefgen: {exc}; {where}") from None
        return found

    def settings(self) -> "Settings":
        """Those of briefgen, from the root.

        Raises:
            UsageError: they do not fit.
        """
        from briefgen.config import Settings

        with contextlib.chdir(self.root):
            return Settings.load()

    def check(self, case: "Case") -> "Result":
        """The result of one case, replayed off the network, or live."""
        from briefgen.golden.run import Options, check_cases

        options = Options(settings=self.settings(), live=self.live)
        with contextlib.chdir(self.root), contextlib.nullcontext() if self.live else offline():
            return check_cases([case], options)


class GoldenTest:
    """One case under test. `case` is where its files are, as absolute paths."""

    def __init__(self, case: "Case", desk: _Desk) -> None:
        root = desk.root
        self.case = replace(case, folder=root / case.folder, story=root / case.story, cassette=root / case.cassette)
        self._seen = case
        self._desk = desk
        self._result: Result | None = None

    def check(self) -> "CaseResult":
        """What came of the case; it is run once, however often this is called."""
        return self._checked().cases[0]

    def assert_ok(self) -> None:
        """Fail the test where the case is not ok: with each check that failed, its section, and what to do."""
        from briefgen.errors import BriefgenError
        from briefgen.golden.reports.table import as_table

        try:
            result = self._checked()
        except BriefgenError as exc:
            pytest.fail(f"{self._seen.slug}: {exc}", pytrace=False)
        if result.cases[0].status != "ok":
            table, _, _ = as_table(result).partition("\n\n")
            pytest.fail(table, pytrace=False)

    def _checked(self) -> "Result":
        if self._result is None:
            self._result = self._desk.check(self._seen)
        return self._result


@pytest.fixture
def _golden_case(request: pytest.FixtureRequest) -> "Case":
    found: Case = request.param
    return found


@pytest.fixture
def golden(_golden_case: "Case", pytestconfig: pytest.Config) -> GoldenTest:
    """A golden brief under test, one test a case: `golden.assert_ok()`, `golden.check()`, `golden.case`."""
    return GoldenTest(_golden_case, _Desk.of(pytestconfig))


@pytest.fixture
def brief_replay(pytestconfig: pytest.Config) -> "Callable[[str | Path], Brief]":
    """A function from the path of a story to its brief, replayed from `<slug of the story>.yaml` among the cassettes.

    It raises CassetteMiss, with what moved, where that no longer fits the story; the network is off meanwhile.
    """
    desk = _Desk.of(pytestconfig)

    def replayed(story_path: str | Path) -> "Brief":
        from briefgen.cassette import slug
        from briefgen.golden.case import Case
        from briefgen.golden.run import replay_case
        from briefgen.wire import read_story

        path = Path(story_path).absolute()
        name = slug(path)
        with contextlib.chdir(desk.root), offline():
            case = Case(name, path.parent, path, desk.cassettes / f"{name}.yaml")
            return replay_case(case, read_story(path), desk.settings())

    return replayed


@contextlib.contextmanager
def offline() -> Iterator[None]:
    """Fail the test at the first look-up of a host or the first connection, of any kind and to anywhere.

    What the event loop wakes itself by is a pair of sockets that nobody connects, and works.
    """

    def refused(*arguments: object, **_: object) -> NoReturn:
        where = next((one for one in arguments if isinstance(one, tuple | str)), "somewhere")
        # Not an Exception: a client would take that for a fault of the network, wait, and try again.
        pytest.fail(f"briefgen: a replay asks nobody, and something wanted to reach {where!r}", pytrace=False)

    with pytest.MonkeyPatch.context() as patch:
        for name in _WAYS_OUT:
            patch.setattr(socket.socket, name, refused)
        for name in _RESOLVERS:
            patch.setattr(socket, name, refused)
        yield


def _seen_from(root: Path, path: Path) -> Path:
    path = Path(os.path.normpath(path))
    return path.relative_to(root) if path.is_relative_to(root) else path
