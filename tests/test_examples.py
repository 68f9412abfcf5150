"""The six examples: story to rendered Markdown from the recorded words of the embedded model, byte for byte."""

import re
from pathlib import Path

import pytest
import pytest_socket
import yaml

from briefgen import make_brief, read_story, render, verify
from briefgen.brief import SECTION_IDS
from briefgen.cassette import slug
from briefgen.config import Settings
from briefgen.errors import CassetteMiss
from briefgen.golden.case import find_cases
from briefgen.golden.run import Options, check_cases
from briefgen.providers import EMBEDDED
from conftest import Run

ROOT = Path(__file__).resolve().parent.parent
STORIES = sorted((ROOT / "examples").glob("*/story.*"))
CASSETTES = ROOT / "cassettes"


def cassette(story: Path) -> Path:
    return CASSETTES / f"{slug(story)}.yaml"


@pytest.fixture
def offline() -> None:
    """No address at all, loopback included; asyncio wakes itself through a pair of Unix sockets."""
    pytest_socket.disable_socket(allow_unix_socket=True)


def test_there_are_six_examples_and_a_cassette_for_each() -> None:
    """None is missing, and no cassette is without its story."""
    assert 6 == len(STORIES)
    assert {cassette(story) for story in STORIES} == set(CASSETTES.glob("*.yaml"))


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("path", STORIES, ids=slug)
def test_the_replayed_brief_is_the_one_in_the_repository(path: Path) -> None:
    """Reader, prompt, schema, checks and template give what they gave when the cassette was recorded."""
    brief = make_brief(read_story(path), settings=Settings(model=EMBEDDED), replay=cassette(path))

    assert path.with_name("brief.md").read_bytes() == render(brief, "md").encode()
    assert list(SECTION_IDS) == [section.id for section in brief.sections]


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("path", STORIES, ids=slug)
def test_every_published_statement_is_whole_said_once_and_cited(path: Path) -> None:
    """Nothing with an error finding is published, and evidence is the copy's own text."""
    story = read_story(path)
    brief = make_brief(story, settings=Settings(model=EMBEDDED), replay=cassette(path))

    assert [] == [finding for finding in verify(brief, story) if finding.severity == "error"]
    for _, _, statement in brief.statements():
        assert statement.cites
        assert [story.text[one.start : one.end] for one in statement.evidence] == [
            one.text for one in statement.evidence
        ]


@pytest.mark.usefixtures("offline")
def test_the_golden_briefs_of_the_examples_hold() -> None:
    """As `briefgen golden check examples` does: replayed to the letter, with the facts that each must have."""
    cases = find_cases(ROOT / "examples", CASSETTES)
    result = check_cases(cases, Options(settings=Settings()), cassettes=CASSETTES)

    assert ["ok"] * 6 == [case.status for case in result.cases], [case.failed or case.reason for case in result.cases]
    assert 0 == result.exit_code
    assert all(any(check.name == "facts" for check in case.checks) for case in result.cases)


@pytest.mark.usefixtures("offline")
def test_nobody_gains_from_the_mine_collapse() -> None:
    """A disaster has a gap where a winner would stand."""
    path = ROOT / "examples" / "mine-collapse" / "story.txt"
    brief = make_brief(read_story(path), settings=Settings(model=EMBEDDED), replay=cassette(path))

    assert brief.sections[1].gap
    assert "The copy reports no actor gaining leverage." == brief.sections[1].statements[0].text


@pytest.mark.usefixtures("offline")
def test_a_changed_story_misses_its_cassette_and_says_so() -> None:
    """One word more in the copy is not answered with the old brief."""
    path = STORIES[0]
    changed = read_story(path.read_text(encoding="utf-8").replace(" said.", " said again.", 1))

    with pytest.raises(CassetteMiss, match="the story changed; record again with --record"):
        make_brief(changed, settings=Settings(model=EMBEDDED), replay=cassette(path))


@pytest.mark.parametrize("path", STORIES, ids=slug)
def test_a_cassette_holds_a_real_run_and_no_secret(path: Path) -> None:
    """Answers of llama.cpp with its own timings, one a call; no header, key, host or home."""
    text = cassette(path).read_text(encoding="utf-8")
    data = yaml.safe_load(text)

    brief = make_brief(read_story(path), settings=Settings(model=EMBEDDED), replay=cassette(path))
    assert brief.provenance.attempts == len(data["interactions"]) > len(brief.sections)
    assert all(one["response"]["body"]["timings"]["predicted_n"] > 0 for one in data["interactions"])
    assert not re.search(
        r"authorization|bearer|api[-_]key|127\.0\.0\.1|localhost|/(?:home|root|Users)/", text, re.IGNORECASE
    )


@pytest.mark.usefixtures("offline")
def test_a_flag_is_a_variable_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Model, cassettes and format come from the environment as from flags."""
    monkeypatch.setenv("BRIEFGEN_MODEL", EMBEDDED)
    monkeypatch.setenv("BRIEFGEN_REPLAY", str(CASSETTES))
    monkeypatch.setenv("BRIEFGEN_FORMAT", "md")
    path = ROOT / "examples" / "mine-collapse" / "story.txt"

    assert path.with_name("brief.md").read_text(encoding="utf-8") == run("brief", path, code=0).out


def test_the_readme_shows_an_example_as_it_was_written() -> None:
    """Brief and story stand there word for word, so that neither can be flattering."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    folder = ROOT / "examples" / "harbor-upset"
    paragraphs = folder.joinpath("brief.md").read_text(encoding="utf-8").split("\n---")[0].split("\n\n")[1:]

    assert folder.joinpath("story.txt").read_text(encoding="utf-8").strip() in readme
    assert [] == [text for text in paragraphs if not text.startswith("#") and f"> {text.strip()}\n" not in readme]
