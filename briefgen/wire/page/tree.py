"""The tree of a page, its furniture cut out: captions, menus, shares, forms, link lists, what is hidden."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from briefgen.errors import SourceError
from briefgen.wire.markup.elements import DELETED
from briefgen.wire.markup.html import HIDDEN
from briefgen.wire.page.chrome import is_chrome
from briefgen.wire.page.tail import is_boilerplate_heading
from briefgen.wire.xml.tree import Element

_CUT = DELETED | frozenset(
    "script style template noscript svg math iframe object embed video audio canvas map figure figcaption picture img "
    "button select textarea input label nav dialog menu amp-img amp-ad".split()
)
_CUT_UNLESS_COPY = frozenset("header footer aside form address".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BLOCKS = frozenset("p div li td section".split()) | _HEADINGS
_LINES = frozenset({"p", "li"})
_PHRASES = frozenset("span b i em strong u font small mark abbr time".split())
_VOID = "span"  # an emptied element becomes one of these: removing it would copy the text beside it each time
_APART = "div"
_INLINE = DELETED | frozenset("script style template noscript svg math img input button label span a".split())
_ROLES = frozenset("navigation complementary banner contentinfo dialog search alert menu toolbar tablist".split())
_FURNITURE = frozenset(
    "caption captions credit credits newsletter newsletters share sharing shares social related recommended "
    "recommendations promo promos promotion advert adverts advertisement advertising ad ads adslot sponsor "
    "sponsored outbrain taboola cookie cookies consent gdpr paywall comment comments disqus breadcrumb breadcrumbs "
    "sidebar footer nav navigation navbar menu toolbar tags taglist topics byline author authors auteur autor "
    "autore yazar tarih fecha bio timestamp published subscribe subscription signup login popular trending gallery "
    "slideshow carousel video player audio podcast tweet twitter instagram facebook copyright modal popup overlay "
    "legend legende bildtext bildunterschrift bildtexte lightbox skip hidden correspondent readmore mostread "
    "pullquote pullquotes seealso signuplink sronly screenreader visuallyhidden wpcaption jplist relatedlinks "
    "storytools articletools printonly noprint datetime publishdate pubdate dateline-date mediacredit sharedaddy "
    "addtoany jprelatedposts metadata entrymeta postmeta articlemeta minread readingtime inlinelink richlink "
    "storylinks tip tips absatzbild".split()
)
_NEVER_COPY = frozenset(
    "caption captions credit newsletter newsletters cookie cookies consent copyright wpcaption bildtext "
    "bildunterschrift legende advertisement absatzbild".split()
)
_NAMES = ("class", "id", "data-testid")
_PROPERTIES = frozenset("author creator datePublished dateModified headline publisher".split())
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_DECLARATION = re.compile(r"\A\s*<\?xml\s[^>]{0,300}>")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_MOST_TAGS = 50_000  # a large news page has a tenth
_MOST_ELEMENTS = 25_000
_LONGEST_NAME = 600
_LINKS = 0.85  # share of a block's characters that are in links, from which it is a link and no copy
_MOST = 0.5  # of a story's characters; what holds more is no furniture, unless it is short and named a caption
_SHORT = 400
_LABEL = 40  # characters; a longer text before a link is copy
_LABEL_ENDS = (":", "：", "»", ">", "→", "|", "▶", "►", "•")
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "।")
_QUOTES = "\"'”’»)」"
_PULLED = 20  # characters; fewer may be said twice
_CELL = 150  # characters; a table with such a cell lays out a page, one without holds numbers
_LEAD = 60  # characters; a heading that is longer and ends like a sentence is a lead


def parse_html(text: str) -> Element | None:
    """The root of the tree of a page or fragment; None where there is nothing in it.

    Raises:
        SourceError: more tags than a page has.
    """
    from lxml import etree

    if text.count("<") > _MOST_TAGS:
        raise SourceError(f"the page holds more than {_MOST_TAGS:,} tags; a story does not")
    # Without its declaration: the text is decoded, whatever that says.
    data = _ILLEGAL.sub("", _DECLARATION.sub("", text)).encode()
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        return None
    if root is not None and sum(1 for _ in root.iter("*")) > _MOST_ELEMENTS:
        raise SourceError(f"the page holds more than {_MOST_ELEMENTS:,} elements; a story does not")
    return root


@dataclass(slots=True)
class Letters:
    """How many characters an element and all below hold: running text, and the text of links."""

    copy: int = 0
    links: int = 0


def name_words(element: Element) -> frozenset[str]:
    """The words of an element's names, in lower case, alone and in pairs: `article-body` -> articlebody.

    Where a build hashes the classes, `data-testid` is what is left that names an element.
    """
    names = " ".join(filter(None, map(element.get, _NAMES)))
    return _words_in(names[:_LONGEST_NAME]) if names else frozenset()


@lru_cache(maxsize=4096)
def _words_in(names: str) -> frozenset[str]:
    words: set[str] = set()
    for name in names.split():
        parts = [part.lower() for part in _WORD.findall(name)]
        words.update(parts)
        words.update(first + second for first, second in pairwise(parts))
    return frozenset(words)


def letters(tree: Element) -> dict[Element, Letters]:
    """The letters of every element; headings and scripts count for nothing."""
    counts: dict[Element, Letters] = {}
    for element in reversed(list(tree.iter("*"))):
        text = element.text
        copy, links = len(text.strip()) if text else 0, 0
        for child in element:
            if count := counts.get(child):
                copy += count.copy
                links += count.links
            if tail := child.tail:
                copy += len(tail.strip())
        name = element.tag
        if name in _CUT:
            copy = links = 0
        elif name in _HEADINGS:
            copy = 0
        elif name == "a" and element.get("href") is not None:
            copy, links = 0, copy + links
        counts[element] = Letters(copy, links)
    return counts


def cut_furniture(story: Element) -> None:
    """Empty all below an element that is no copy, in place."""
    counts = letters(story)
    most = _MOST * counts[story].copy
    text = text_of(story)
    layouts = _layouts(story, counts)
    for element, count in reversed(counts.items()):
        name = element.tag
        if element is story:
            continue
        if (
            name in _CUT
            or (element.attrib and _is_furniture(element, count.copy, most))
            or (name == "blockquote" and _is_pulled(element, text))
        ):
            _empty(element, name)
        elif name in _CUT_UNLESS_COPY:
            if count.copy <= most:
                _empty(element, name)
        elif name in _HEADINGS:
            if not (_is_lead(element) or is_boilerplate_heading(text_of(element))):
                _empty(element, name)
        elif (name in _BLOCKS and count.links and _is_link(element, name, count)) or (
            name == "table" and element not in layouts
        ):
            _empty(element, name)


def text_of(element: Element) -> str:
    """All text of an element and below, white space folded."""
    return " ".join("".join(element.itertext("*")).split())


def _empty(element: Element, name: str) -> None:
    element.clear(keep_tail=True)
    element.tag = _VOID if name in _INLINE else _APART


def _is_furniture(element: Element, letters: int, most: float) -> bool:
    """Whether what an element says of itself tells that it is no copy."""
    if (
        element.get("hidden") is not None
        or (element.get("aria-hidden") or "").lower() == "true"
        or HIDDEN.search((element.get("style") or "")[:_LONGEST_NAME])
    ):
        return True
    words = name_words(element)
    # A transcript is of a video, which is furniture; what only subscribers see is copy, what asks them in is short.
    if "transcript" in words or ("paywall" in words and (element.tag == "p" or letters > _SHORT)):
        return False
    if letters <= _SHORT and not _NEVER_COPY.isdisjoint(words):
        return True
    if element.tag in _PHRASES and _is_in_sentence(element):
        return False
    role = element.get("role")
    if element.get("itemprop") in _PROPERTIES:
        return letters <= most
    return letters <= most and bool(not _FURNITURE.isdisjoint(words) or (role and role.lower() in _ROLES))


def _is_pulled(quote: Element, story: str) -> bool:
    """Whether a quote, without whom it names, is set out of a sentence that is in the story, too."""
    words = text_of(next(quote.iter("p"), quote)).strip(f"{_QUOTES}“„«「 ").rstrip(".")
    return len(words) >= _PULLED and story.count(words) > 1


def _is_in_sentence(element: Element) -> bool:
    """Whether an element is a part of running text, so that its name is about how it looks."""
    parent = element.getparent()
    if parent is None or parent.tag != "p" or not (element.tail or "").strip():
        return False
    return sum(len((text or "").strip()) for text in (parent.text, *(each.tail for each in parent))) > _LABEL


def _layouts(story: Element, counts: dict[Element, Letters]) -> set[Element]:
    """The tables that lay out copy, with all that they are in."""
    layouts: set[Element] = set()
    for cell in story.iter("td", "th"):
        if counts[cell].copy >= _CELL:
            for outer in cell.iterancestors():
                if outer in layouts:
                    break
                layouts.add(outer)
    return layouts


def _is_lead(element: Element) -> bool:
    text = text_of(element)
    return len(text) > _LEAD and text.rstrip("\"'”’»").endswith((".", "!"))


def _is_link(element: Element, name: str, count: Letters) -> bool:
    """Whether a block is a link to something else; a paragraph that is one and ends like a sentence is copy."""
    if count.links < _LINKS * (count.links + count.copy):
        if count.copy > min(count.links, _LABEL):
            return False
        if name not in _LINES:
            return is_chrome(" ".join(_before_link(element).split()) or "-")
        # "Read also: …": a few words in any language, and the title of something else.
        before = _before_link(element).rstrip()
        return before.endswith(_LABEL_ENDS) or not (text_of(element).rstrip(_QUOTES).endswith(_SENTENCE_ENDS))
    return name != "p" or not text_of(element).rstrip(_QUOTES).endswith(".")


def _before_link(element: Element) -> str:
    """The text of a block up to its first link."""
    from lxml import etree

    pieces: list[str] = []
    for event, each in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and each.tag == "a":
            break
        pieces.append((each.text if event == "start" else each.tail if each is not element else "") or "")
    return "".join(pieces)
