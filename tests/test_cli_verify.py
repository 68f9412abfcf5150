import importlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Self
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.brief import BASIS, GAPS, HEADINGS, SECTION_IDS, Brief, Evidence, Finding
from briefgen.report import Report, as_json, as_junit, as_table, in_reading_order, shorten
from briefgen.story import Story
from conftest import CONTROL, PROVENANCE, Run

COPY = (
    "The ferry Corvina struck a sandbank off Tessel Point on Tuesday. "
    "Nobody of the 212 people aboard was hurt. "
    "The harbour board of Marrow Bay will hear the captain on Friday."
)
STORY = Story.from_text(COPY, headline="Ferry strikes sandbank")
OTHER = "Lamp prices rose in Vell on Monday. Shops in the old town sold out by noon."
SAID = {
    "what_happened": ["The ferry Corvina struck a sandbank.", "Nobody was hurt."],
    "who_gains": [GAPS["who_gains"]],
    "mechanism": ["A hearing puts the captain’s account on record."],
    "why_it_matters": ["What the captain says decides who answers for the grounding."],
    "what_to_watch": ["Watch what the captain tells the board on Friday."],
}
HOSTILE = "a \x1b[31mred\x1b[0m \x9b2J \u202eover \x00nul \ufffe \uffff ]]> <b> & \"x\" 'y' \u2028line \U000e0041 end"
ERROR = Finding(check="numbers", severity="error", reason="The copy gives no 40.", section="mechanism", statement=1)
WARNING = Finding(
    check="echo",
    severity="warning",
    reason="Most of it stands in the copy.",
    section="what_happened",
    statement=2,
    evidence=Evidence(start=65, end=107, text=STORY.sentence(2).text),
)
WHOLE = Finding(check="language", severity="warning", reason="The brief is not in the story's language.")

Edit = Callable[[dict[str, Any]], object]
Found = list[Finding]


def written(sections: Mapping[str, list[str]] = SAID) -> dict[str, Any]:
    """A brief as it stands in a file: every statement rests on the first sentence of the story."""
    cited = STORY.sentence(1)
    passage = {"start": cited.start, "end": cited.end, "text": cited.text}
    return {
        "schema_version": 1,
        "headline": "Ferry strikes sandbank",
        "sections": [
            {
                "id": name,
                "heading": HEADINGS[name],
                "gap": name == "who_gains",
                "statements": [
                    {"text": text, "basis": BASIS[name], "cites": [1], "evidence": [dict(passage)]}
                    for text in sections[name]
                ],
            }
            for name in SECTION_IDS
        ],
        "story": {"sha256": STORY.sha256, "sentences": 3, "headline": "Ferry strikes sandbank"},
        "provenance": {**PROVENANCE, "sentences_read": 3},
    }


def statement(data: dict[str, Any], section: int = 0, number: int = 1) -> dict[str, Any]:
    found: dict[str, Any] = data["sections"][section]["statements"][number - 1]
    return found


def report(*findings: Finding, data: dict[str, Any] | None = None) -> Report:
    return Report(Brief.model_validate(data or written()), STORY, in_reading_order(findings))


@pytest.fixture
def desk(clean: Path) -> Path:
    """A directory with a brief and its story."""
    (clean / "brief.json").write_text(json.dumps(written()), encoding="utf-8")
    (clean / "story.txt").write_text(f"Ferry strikes sandbank\n\n{COPY}\n", encoding="utf-8")
    (clean / "other.txt").write_text(f"Lamps dearer\n\n{OTHER}\n", encoding="utf-8")
    return clean


@pytest.fixture
def edit(desk: Path) -> Callable[[Edit], None]:
    """Change the brief in its file."""

    def changed(by: Edit) -> None:
        data = written()
        by(data)
        (desk / "brief.json").write_text(json.dumps(data), encoding="utf-8")

    return changed


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Found:
    """What the checks find: the test's own list in place of theirs."""
    findings: Found = []
    # Not by its name: in `briefgen.cli`, `verify` is the command.
    module = importlib.import_module("briefgen.cli.verify")
    monkeypatch.setattr(module, "verify_brief", lambda _brief, _story, **_: list(findings))
    return findings


@pytest.mark.usefixtures("desk", "found")
def test_nothing_found_is_said_on_stderr_alone(run: Run) -> None:
    """A brief without findings prints no table and ends with 0."""
    done = run("verify", "brief.json", "story.txt", code=0)

    assert ("", "briefgen: 5 statements checked: 0 errors, 0 warnings\n") == (done.out, done.err)


def test_the_checks_are_those_of_the_library(run: Run, edit: Callable[[Edit], None]) -> None:
    """What `briefgen.verify` finds in an edited sentence is in the table."""
    edit(lambda data: statement(data, 4).update(text="Watch the"))

    done = run("verify", "brief.json", "story.txt", code=1)

    assert "What to watch next, statement 1\n  Watch the\n" in done.out
    assert re.search(r"^  error +cut +The sentence ends in the middle\.$", done.out, re.MULTILINE)


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("findings", "flags", "code"),
    [
        ([], [], 0),
        ([], ["--strict"], 0),
        ([WARNING], [], 0),
        ([WARNING], ["--strict"], 1),
        ([ERROR], [], 1),
        ([ERROR, WARNING], [], 1),
        ([WHOLE], ["--strict"], 1),
    ],
)
def test_errors_fail_and_warnings_fail_when_strict(
    run: Run, found: Found, findings: Found, flags: list[str], code: int
) -> None:
    """The exit code is 1 for an error, under --strict also for a warning, and the same in every format."""
    found += findings

    for form in ("table", "json", "junit"):
        run("verify", "brief.json", "story.txt", "-f", form, *flags, code=code)


@pytest.mark.usefixtures("desk")
def test_table_is_in_reading_order_with_each_statement_once(run: Run, found: Found) -> None:
    """Findings stand under their statement, which is printed once; those on the whole brief come first."""
    twice = ERROR.model_copy(update={"check": "names", "reason": "The copy names no Oort."})
    found += [WHOLE, WARNING, ERROR, twice]

    done = run("verify", "brief.json", "story.txt", code=1)

    assert (
        """\
The whole brief
  warning  language  The brief is not in the story's language.

What happened, statement 2
  Nobody was hurt.
  warning  echo      Most of it stands in the copy.
                     copy, sentence 2: Nobody of the 212 people aboard was hurt.

What mechanism is operating, statement 1
  A hearing puts the captain’s account on record.
  error    numbers   The copy gives no 40.
  error    names     The copy names no Oort.
"""
        == done.out
    )
    assert "briefgen: 5 statements checked: 2 errors, 2 warnings\n" == done.err


@pytest.mark.usefixtures("desk")
def test_json_holds_the_findings_whole(run: Run, found: Found) -> None:
    """JSON names the story, counts, and dumps each finding; no copy besides the evidence, and nothing of the brief."""
    found += [WARNING, ERROR]

    printed = json.loads(run("verify", "brief.json", "story.txt", "-f", "json", code=1).out)

    assert {
        "schema_version": 1,
        "story": {"sha256": STORY.sha256, "headline": "Ferry strikes sandbank"},
        "statements": 5,
        "errors": 1,
        "warnings": 1,
        "findings": [WARNING.model_dump(mode="json"), ERROR.model_dump(mode="json")],
    } == printed


@pytest.mark.usefixtures("desk")
def test_junit_has_a_case_a_statement(run: Run, found: Found) -> None:
    """An error fails its statement's case, once for all its errors; a warning is output and fails nothing."""
    twice = ERROR.model_copy(update={"check": "names", "reason": "The copy names no Oort."})
    found += [WHOLE, WARNING, ERROR, twice]

    suite = ET.fromstring(run("verify", "brief.json", "story.txt", "-f", "junit", code=1).out)  # noqa: S314  our own

    assert {"name": "briefgen verify", "tests": "6", "failures": "1", "errors": "0", "skipped": "0"} == suite.attrib
    assert [
        ("brief", "The whole brief", ["system-out"]),
        ("what_happened", "statement 1: The ferry Corvina struck a sandbank.", []),
        ("what_happened", "statement 2: Nobody was hurt.", ["system-out"]),
        ("mechanism", "statement 1: A hearing puts the captain’s account on record.", ["failure"]),
        ("why_it_matters", "statement 1: What the captain says decides who answers for the grounding.", []),
        ("what_to_watch", "statement 1: Watch what the captain tells the board on Friday.", []),
    ] == [(case.get("classname"), case.get("name"), [below.tag for below in case]) for case in suite]
    (failure,) = suite.iter("failure")
    assert ("numbers, names", "The copy gives no 40. The copy names no Oort.") == (
        failure.get("type"),
        failure.get("message"),
    )
    assert "numbers: The copy gives no 40.\nnames: The copy names no Oort." == failure.text
    assert (
        "echo: Most of it stands in the copy.\ncopy, sentence 2: Nobody of the 212 people aboard was hurt."
        == [one.text for one in suite.iter("system-out")][1]
    )


def hostile() -> Report:
    data = written()
    data["sections"][0]["heading"] = HOSTILE
    statement(data)["text"] = HOSTILE
    passage = Evidence(start=0, end=len(HOSTILE), text=HOSTILE)
    first = {"section": "what_happened", "statement": 1, "evidence": passage, "check": HOSTILE, "reason": HOSTILE}
    findings = [Finding.model_validate({**first, "severity": severity}) for severity in ("error", "warning")]
    return report(WHOLE.model_copy(update={"reason": HOSTILE}), *findings, data=data)


@pytest.mark.parametrize("width", [1, 40, 71, 72, 100])
def test_table_of_hostile_text_steers_no_terminal(width: int) -> None:
    """What the brief and the copy hold reaches a terminal as visible characters on lines of its width."""
    table = as_table(hostile(), width=width)

    assert not CONTROL.search(table)
    assert "red" in table
    assert [] == [line for line in table.splitlines() if len(line) > max(width, 40)]


def test_json_of_hostile_text_means_the_same() -> None:
    """In JSON nothing is lost, and what steers a terminal is written as an escape."""
    text = as_json(hostile())

    assert not CONTROL.search(text)
    assert HOSTILE == json.loads(text)["findings"][1]["reason"]


def test_junit_of_hostile_text_is_well_formed() -> None:
    """In XML markup is text, and characters that XML forbids are dropped."""
    text = as_junit(hostile())

    assert not CONTROL.search(text)
    (failure,) = ET.fromstring(text.encode()).iter("failure")  # noqa: S314  our own
    assert "a red over nul ]]> <b> & \"x\" 'y' line end" == " ".join((failure.get("message") or "").split())


@given(st.text())
def test_no_text_breaks_a_report(text: str) -> None:
    """Whatever a finding says, the table steers no terminal, the JSON means it and the XML can be read."""
    one = report(ERROR.model_copy(update={"reason": text, "check": text}))

    assert not CONTROL.search(as_table(one) + as_json(one) + as_junit(one))
    assert text == json.loads(as_json(one))["findings"][0]["reason"]
    assert "1" == ET.fromstring(as_junit(one).encode()).get("failures")  # noqa: S314  our own


@pytest.mark.parametrize("width", [40, 60, 71, 72, 80, 100, 200])
def test_table_fits_its_width(width: int) -> None:
    """Reasons are wrapped and never cut; evidence is cut to one line."""
    reason = " ".join(f"reason{number}" for number in range(40))
    passage = Evidence(start=0, end=400, text="word " * 80)
    table = as_table(report(ERROR.model_copy(update={"reason": reason, "evidence": passage})), width=width)

    assert [] == [line for line in table.splitlines() if len(line) > width]
    assert [f"reason{number}" for number in range(40)] == re.findall(r"reason\d+", table)
    assert ["copy, sentence 1: word", "…"] == re.findall(r"copy, sentence 1: word|…", table)


def test_colour_marks_the_severity_alone() -> None:
    """An error is red and a warning yellow; without the marks the table is the same."""
    table = as_table(report(ERROR, WARNING), colour=True)

    assert ["\x1b[33mwarning\x1b[0m", "\x1b[31merror\x1b[0m"] == re.findall(r"\x1b\[\d+m\w+\x1b\[0m", table)
    assert as_table(report(ERROR, WARNING)) == re.sub(r"\x1b\[\d+m", "", table)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("short", 5, "short"),
        ("cut between words", 12, "cut between…"),
        ("cut between words", 13, "cut between…"),
        ("cut between words", 15, "cut between…"),
        ("onelongwordwithoutaspace", 8, "onelong…"),
        ("a longwordwithoutaspace", 9, "a longwo…"),
        ("", 5, ""),
    ],
)
def test_shortening_ends_at_a_word(text: str, width: int, expected: str) -> None:
    """A text that is too long ends with an ellipsis after a whole word, where that leaves half of the room or more."""
    assert expected == shorten(text, width)


@pytest.mark.parametrize(
    ("edited", "said"),
    [
        (lambda data: data["sections"].pop(1), "section who_gains is missing"),
        (lambda data: data.update(sections=data["sections"][2:]), "section what_happened and who_gains are missing"),
        (lambda data: data.pop("sections"), "sections is missing"),
        (lambda data: data.update(sections=[]), "sections.0 is missing|section 1 is missing"),
        (lambda data: data.update(sections={}), "sections should be a valid array"),
        (lambda data: data.update(sections=[1, 2, 3, 4, 5]), "section 1: id is missing"),
        (lambda data: data["sections"].append(data["sections"][0]), "section what_happened is there twice"),
        (lambda data: data["sections"].reverse(), "the sections are not in order, which is what_happened, who_gains, "),
        (lambda data: data["sections"][1].update(id="who_gain"), "section 2: id is “who_gain” and should be one of"),
        (lambda data: data["sections"][1].pop("id"), "section 2: id is missing"),
        (lambda data: data["sections"][1].update(statements=[]), "section who_gains: statements is empty"),
        (lambda data: data.update(schema_version=2), "schema_version is 2 and should be 1"),
        (lambda data: data.pop("headline"), "headline is missing"),
        (lambda data: data["provenance"].pop("created"), "provenance.created is missing"),
        (lambda data: data["story"].update(sha256="x"), "story.sha256 [Ss]tring should match pattern"),
        (lambda data: statement(data).pop("text"), "section what_happened, statement 1: text is missing"),
        (
            lambda data: statement(data, 0, 2).update(basis="x" * 99),
            "statement 2: basis is “x+…” and should be 'report",
        ),
        (lambda data: statement(data).update(cites=["one"]), "statement 1: cite 1 should be a valid integer"),
        (lambda data: statement(data).update(cites=[1, 2]), "statement 1: evidence must be empty or hold one passage"),
        (lambda data: statement(data).update(support=2), "statement 1: support should be less than or equal to 1"),
        (lambda data: statement(data)["evidence"][0].pop("end"), "statement 1, evidence 1: end is missing"),
        (lambda data: statement(data).update({"a\x1b[31mb": 1}), "statement 1: ab is no field of a brief"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_broken_brief_is_said_in_words(run: Run, edit: Callable[[Edit], None], edited: Edit, said: str) -> None:
    """What is wrong with the file is one line that names the file, the place and the field; it ends with 2."""
    edit(edited)

    done = run("verify", "brief.json", "story.txt", code=2)

    assert re.match(f"briefgen: brief.json: .*(?:{said})", done.err)
    assert ("", 1) == (done.out, done.err.count("\n"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the input is empty"),
        (b"\x00\x01\x02" * 9, "the input is not text: it holds binary data"),
        (b"x" * 5_000_001, "larger than 5,000,000 bytes; a brief is not"),
        (json.dumps(written()).encode()[:900], "half a file, its JSON is cut off: EOF while parsing"),
        (json.dumps(written()).replace(",", "", 1).encode(), "not JSON: expected `,` or `}` at line 1"),
        (COPY.encode(), "not JSON: expected value at line 1 column 1"),
        (b"[]", "JSON, but not a brief: a brief is an object with headline, sections"),
        (b"null", "JSON, but not a brief"),
        (b"[" * 9_000, "not JSON: recursion limit exceeded"),
    ],
)
def test_file_that_is_no_brief_is_said_in_words(run: Run, desk: Path, content: bytes, said: str) -> None:
    """Half a file, another kind of file and no file are told apart, for `verify` with 2 and for `render` with 4."""
    (desk / "brief.json").write_bytes(content)

    for arguments, code in ((("verify", "brief.json", "story.txt"), 2), (("render", "brief.json"), 4)):
        done = run(*arguments, code=code)
        assert f"briefgen: brief.json: {said}" in done.err
        assert ("", 1) == (done.out, done.err.count("\n"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_brief_may_come_from_any_editor(run: Run, desk: Path, found: Found, encoding: str) -> None:
    """A brief that an editor saved with a byte-order mark or in an encoding of its own is read all the same."""
    (desk / "brief.json").write_bytes(json.dumps(written(), ensure_ascii=False, indent=2).encode(encoding))
    found.append(ERROR)

    assert "the captain’s account" in run("verify", "brief.json", "story.txt", code=1).out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["brief.json"], 2, "Missing argument 'STORY'"),
        (["gone.json", "story.txt"], 2, "gone.json: No such file or directory"),
        (["gone.json", "brief.json"], 2, "gone.json: No such file or directory"),
        ([".", "story.txt"], 2, ".: Is a directory"),
        (["brief.json", "gone.txt"], 4, "gone.txt: no such file"),
        (["brief.json", "."], 4, ".: is a directory; name the story in it"),
        (["brief.json", "empty.txt"], 4, "the input is empty"),
        (["story.txt", "brief.json"], 2, "brief.json is a brief and story.txt is none; name the brief first"),
        (["brief.json", "brief.json"], 2, "brief.json is a brief; name the story that brief.json was written from"),
        (["-", "-"], 2, "only one of the brief and the story can come from stdin; name the file of the other"),
        (["brief.json", "story.txt", "-m", "a/b"], 2, "-m is the judge's model; give --judge as well"),
        (["brief.json", "story.txt", "-f", "pdf"], 2, "'pdf' is not one of 'table', 'json', 'junit'"),
        (["brief.json", "story.txt", "-o", "a.pdf"], 2, "no format for 'a.pdf': end the name in .json, .xml, .txt"),
        (["brief.json", "story.txt", "-o", "gone/a.xml"], 2, "gone/a.xml: no such directory gone"),
        (["brief.json", "story.txt", "-o", "brief.json"], 2, "brief.json: is what is checked, and the findings would"),
        (["brief.json", "story.txt", "-o", "./story.txt"], 2, "story.txt: is what is checked"),
        (
            ["brief.json", "other.txt"],
            2,
            "written from another story (“Ferry strikes sandbank”) than other.txt (“Lamps dearer”); give --force to",
        ),
    ],
)
def test_mistake_is_one_line_and_nothing_is_written(
    run: Run, desk: Path, arguments: list[str], code: int, said: str
) -> None:
    """A mistake ends with its exit code and one line on stderr that says what to do; no file changes."""
    (desk / "empty.txt").touch()
    before = {path.name: path.read_bytes() for path in desk.iterdir()}

    done = run("verify", *arguments, code=code)

    assert said in done.err
    assert ("", 1) == (done.out, done.err.count("\n"))
    assert before == {path.name: path.read_bytes() for path in desk.iterdir()}


def test_force_checks_against_another_story(run: Run, desk: Path) -> None:
    """Under --force the hashes may differ: it is said, and it is an error, as is evidence that is not in the story."""
    done = run("verify", "brief.json", "other.txt", "--force", code=1)

    assert "than other.txt (“Lamps dearer”); checked all the same\n" in done.err
    assert done.out.startswith("The whole brief\n  error    story ")
    assert re.search(r"error +cites +Its evidence for sentence 1 is not what the story says at that place\.", done.out)
    assert desk.joinpath("other.txt").exists()


@pytest.mark.usefixtures("found")
def test_new_version_of_the_story_is_called_so(run: Run, desk: Path) -> None:
    """A story under the same headline is taken for a new version of the one that the brief was written from."""
    (desk / "story.txt").write_text(f"Ferry strikes sandbank\n\n{COPY} It was dark.\n", encoding="utf-8")

    done = run("verify", "brief.json", "story.txt", code=2)

    assert "brief.json was written from another version of the story (“Ferry strikes sandbank”)" in done.err


@pytest.mark.parametrize("piped", ["brief.json", "story.txt"])
@pytest.mark.usefixtures("found")
def test_one_of_the_two_may_come_from_stdin(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch, piped: str) -> None:
    """A dash is stdin, for the brief or for the story."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((desk / piped).read_bytes())))

    arguments = ["-" if name == piped else name for name in ("brief.json", "story.txt")]

    assert "5 statements checked" in run("verify", *arguments, code=0).err


def test_swapped_is_found_out_when_the_story_is_piped(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A story on stdin in the place of the brief, which is named second, is told apart too."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((desk / "story.txt").read_bytes())))

    done = run("verify", "-", "brief.json", code=2)

    assert "briefgen: brief.json is a brief and the one on stdin is none; name the brief first\n" == done.err


@pytest.mark.usefixtures("desk")
def test_files_get_the_format_of_their_ending(run: Run, desk: Path, found: Found) -> None:
    """Each -o is what stdout would have; -f goes before the ending."""
    found += [ERROR, WARNING]
    wanted = {"a.txt": "table", "b.json": "json", "c.xml": "junit"}

    done = run("verify", "brief.json", "story.txt", *(word for name in wanted for word in ("-o", name)), code=1)
    run("verify", "brief.json", "story.txt", "-f", "json", "-o", "d.log", code=1)

    assert ("", "briefgen: 5 statements checked: 1 error, 1 warning\n") == (done.out, done.err)
    for name, form in {**wanted, "d.log": "json"}.items():
        printed = run("verify", "brief.json", "story.txt", "-f", form).out
        assert printed == (desk / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("variables", "story", "code", "said"),
    [
        ({"STRICT": "1"}, "story.txt", 1, "statements checked"),
        ({"FORMAT": "pdf"}, "story.txt", 2, "'pdf' is not one of"),
        ({"OUTPUT": "gone/a.xml"}, "story.txt", 2, "no such directory gone"),
        ({"FORCE": "1"}, "other.txt", 0, "checked all the same"),
        ({"JUDGE": "1", "MODEL": ""}, "story.txt", 2, "BRIEFGEN_BASE_URL: not an address"),
        ({"JUDGE": "0", "MODEL": "a/b"}, "story.txt", 0, "statements checked"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_every_flag_is_a_variable(  # noqa: PLR0913  one parameter a column
    run: Run,
    found: Found,
    monkeypatch: pytest.MonkeyPatch,
    *,
    variables: dict[str, str],
    story: str,
    code: int,
    said: str,
) -> None:
    """Each flag is mirrored as BRIEFGEN_VERIFY_*; a model without --judge is then no mistake."""
    found.append(WARNING)
    # That it is refused shows that settings are read, and so that a judge would be made.
    monkeypatch.setenv("BRIEFGEN_BASE_URL", "nowhere")
    for name, value in variables.items():
        monkeypatch.setenv(f"BRIEFGEN_VERIFY_{name}", value)

    assert said in run("verify", "brief.json", story, code=code).err


def test_evidence_is_checked_of_every_statement(run: Run, edit: Callable[[Edit], None]) -> None:
    """A cite that is no sentence and evidence that was edited are errors of their statements."""

    def both(data: dict[str, Any]) -> None:
        statement(data, 0, 2)["cites"] = [9]
        statement(data, 4)["evidence"][0]["text"] = "The ferry sank."

    edit(both)

    printed = json.loads(run("verify", "brief.json", "story.txt", "-f", "json", code=1).out)

    assert [("what_happened", 2, "cites"), ("what_to_watch", 1, "cites")] == [
        (one["section"], one["statement"], one["check"]) for one in printed["findings"] if one["severity"] == "error"
    ]


def test_statement_that_a_person_added_needs_no_evidence(run: Run, edit: Callable[[Edit], None], found: Found) -> None:
    """A sentence without cites and evidence is a statement like any other."""
    edit(lambda data: data["sections"][0]["statements"].append({"text": "It was Tuesday.", "basis": "reported"}))

    assert "briefgen: 6 statements checked: 0 errors" in run("verify", "brief.json", "story.txt", code=0).err
    assert [] == found


def test_withheld_statements_are_not_checked(run: Run, edit: Callable[[Edit], None]) -> None:
    """What is not published is neither counted nor checked."""
    withheld = {"text": "Watch the", "basis": "forecast", "cites": [99]}
    edit(lambda data: data.update(withheld=[{"section": "mechanism", "statement": withheld, "reason": "It is cut."}]))

    done = run("verify", "brief.json", "story.txt", "-f", "json")

    assert "briefgen: 5 statements checked" in done.err
    assert "Watch the" not in done.out
    assert "99" not in [str(one["reason"]) for one in json.loads(done.out)["findings"]]


@pytest.mark.parametrize(("text", "code"), [(GAPS["who_gains"], 0), ("Quibbex gains the strait.", 1)])
def test_gap_written_over_is_checked(run: Run, edit: Callable[[Edit], None], text: str, code: int) -> None:
    """A section marked as a gap counts as one while it says the program's own sentence alone."""
    edit(lambda data: statement(data, 1).update(text=text))

    assert ("Quibbex" in run("verify", "brief.json", "story.txt", code=code).out) == bool(code)


def on_terminal(arguments: list[str], columns: int, **environment: str) -> str:
    """What the command line writes to a terminal of that many columns, stdout and stderr together."""
    fcntl, pty, termios = (importlib.import_module(name) for name in ("fcntl", "pty", "termios"))
    ours, theirs = pty.openpty()
    fcntl.ioctl(
        theirs, termios.TIOCSWINSZ, (24).to_bytes(2, sys.byteorder) + columns.to_bytes(2, sys.byteorder) + b"\0" * 4
    )
    inherited = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM", "COLUMNS")}
    written = b""
    with subprocess.Popen(  # noqa: S603  our own command
        [sys.executable, "-m", "briefgen", *arguments],
        stdout=theirs,
        stderr=theirs,
        env={**inherited, "TERM": "xterm", **environment},
    ):
        os.close(theirs)
        # At the end of it Linux says EIO and others nothing.
        try:
            while data := os.read(ours, 4096):
                written += data
        except OSError:
            pass
    os.close(ours)
    return written.decode().replace("\r\n", "\n")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(
    ("columns", "environment", "coloured"),
    [
        (44, {}, True),
        (120, {"NO_COLOR": ""}, True),
        (120, {"NO_COLOR": "1"}, False),
        (120, {"TERM": "dumb"}, False),
    ],
)
def test_terminal_gets_its_width_and_colour(
    edit: Callable[[Edit], None], columns: int, environment: dict[str, str], coloured: bool  # noqa: FBT001
) -> None:  # fmt: skip
    """A terminal gets colour, unless NO_COLOR or its kind forbid it, and lines of its own width."""
    text = f"Watch what the captain of the ferry {'tells the board of Marrow Bay and ' * 4}the"
    edit(lambda data: statement(data, 4).update(text=text))

    shown = on_terminal(["verify", "brief.json", "story.txt"], columns, **environment)

    assert coloured == ("\x1b[31merror\x1b[0m" in shown)
    assert (set() if not coloured else {"\x1b"}) == set(CONTROL.findall(shown))
    table = re.sub(r"\x1b\[\d+m", "", shown).partition("\nbriefgen:")[0]
    assert columns - 12 <= max(len(line) for line in table.splitlines()) <= columns


@pytest.mark.usefixtures("desk")
def test_piped_table_is_a_hundred_columns(run: Run, found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe gets a hundred columns whatever the terminal has."""
    monkeypatch.setenv("COLUMNS", "44")
    found.append(ERROR.model_copy(update={"reason": "word " * 60}))

    lines = run("verify", "brief.json", "story.txt", code=1).out.splitlines()

    assert 96 <= max(len(line) for line in lines) <= 100


class Believer:
    """A judge that believes everything, and can be closed."""

    threshold = 0.5

    def __init__(self) -> None:
        self.closed = False

    def score(self, _claim: object, _story: Story) -> float:
        return 0.9

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.closed = True


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> Believer:
    """The judge that --judge gets, in place of a model; it is asked about every statement."""
    one = Believer()
    asked_for = importlib.import_module("briefgen.judge")
    monkeypatch.setattr(asked_for, "make_judge", lambda *, settings: one if settings.model == "a/b" else None)

    def verified(brief: Brief, story: Story, judge: Any, **_: object) -> Found:
        assert all(judge.score(said.text, story) > judge.threshold for _, _, said in brief.statements())
        return []

    monkeypatch.setattr(importlib.import_module("briefgen.cli.verify"), "verify_brief", verified)
    return one


@pytest.mark.usefixtures("desk")
def test_judge_is_asked_and_closed(run: Run, judge: Believer) -> None:
    """Under --judge a model is asked as well, and closed at the end; a log gets no progress."""
    done = run("verify", "brief.json", "story.txt", "--judge", "-m", "a/b", code=0)

    assert "briefgen: 5 statements checked: 0 errors, 0 warnings\n" == done.err
    assert judge.closed


@pytest.mark.usefixtures("desk", "judge", "clean")
def test_judging_shows_how_far_it_is_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a terminal one line counts the statements, and is cleared before the result."""
    from briefgen.cli import main

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(sys, "argv", ["briefgen", "verify", "brief.json", "story.txt", "--judge", "-m", "a/b"])

    with pytest.raises(SystemExit, match="0"):
        main()

    told = capsys.readouterr().err
    assert [f"{number} of 5" for number in range(1, 6)] == re.findall(r"judging statement (\d of \d)", told)
    assert told.endswith("\r\x1b[Kbriefgen: 5 statements checked: 0 errors, 0 warnings\n")


@pytest.mark.usefixtures("desk")
def test_without_a_judge_no_way_to_a_model_is_imported() -> None:
    """Checking without --judge starts quickly: it imports no client, no templates and no XML."""
    code = (
        "import sys\nfrom briefgen.cli import main\nsys.argv = ['briefgen', 'verify', 'brief.json', 'story.txt']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "slow = {'openai', 'instructor', 'jinja2', 'asyncio', 'xml.etree.ElementTree'}\n"
        "print('imported:', *(slow & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603

    assert done.stdout.endswith("imported:\n")
    assert "5 statements checked" in done.stderr
