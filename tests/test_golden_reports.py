import json
import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise
from xml.etree import ElementTree as ET

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefgen.brief import HEADINGS, SectionId
from briefgen.errors import UsageError
from briefgen.escape import plain
from briefgen.golden.reports import FORMATS, Format, annotations, as_table, as_text, format_for
from briefgen.golden.reports.changes import mark
from briefgen.golden.reports.markdown import _LONGEST
from briefgen.golden.results import CaseResult, Check, Result, ShownSection, ShownStatement
from conftest import CONTROL

STORY = ("A port reopened.", "Tolls stay open.", "Envoys return on Monday.")
HOSTILE = (
    "</details><script>alert(1)</script> | x | y\n\n# head\n::error::a ]]> \x1b[31mred\x1b[0m \u202e "
    "%0A::error::b ##[add-mask]c `code` ``two`` [a](https://evil.example) <!-- &lt; \x00"
)


def section(part: SectionId, *statements: tuple[str, tuple[int, ...]]) -> ShownSection:
    return ShownSection(
        id=part,
        heading=HEADINGS[part],
        statements=tuple(ShownStatement(text=text, cites=cites) for text, cites in statements),
    )


GOLDEN = (
    section("what_happened", ("A port reopened on terms that nobody has seen.", (1, 2))),
    section("why_it_matters", ("Tolls stay open.", (2,))),
)
CANDIDATE = (
    section("what_happened", ("A port reopened on terms that nobody likes.", (1, 3))),
    section("why_it_matters", ("Tolls stay open.", (2,))),
)
OK = CaseResult(
    slug="calm",
    status="ok",
    file="examples/calm/golden.json",
    checks=(Check(name="length", section="what_happened", ok=True, score=0.9),),
    story=STORY,
    golden=GOLDEN,
    candidate=GOLDEN,
    seconds=1.5,
)
WORSE = OK.model_copy(
    update={
        "slug": "worse",
        "status": "regression",
        "file": "examples/worse/golden.json",
        "lines": {"what_happened": 12, "why_it_matters": 40},
        "fix": "briefgen golden accept examples worse",
        "checks": (
            Check(name="length", section="what_happened", ok=True, score=1),
            Check(name="facts", section="what_happened", ok=False, score=0, reason="“11 drafts” is missing"),
            Check(name="withheld", ok=False, score=0.5, reason="3 more withheld than of the golden brief"),
        ),
        "candidate": CANDIDATE,
        "exit_code": 1,
    }
)
STALE = CaseResult(
    slug="old",
    status="stale",
    reason="the prompt has moved",
    fix="briefgen golden record examples old",
    file="examples/old/golden.json",
    story=STORY,
    golden=GOLDEN,
    exit_code=2,
)
BROKEN = CaseResult(
    slug="broken", status="error", reason="no golden brief yet", file="examples/broken/golden.json", exit_code=2
)


def result(*cases: CaseResult, **changes: object) -> Result:
    of = Result(briefgen_version="1.0", mode="replay", cases=cases or (OK, WORSE, STALE, BROKEN), seconds=3.25)
    return of.model_copy(update=changes)


def hostile() -> Result:
    """Every text that a story, a model or a file name decides is hostile."""
    said = section("what_happened", (HOSTILE, (1, 99)))
    cases = [
        one.model_copy(
            update={
                "slug": HOSTILE,
                "file": HOSTILE,
                "fix": HOSTILE,
                "reason": "" if one.checks else HOSTILE,
                "checks": tuple(check.model_copy(update={"reason": HOSTILE}) for check in one.checks),
                "story": (HOSTILE,),
                "golden": (said.model_copy(update={"heading": HOSTILE}),),
                "candidate": (said,) if one.candidate else (),
            }
        )
        for one in (OK, WORSE, STALE, BROKEN)
    ]
    return result(*cases, orphans=(HOSTILE,), fail_under=0.99, model=HOSTILE, briefgen_version=HOSTILE)


def suite(of: Result) -> ET.Element:
    return ET.fromstring(as_text(of, "junit").encode())  # noqa: S314  our own


def page(of: Result) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(as_text(of, "html"))


@pytest.mark.parametrize(
    ("name", "form"),
    [("r.txt", "table"), ("r.json", "json"), ("r.XML", "junit"), ("r.md", "markdown"), ("r.html", "html")],
)
def test_ending_decides_the_format(name: str, form: Format) -> None:
    """The ending of the file's name says which report is written."""
    assert form == format_for(name)


def test_unknown_ending_is_refused() -> None:
    """An ending without a format is the user's mistake, and the endings are named."""
    with pytest.raises(UsageError, match=r"\.txt, \.json, \.xml, \.md, \.html"):
        format_for("report.pdf")


@pytest.mark.parametrize("form", FORMATS.values())
def test_same_result_gives_the_same_text(form: Format) -> None:
    """A report holds nothing of the moment it is written in, and ends its last line."""
    text = as_text(result(), form)

    assert text == as_text(Result.model_validate_json(result().model_dump_json()), form)
    assert text.endswith("\n")


def test_table_has_a_line_for_what_is_ok_and_reasons_for_the_rest() -> None:
    """A case that holds is one line; what failed says which check, where and why, and how to mend it."""
    expected = """\
calm    ok          0.90
worse   REGRESSION  0.50  2 of 3 checks failed
    facts     What happened: “11 drafts” is missing
    withheld  The whole brief: 3 more withheld than of the golden brief
    If it is better now: briefgen golden accept examples worse
old     STALE          –
    the prompt has moved
    To fix it: briefgen golden record examples old
broken  ERROR          –
    no golden brief yet

4 cases: 1 ok, 1 regression, 1 stale, 1 error; mean score 0.70
"""

    assert expected == as_table(result())


def test_table_says_what_is_wrong_with_the_run() -> None:
    """Cassettes without a case and a mean below its limit are said before the last line, which is the summary."""
    of = result(OK, orphans=("cassettes/lost.yaml",), fail_under=0.95)

    assert [
        "calm  ok          0.90",
        "cassette without a case: cassettes/lost.yaml",
        "mean score 0.90 is below 0.95",
        "",
        of.summary,
    ] == as_table(of).splitlines()


def test_table_of_a_low_mean_shows_what_pulls_it_down() -> None:
    """Where the mean decides, a case is ok whatever fails; its faults are shown when the mean is too low."""
    held = WORSE.model_copy(update={"status": "ok", "fix": None, "exit_code": 0})

    assert "“11 drafts”" not in as_table(result(held, gate="mean", fail_under=0.4))
    assert "“11 drafts”" in as_table(result(held, gate="mean", fail_under=0.9))


def test_table_colours_the_status_alone() -> None:
    """Colour adds to the words and changes none."""
    coloured = as_table(result(), colour=True)

    assert "worse   \x1b[1;31mREGRESSION\x1b[0m  0.50" in coloured
    assert as_table(result()) == re.sub(r"\x1b\[[\d;]*m", "", coloured)


@pytest.mark.parametrize("width", [1, 40, 71, 72, 120])
def test_table_keeps_to_its_width(width: int) -> None:
    """Reasons are wrapped; only the command stays whole, to be copied."""
    long = WORSE.checks[1].model_copy(update={"reason": "far too many words " * 12})
    table = as_table(result(WORSE.model_copy(update={"slug": "w" * 90, "checks": (long,)})), width=width)

    lines = [line for line in table.splitlines()[:-1] if "golden accept" not in line and "golden record" not in line]
    assert [] == [line for line in lines if len(line) > max(width, 40)]


@pytest.mark.parametrize("width", [40, 60, 71, 72, 100])
def test_hostile_table_steers_neither_terminal_nor_runner(width: int) -> None:
    """Text of a story reaches a log as visible characters, and no line of it is a command to GitHub's runner."""
    table = as_table(hostile(), width=width)

    assert not CONTROL.search(table)
    assert [] == [line for line in table.splitlines() if line.lstrip().startswith("::") or "##[" in line]


def test_json_reads_back_whole() -> None:
    """JSON is the result itself, hostile text and all, without a character that a terminal obeys."""
    of = hostile()
    text = as_text(of, "json")

    assert of == Result.model_validate_json(text)
    assert not CONTROL.search(text)
    assert text.startswith('{\n  "schema_version": 1,')
    assert HOSTILE == json.loads(text)["cases"][0]["slug"]


def test_junit_tells_a_regression_from_a_stale_cassette() -> None:
    """A regression is a failure; what is stale, and what could not be compared, is an error."""
    found = suite(result())
    ok, worse, old, broken = found

    assert ("4", "1", "2", "0") == tuple(found.get(name) for name in ("tests", "failures", "errors", "skipped"))
    assert ("golden", "calm", "1.500") == tuple(ok.get(name) for name in ("classname", "name", "time"))
    assert [] == list(ok)
    assert ["failure", "error", "error"] == [one[0].tag for one in (worse, old, broken)]
    assert ["facts, withheld", "stale", "error"] == [one[0].get("type") for one in (worse, old, broken)]
    assert "What happened: “11 drafts” is missing; The whole brief: 3 more withheld than of the golden brief" == worse[
        0
    ].get("message")
    assert (
        "facts: What happened: “11 drafts” is missing (examples/worse/golden.json:12)\n"
        "withheld: The whole brief: 3 more withheld than of the golden brief\n"
        "If it is better now: briefgen golden accept examples worse" == worse[0].text
    )
    assert "To fix it: briefgen golden record examples old" in (old[0].text or "")


def test_junit_fails_for_the_run_as_a_whole() -> None:
    """All cassettes without a case are one failed test case; so is a mean score below its limit."""
    found = suite(result(OK, orphans=("a.yaml", "b.yaml"), fail_under=0.95))

    assert ("3", "2") == (found.get("tests"), found.get("failures"))
    assert ["calm", "cassettes without a case", "mean score"] == [one.get("name") for one in found]
    assert "a.yaml\nb.yaml" == found[1][0].text
    assert "mean score 0.90 is below 0.95" == found[2][0].get("message")


def test_junit_keeps_the_faults_of_a_case_that_holds() -> None:
    """Where the mean decides, a failed check is output of a test case that passes."""
    (held,) = suite(result(WORSE.model_copy(update={"status": "ok", "fix": None}), gate="mean", fail_under=0.1))

    assert ["system-out"] == [one.tag for one in held]
    assert "facts: What happened" in (held[0].text or "")


def test_annotations_mark_the_line_of_the_first_fault() -> None:
    """A regression is an error on the line of its section, a stale case a warning; what holds is not marked."""
    expected = (
        "::error file=examples/worse/golden.json,line=12,title=worse%3A regression::"
        "What happened: “11 drafts” is missing (facts)%0A"
        "The whole brief: 3 more withheld than of the golden brief (withheld)%0A"
        "If it is better now: briefgen golden accept examples worse\n"
        "::error file=examples/broken/golden.json,line=1,title=broken%3A error::no golden brief yet\n"
        "::warning file=examples/old/golden.json,line=1,title=old%3A stale::"
        "the prompt has moved%0ATo fix it: briefgen golden record examples old\n"
    )

    assert expected == annotations(result())
    assert "" == annotations(result(OK))


def test_annotations_are_no_more_than_github_shows() -> None:
    """Of more than ten the tenth counts the rest; the run as a whole comes first."""
    cases = [one.model_copy(update={"slug": f"{one.slug}-{n}"}) for n in range(11) for one in (WORSE, STALE)]
    marks = annotations(result(*cases, orphans=("lost.yaml",), fail_under=0.9)).splitlines()
    errors, warnings = ([one for one in marks if one.startswith(f"::{level} ")] for level in ("error", "warning"))

    assert (10, 10, 20) == (len(errors), len(warnings), len(marks))
    assert errors[0].endswith("::mean score 0.50 is below 0.90")
    assert "file=lost.yaml," in errors[1]
    assert "::4 more like these: see the log above, and the summary of the run" in errors[-1]
    assert "::2 more like these" in warnings[-1]


def test_ten_annotations_need_no_count() -> None:
    """Ten are shown as they are."""
    assert " more like these" not in annotations(result(*[WORSE] * 10))


def test_hostile_annotation_stays_one_command() -> None:
    """Line ends and percent signs cannot start a command, colons and commas cannot end a property."""
    of = hostile()
    of = of.model_copy(
        update={"cases": tuple(one.model_copy(update={"file": "a,line=9::x:%0A\n::b"}) for one in of.cases)}
    )
    marks = annotations(of)

    assert not CONTROL.search(marks)
    assert 5 == len(marks.splitlines())
    for line in marks.splitlines():
        assert re.match(r"::(error|warning) ((file|line|title)=[^,:\n]*,?)+::", line)
    assert 3 == marks.count("file=a%2Cline=9%3A%3Ax%3A%250A %3A%3Ab,line=")
    assert "%250A::error::b" in marks


def test_markdown_shows_a_table_and_both_texts_of_what_failed() -> None:
    """The summary heads a table of all cases; each that failed has its command and both texts of the section."""
    text = as_text(result(), "markdown")

    assert text.startswith(
        "## Golden briefs: 4 cases: 1 ok, 1 regression, 1 stale, 1 error; mean score 0.70\n\n"
        "| Case | Status | Score | What failed |\n"
    )
    assert "\n| worse | ✗ regression | 0.50 | facts, withheld |\n" in text
    assert "\n| old | ○ stale | – | the prompt has moved |\n" in text
    assert (
        "\n<details>\n<summary><b>worse</b>: regression</summary>\n\nIf it is better now: `briefgen golden accept "
        in text
    )
    assert (
        "\n### What happened\n\n- **facts**: “11 drafts” is missing\n\n| Golden | Candidate |\n| :-- | :-- |\n"
        "| A port reopened on terms that nobody has seen. *(1, 2)* "
        "| A port reopened on terms that nobody likes. *(1, 3)* |\n" in text
    )
    assert "Why it matters" not in text
    assert 3 == text.count("<details>") == text.count("\n</details>\n")


def test_hostile_markdown_stays_in_its_place() -> None:
    """Whatever a text holds, the page has the blocks that we wrote, and no link, script or cell more."""
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(as_text(hostile(), "markdown"))
    tree = lxml.html.fromstring(f"<div>{html}</div>")

    assert [] == tree.xpath("//script | //a | //h1")
    assert 3 == len(tree.xpath("//details"))
    assert [4] * 5 == [len(row) for row in tree.xpath("(//table)[1]//tr")]
    assert {2} == {len(row) for row in tree.xpath("//details//tr")}
    # In the command too: no run of backticks closes its span.
    assert 3 == len(tree.xpath("//p[starts-with(., 'To fix it') or starts-with(., 'If it is better')]/code"))
    assert not CONTROL.search(html)


def test_markdown_is_no_longer_than_github_takes() -> None:
    """What does not fit is in the table still, and the last line says how many cases are left out."""
    heavy = section("what_happened", ("word " * 60_000, (1,)))
    worse = WORSE.model_copy(update={"golden": (heavy,)})
    text = as_text(result(*[worse] * 5), "markdown")

    assert len(text.encode()) < _LONGEST + 200
    assert 5 == text.count("| worse |")
    assert text.endswith("\n3 more cases failed; there is no room for them here.\n")


def test_page_opens_what_failed() -> None:
    """Each case is folded; those that a reader must look at are open, with their reasons and command."""
    cases = page(result()).find_class("case")

    assert [False, True, True, True] == ["open" in one.attrib for one in cases]
    worse = cases[1].text_content()
    assert "“11 drafts” is missing" in worse
    assert "3 more withheld than of the golden brief" in worse
    assert "briefgen golden accept examples worse" in worse


def test_page_counts_and_charts() -> None:
    """The head counts the cases; the charts are tables that say each score as text beside its bar."""
    tree = page(result(orphans=("cassettes/lost.yaml",), fail_under=0.95))

    tiles = [one.text_content().split() for one in tree.find_class("counts")[0]]
    assert [["1", "✗", "regression"], ["1", "○", "stale"], ["1", "!", "error"], ["1", "✓", "ok"]] == tiles[:4]
    assert ["0.70", "mean", "score,", "at", "least", "0.95", "asked", "for"] == tiles[4]
    assert "The mean score 0.70 is below 0.95." in tree.find_class("shortfall")[0].text_content()
    by_case, by_section = tree.find_class("scores")
    assert ["0.90", "0.50"] == [one.text_content().strip() for one in by_case.find_class("scored")]
    assert ["90.0", "50.0"] == [one.get("width") for one in by_case.find_class("filled")]
    assert ["What happened"] == [row[0].text_content() for row in by_section.xpath(".//tbody/tr")]
    assert "0.50 worse" == by_section.xpath(".//tbody/tr/td")[1].text_content()
    assert "cassettes/lost.yaml" in tree.find_class("orphans")[0].text_content()


def test_page_marks_changed_words() -> None:
    """What only one brief says is marked in it; a section that is the same in both is shown once."""
    worse = page(result()).find_class("case")[1]

    assert ["has seen."] == [one.text for one in worse.iter("del")]
    assert ["likes."] == [one.text for one in worse.iter("ins")]
    assert 1 == worse.text_content().count("The same in both")


def test_page_numbers_the_story_and_says_who_cites_it() -> None:
    """Sentences cited by one brief or both say so in words; a cite is a link to its sentence."""
    worse = page(result()).find_class("case")[1]
    sentences = worse.find_class("story")[0].findall(".//li")

    assert ["1", "2", "3"] == [one.get("value") for one in sentences]
    # Sentence 2 is cited in one section by the golden brief and in another by both.
    assert ["both", "both", "candidate only"] == [one.find("small").text for one in sentences]
    assert [f"#{one.get('id')}" for one in sentences] == sorted({a.get("href") for a in worse.xpath(".//sup/a")})


def test_cite_of_no_sentence_is_no_link() -> None:
    """A number that the story does not have is text."""
    worse = page(hostile()).find_class("case")[1]

    assert {"1"} == {one.text for one in worse.xpath(".//sup/a")}
    assert "99" in worse.text_content()


def test_page_of_a_stale_case_compares_nothing() -> None:
    """Without a candidate the golden brief is shown folded, and none of its words is marked as gone."""
    stale, broken = page(result()).find_class("case")[2:]

    assert ["The golden brief and the story"] == [one.text_content() for one in stale.xpath(".//details/summary")]
    assert [] == stale.xpath(".//del | .//ins")
    assert [] == broken.find_class("story")


def test_hostile_page_holds_no_markup_but_ours() -> None:
    """Text of a story is text: the tree of tags is the one that harmless text gives."""
    tree = page(hostile())
    harmless = page(Result.model_validate(_harmless(hostile().model_dump())))

    assert [one.tag for one in harmless.iter()] == [one.tag for one in tree.iter()]
    assert [] == tree.xpath("//script")
    assert not CONTROL.search(as_text(hostile(), "html"))


def _harmless(value: object) -> object:
    if isinstance(value, dict):
        return {key: _harmless(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_harmless(item) for item in value]
    return "quiet words" if value == HOSTILE else value


def test_page_stands_alone() -> None:
    """No script, nothing fetched, no inline style, and a policy that lets in the one stylesheet; ids are unique."""
    text = as_text(result(orphans=("lost.yaml",)), "html")
    tree = lxml.html.fromstring(text)

    assert [] == tree.xpath("//script | //img | //link | //iframe | //@src | //@style")
    assert {"#"} == {href[0] for href in tree.xpath("//@href")}
    assert not re.search(r"https?:|url\(|@import", text)
    style = tree.find(".//style").text
    policy = tree.xpath("//meta[@http-equiv]/@content")[0]
    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert [] == [href for href in tree.xpath("//@href") if href[1:] not in ids]


def test_headings_step_by_one() -> None:
    """No level of heading is left out on the way down."""
    levels = [int(one.tag[1]) for one in page(result()).iter("h1", "h2", "h3", "h4", "h5")]

    assert 1 == levels[0]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_marking_loses_no_word(golden: list[str], candidate: list[str]) -> None:
    """The runs of both sides put together are their words, and unmarked words are the same in both."""
    sides = [[ShownStatement(text=text) for text in side] for side in (golden, candidate)]
    left, right = mark(*sides)
    kept = [" ".join(run.text for one in side for run in one.runs if not run.changed).split() for side in (left, right)]

    assert kept[0] == kept[1]
    for side, marked in zip(sides, (left, right), strict=True):
        assert [plain(one.text) for one in side] == [" ".join(run.text for run in one.runs) for one in marked]


@given(st.text())
def test_no_text_breaks_a_report(text: str) -> None:
    """Whatever a reason says, no report steers a terminal, XML can be read and an annotation is one line."""
    check = WORSE.checks[1].model_copy(update={"reason": text})
    of = result(WORSE.model_copy(update={"slug": text, "checks": (check,)}), orphans=(text,))

    for form in FORMATS.values():
        assert not CONTROL.search(as_text(of, form))
    assert "2" == suite(of).get("failures")
    assert 2 == len(annotations(of).splitlines())
    assert of == Result.model_validate_json(as_text(of, "json"))
