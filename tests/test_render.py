import json
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefgen import escape
from briefgen.brief import BASIS, GAPS, HEADINGS, SECTION_IDS, Brief, Tokens
from briefgen.errors import PromptError, UsageError
from briefgen.render import Format, format_for, render

HOUSE = Path(__file__).parent / "fixtures" / "house"
PUBLISHED: tuple[Format, ...] = ("md", "html", "page", "txt")
ALLOWED_TAGS = {
    "article",
    "header",
    "h1",
    "section",
    "h2",
    "p",
    "span",
    "sup",
    "a",
    "footer",
    "ol",
    "li",
    "q",
    "small",
}

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</span></p><h1>Owned</h1>",
    '" onmouseover="alert(1)',
    "![pixel](https://evil.example/p.png?q=secret)",
    "[click](javascript:alert(1)) [ref]: /x",
    "[ref]: https://evil.example",
    "<https://evil.example> https://evil.example www.evil.example evil.com desk@evil.example",
    "//evil.example/x ftp://evil.example mailto:desk@evil.example",
    "# Heading",
    "####### seven",
    "A closing run ##",
    "#",
    "- item",
    "+ item",
    "* item",
    "-",
    "---",
    "- - -",
    "***",
    "___",
    "===",
    "1. item",
    "2026) item",
    "> quoted",
    "~~~ fence",
    "``` fence",
    "a `code` b ``c``",
    "*em* **strong** _em_ __strong__ ~~gone~~",
    "a | b",
    "|---|---|",
    ":--",
    "&lt;b&gt; &amp; &#60; &copy; AT&T R&D",
    r"back\slash \* \<b> trailing \\",
    "ends in a backslash \\",
    "{{ 7*7 }} {% for x in y %} {# c #} {: onclick=alert(1)}",
    "a\x1b[31mred\x1b[0m \x07bell \u202egnp.exe\u202c zero\u200bwidth",
    "two\nlines\r\nand\u2028more\n\n# heading\n\n    code",
    "\ttab and   spaces  ",
    "<!-- comment --> <?php ?> <![CDATA[x]]>",
    "javascript:alert(1)",
    "footnote[^1] $x^2$ @user #123 :smile:",
]

CLEAN = [
    '$4.5 million (31 percent), a Jan. 15 date - "quoted"',
    "The U.S.-led force won 3-2 at 10 a.m.; AT&T's R&D chief said: “Never!”",
    "Rates fell to -0.5% from 1/4 point + fees = less, he said (twice) — and/or more…",
    "2026 was Ms. O'Neil's #1 year: x > y, 100% of it.",
]


def statement(text: str, section: str, *cites: int, **more: Any) -> dict[str, Any]:
    passages = {number: f"Sentence {number} of the copy <b>&amp;</b>." for number in cites}
    evidence = [{"start": 0, "end": len(text), "text": text} for text in passages.values()]
    return {"text": text, "basis": BASIS[section], "cites": cites, "evidence": evidence, **more}  # type: ignore[index]


def brief(text: str = "Talks ended.", **changes: Any) -> Brief:
    return Brief.model_validate(
        {
            "headline": text,
            "sections": [
                {
                    "id": name,
                    "heading": HEADINGS[name],
                    "statements": [statement(text, name, 1, 3), statement("More came.", name, 2)],
                }
                for name in SECTION_IDS
            ],
            "story": {"sha256": "a" * 64, "sentences": 12, "slugline": text, "version": "1ST LD"},
            "provenance": {
                "model": "local/qwen",
                "prompt": {"name": "brief", "version": 3, "sha256": "b" * 64},
                "strategy": "sections",
                "attempts": 7,
                "tokens": {"input": 9001, "output": 702},
                "seconds": 61.25,
                "sentences_read": 12,
                "briefgen_version": "0.1.99",
                "created": "2026-11-22T20:00:00Z",
            },
            **changes,
        }
    )


def withholding() -> Brief:
    finding = {"check": "names", "severity": "error", "reason": "Oort is not in the copy.", "span": (8, 12)}
    refused = statement("Admiral Oort gains.", "who_gains", 2, findings=[finding])
    return brief(withheld=[{"section": "who_gains", "statement": refused, "reason": "Admiral is <unknown>."}])


class Parsed(HTMLParser):
    """What a browser would make of it: tags, text, and the text of every statement."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.statements: list[str] = []
        self._open = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if ("class", "statement") in attrs:
            self._open = True
            self.statements.append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "span"

    def handle_data(self, data: str) -> None:
        if self._open:
            self.statements[-1] += data


def markdown_blocks(source: str) -> list[tuple[str, str]]:
    """Every block with text: its opening tag and what a reader sees; emphasis is passed over."""
    blocks = []
    tokens = MarkdownIt("commonmark").parse(source)
    for opening, token in pairwise(tokens):
        if token.type == "inline":
            children = [child for child in token.children or [] if child.tag not in ("em", "strong")]
            assert {"text"} >= {child.type for child in children}
            blocks.append((opening.tag, "".join(child.content for child in children)))
    return blocks


def block_kinds(source: str) -> set[str]:
    return {token.type for token in MarkdownIt("commonmark").parse(source)}


@pytest.mark.parametrize("text", HOSTILE + CLEAN)
def test_markdown_shows_hostile_text_as_it_is(text: str) -> None:
    """Rendered by a CommonMark reader, escaped text is one paragraph of exactly that text."""
    assert [("p", escape.plain(text))] == markdown_blocks(escape.markdown(text))


@given(st.text() | st.text(alphabet="#>-+=~`*_[](){}<>!&;:|\\/.@$^1a \n\t", max_size=30))
def test_markdown_shows_any_text_as_it_is(text: str) -> None:
    """No text at all becomes markup: as a paragraph and as a heading it reads as written."""
    expected = escape.plain(text)

    assert ([("p", expected)] if expected else []) == markdown_blocks(escape.markdown(text))
    assert [("h2", expected)] == markdown_blocks(f"## {escape.markdown(text)}")
    assert [("p", "before"), ("p", expected)][: 1 + bool(expected)] == markdown_blocks(
        f"before\n\n{escape.markdown(text)}"
    )


@pytest.mark.parametrize("text", CLEAN)
def test_ordinary_prose_is_not_escaped(text: str) -> None:
    """Prose with money, percentages, dates, dashes and quotes is the same in Markdown."""
    assert text == escape.markdown(text)


@pytest.mark.parametrize(
    "text", ["https://evil.example", "www.evil.example", "evil.com", "desk@evil.example", "//evil.example"]
)
def test_no_renderer_finds_an_address_to_link(text: str) -> None:
    """What GitHub and linkify-it look for in the source is not in it."""
    escaped = escape.markdown(text)

    assert [mark for mark in ("://", "//", "www.", ".com", ".example", "@") if mark in escaped] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_brief_has_its_own_blocks_only(text: str) -> None:
    """Hostile copy leaves a Markdown brief with one h1, five h2, five paragraphs and the credit."""
    blocks = markdown_blocks(render(brief(text), "md"))
    paragraph = escape.plain(f"{text} More came.")

    assert ["h1", *["h2", "p"] * 5, "p"] == [tag for tag, _ in blocks]
    assert escape.plain(text) == blocks[0][1]
    assert [paragraph] * 5 == [words for tag, words in blocks if tag == "p"][:5]


@pytest.mark.parametrize("text", HOSTILE)
def test_review_has_no_markup_of_the_copy(text: str) -> None:
    """Hostile copy makes no link, image, code or raw HTML in the review either."""
    allowed = {"heading", "paragraph", "bullet_list", "list_item"}

    kinds = {kind.removesuffix("_open").removesuffix("_close") for kind in block_kinds(render(brief(text), "review"))}

    assert allowed | {"inline"} == kinds
    assert ("p", f"1. {escape.plain(text)}") in markdown_blocks(render(brief(text), "review"))


@pytest.mark.parametrize("text", HOSTILE)
def test_html_shows_hostile_text_as_it_is(text: str) -> None:
    """Hostile copy is the text of its statement; no tag, handler or outward link comes of it."""
    parsed = Parsed(render(brief(text), "html"))

    assert [escape.plain(text), "More came."] * 5 == parsed.statements
    assert set() == set(parsed.tags) - ALLOWED_TAGS
    assert [name for name in parsed.attributes if name.startswith("on")] == []
    assert [link for link in parsed.links if not link.startswith("#brief-aaaaaaaa-source-")] == []


@given(st.text(min_size=1))
def test_html_shows_any_text_as_it_is(text: str) -> None:
    """No text at all becomes a tag in HTML."""
    parsed = Parsed(render(brief(text), "html"))

    assert [escape.plain(text), "More came."] * 5 == parsed.statements
    assert set() == set(parsed.tags) - ALLOWED_TAGS


def test_numbers_lead_to_the_cited_sentences() -> None:
    """Each citation links to an entry of the list at the end, and no id is given twice."""
    parsed = Parsed(render(brief(), "page"))

    assert set() == {link.removeprefix("#") for link in parsed.links} - set(parsed.ids)
    assert len(parsed.ids) == len(set(parsed.ids))
    assert '<li id="brief-aaaaaaaa-source-3" value="3"><q>Sentence 3 of the copy &lt;b&gt;' in render(brief(), "html")


def test_citation_without_its_passage_is_a_bare_number() -> None:
    """Where evidence and citations do not pair, no passage is shown under a wrong number."""
    sections = [section.model_dump() for section in brief().sections]
    for section in sections:
        for item in section["statements"]:
            item["evidence"] = []

    html = render(brief(sections=sections), "html")

    assert '<sup class="cites">1, 3</sup>' in html
    assert "Sources in the copy" not in html


def test_page_lets_nothing_in_but_its_own_style() -> None:
    """The page's policy names the hash of its style and nothing else; there is one h1 and a language."""
    page = render(brief("A <b> headline"), "page")
    style = page.split("<style>")[1].split("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()

    assert f"default-src 'none'; style-src 'sha256-{digest}';" in page
    assert page.count("<h1") == 1
    assert '<html lang="en">' in page
    assert "<title>A &lt;b&gt; headline</title>" in page
    assert [word for word in ("<script", "<link", "url(", "@import", "style=") if word in page] == []


@pytest.mark.parametrize("name", [*PUBLISHED, "review"])
def test_text_formats_carry_nothing_that_steers_a_terminal(name: Format) -> None:
    """Escape sequences and invisible characters are in none of them."""
    text = render(brief("a\x1b[31mred\x07 \u202eright\u200b\x9b2J end"), name)

    assert [char for char in text if char in "\x1b\x07\x9b\u202e\u200b"] == []


def test_text_is_wrapped_under_headings_in_capitals() -> None:
    """Plain text keeps to 78 columns and says each heading in capitals."""
    lines = render(brief("Nine negotiators met again to talk. " * 9), "txt").splitlines()

    assert max(map(len, lines)) <= 78
    assert [heading.upper() for heading in HEADINGS.values()] == [line for line in lines if line.isupper()]


def test_json_is_the_brief() -> None:
    """JSON read back is the same brief, with letters as they are and no raw invisible character."""
    original = brief("Zürich \x9b2J \u202e “said” \U000e0041 \x7f")
    text = render(original, "json")

    assert original == Brief.model_validate_json(text)
    assert text.endswith("}\n")
    assert "Zürich" in text
    assert [char for char in text if char in "\x9b\u202e\U000e0041\x7f"] == []


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_formats_do_not_show_what_was_withheld(name: Format) -> None:
    """A withheld statement leaves a count, neither its words nor its reason."""
    text = render(withholding(), name)

    assert "Oort" not in text
    assert "unknown" not in text
    assert "10 of 11 statements published" in " ".join(text.split())


def test_review_and_json_show_what_was_withheld() -> None:
    """The desk reads the statement, the reason, the finding and the words it is about."""
    review = render(withholding(), "review")

    assert "**10 of 11 statements published, 1 withheld.**" in review
    assert "**1.** Admiral Oort gains." in review
    assert "- Who gains leverage. Withheld: Admiral is &lt;unknown>." in review
    assert "- **Error**, names: Oort is not in the copy. At “Oort”." in review
    assert json.loads(render(withholding(), "json"))["withheld"][0]["statement"]["text"][:12] == "Admiral Oort"


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_formats_are_the_same_on_every_replay(name: Format) -> None:
    """Time, tokens, calls and briefgen's version change nothing."""
    first = brief()
    changes = {"seconds": 2.5, "attempts": 1, "briefgen_version": "9.9", "cost": 0.5}
    created = first.provenance.created.replace(year=2031)
    again = first.provenance.model_copy(update={**changes, "created": created, "tokens": Tokens(input=1)})

    assert render(first, name) == render(first.model_copy(update={"provenance": again}), name)


@pytest.mark.parametrize("name", [*PUBLISHED, "review"])
def test_partial_reading_is_said(name: Format) -> None:
    """A brief of a story read in part says how much was read; one of a whole story says nothing."""
    whole = brief()
    part = whole.model_copy(update={"provenance": whole.provenance.model_copy(update={"sentences_read": 4})})
    line = "Written from the first 4 of 12 sentences of the story."

    assert line in render(part, name)
    assert line not in render(whole, name)


def test_empty_section_says_so_and_is_not_counted() -> None:
    """A section that the copy does not carry shows its sentence, without citation."""
    sections = [section.model_dump() for section in brief().sections]
    sections[1] |= {"gap": True, "statements": [statement(GAPS["who_gains"], "who_gains")]}
    gapped = brief(sections=sections)

    assert f"## Who gains leverage\n\n{GAPS['who_gains']}\n" in render(gapped, "md")
    assert "8 of 8 statements published" in render(gapped, "md")
    assert "- The copy does not carry this section." in render(gapped, "review")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.md", "md"),
        ("a.markdown", "md"),
        ("a.html", "page"),
        ("a/b.HTM", "page"),
        ("a.json", "json"),
        ("a.b.txt", "txt"),
    ],
)
def test_file_ending_picks_the_format(path: str, expected: Format) -> None:
    """The last ending counts, in any case; an HTML file is a whole page."""
    assert expected == format_for(path)


@pytest.mark.parametrize("path", ["brief.pdf", "brief", ".md", "md/"])
def test_unknown_ending_is_refused(path: str) -> None:
    """The error lists the endings there are."""
    with pytest.raises(UsageError, match=r"\.md, \.markdown, \.html, \.htm, \.json, \.txt$"):
        format_for(path)


def test_unknown_format_is_refused() -> None:
    """The error lists the formats there are."""
    with pytest.raises(UsageError, match="no format 'pdf': take md, html, page, json, txt, review"):
        render(brief(), "pdf")  # type: ignore[arg-type]


def test_html_template_is_escaped_by_itself() -> None:
    """A template named as HTML, and the parts it imports, escape the copy without being told."""
    parsed = Parsed(html := render(brief("<script>1</script>"), template=HOUSE / "bulletin.html.j2"))

    assert ["h3", *["p"] * 10, "footer"] == parsed.tags
    assert '<p data-cites="1 3">&lt;script&gt;1&lt;/script&gt;</p>' in html


def test_markdown_template_escapes_through_its_filter() -> None:
    """A template named as Markdown writes what its `md` filter makes of the copy."""
    text = render(brief("[a](b)"), template=str(HOUSE / "bulletin.md.j2"))

    assert text.startswith("**\\[a\\](b)**\n\nWHAT HAPPENED: \\[a\\](b) More came.\n")


def test_html_format_escapes_a_template_of_any_name(tmp_path: Path) -> None:
    """Asked for HTML, a template whose name says nothing is escaped all the same."""
    template = tmp_path / "bulletin"
    template.write_text("{{ brief.headline }}")

    assert render(brief("<b>"), "html", template=template) == "&lt;b&gt;"


def test_changed_template_is_read_again(tmp_path: Path) -> None:
    """A template edited between two renderings counts as edited."""
    template = tmp_path / "a.txt.j2"
    template.write_text("one")
    first = render(brief(), template=template)
    template.write_text("another")

    assert [first, render(brief(), template=template)] == ["one", "another"]


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("a\n{% if %}", r"t\.txt\.j2, line 2: "),
        ("a\nb\n{{ nobody }}", r"t\.txt\.j2, line 3: 'nobody' is undefined"),
        ("{{ brief.withheld }}", r"line 1: .*no attribute 'withheld'"),
        ("{{ brief.headline.__class__.__mro__ }}", r"line 1: .*unsafe"),
        ("{{ brief.update({}) }}", r"line 1: .*'update' of 'dict' object is unsafe"),
        ("{{ ''.format.__globals__ }}", r"line 1: "),
        ("{{ 'a' * 10**9 }}", r"line 1: \*\* is not for templates"),
        ("{{ 'a' * 1000000000 }}", r"line 1: \* is"),
        ("{{ '%999999999d' % 1 }}", r"line 1: % is"),
        ("{{ 1 / 0 }}", r"line 1: division by zero"),
        ("{% for i in range(100001) %}{% endfor %}", r"line 1: Range too big"),
        (
            "{% for i in range(99999) %}aaaaaaaaaaaaaaaaaaaaaaaaaaaaa{% endfor %}",
            r"t\.txt\.j2: it writes more than 2,000,000",
        ),
        ("\n{% include 'part.txt' %}", r"part\.txt, line 2: 'x' is undefined"),
        ("{% include 't.txt.j2' %}", r"line 1: maximum recursion depth"),
        ("\n{% include '../secret.txt' %}", r"line 2: '../secret.txt' is outside"),
        ("{% include '/etc/passwd' %}", r"line 1: '/etc/passwd' is outside"),
        ("{% import 'link.txt' as x %}", r"line 1: 'link.txt' is outside"),
        ("{% include 'gone.txt' %}", r"line 1: 'gone.txt' is not a file"),
        ("{{ lipsum() }}", r"'lipsum' is undefined"),
        ("{{ [1, 2] | random }}", r"line 1: No filter named 'random'"),
    ],
)
def test_broken_template_is_one_line_with_its_place(tmp_path: Path, source: str, error: str) -> None:
    """A mistake or an escape attempt is an error that names the file and the line."""
    (tmp_path / "secret.txt").write_text("SECRET")
    house = tmp_path / "house"
    house.mkdir()
    (house / "part.txt").write_text("\n{{ x }}")
    (house / "link.txt").symlink_to(tmp_path / "secret.txt")
    (house / "t.txt.j2").write_text(source)

    with pytest.raises(PromptError, match=error) as caught:
        render(brief(), template=house / "t.txt.j2")

    assert "\n" not in str(caught.value)
    assert "SECRET" not in str(caught.value)


def test_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A missing file, a directory, bytes that are not text and an impossible path are one kind of error."""
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")

    for path, error in (
        (tmp_path / "gone.j2", "there is no template .*gone.j2"),
        (tmp_path, "is not a file"),
        (tmp_path / "latin.txt", "latin.txt: .*can't decode"),
        (Path("a\0b"), "null byte"),
    ):
        with pytest.raises(PromptError, match=error):
            render(brief(), template=path)


def test_rendering_brings_in_no_model_client() -> None:
    """Importing the renderer leaves openai, instructor, vcr and trafilatura unimported."""
    heavy = {"openai", "instructor", "vcr", "trafilatura"}
    code = f"import sys, briefgen.render; print(len({heavy} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603

    assert done.stdout == "0\n"
