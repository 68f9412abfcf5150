"""Where in a page the story is: by what the page marks as an article, by name, or by where the copy is."""

from collections.abc import Callable, Iterable

from briefgen.wire.page.tail import is_prose
from briefgen.wire.page.tree import Letters, letters, name_words, text_of
from briefgen.wire.xml.tree import Element

_BODIES = frozenset(
    "articlebody articlecontent articletext articlecopy storybody storytext storycontent storycopy entrycontent "
    "postcontent postbody posttext newsbody newstext newscontent bodytext bodycopy richtext fulltext contentbody "
    "artikelbody artikeltext artikelinhalt artikkeltekst brodtext textearticle corpsarticle cuerpo contenidonota "
    "cuerpoarticulo releasebody wysiwyg".split()
)
_LEADS = frozenset("lead lede intro ingress vorspann".split())
_LEAD_TAGS = frozenset({"p", "h2", "h3", "div", "section"})
_PICTURES = ("figure", "figcaption", "img", "time")
_LONGEST_LEAD = 800
_ASIDES = frozenset("comment comments related recommended promo teaser card cards listing".split())
_TEXTLESS = frozenset({"html", "head", "title", "script", "style", "a", "li"})
_LEAST_OWN = 80  # characters of running text in no paragraph; less is a label
_MOST_OF_PAGE = 0.6  # of the characters that are in no link
_SHARE = 0.5  # of the article around it; a marked body that holds less is a part of the story


def find_stories(page: Element, titles: Iterable[str]) -> list[Element]:
    """The elements that hold a story each; more than one where a page holds several in full, none where unmarked.

    Args:
        page: the root of a page.
        titles: what the page calls itself: the story under a heading of this name is the one.
    """
    counts = letters(page)
    articles = _outermost(_marked(page, counts, lambda _, name: name == "article"))
    heaviest = max((counts[article].copy for article in articles), default=0)
    stories = [article for article in articles if counts[article].copy >= max(1, _SHARE * heaviest)]
    if len(stories) > 1:
        wanted = {_key(title) for title in titles if title}
        named = [story for story in stories if any(_key(text_of(h)) in wanted for h in story.iter("h1", "h2"))]
        stories = named if len(named) == 1 else stories
    if len(stories) > 1:
        return stories
    body = _body(stories[0] if stories else page, counts)
    if body is not None:
        return [body]
    return stories or _mains(page, counts)


def lead_before(page: Element, story: Element) -> str | None:
    """The first paragraph, where a page sets it between its heading and the element that holds the story."""
    headed = False
    for element in page.iter("*"):
        if element is story:
            break
        headed = headed or element.tag == "h1"
        if headed and element.tag in _LEAD_TAGS and not _LEADS.isdisjoint(name_words(element)):
            text = text_of(element)
            if len(text) <= _LONGEST_LEAD and is_prose(text) and not any(True for _ in element.iter(*_PICTURES)):
                return None if story in element.iter("*") else text
    return None


def densest(page: Element) -> Element | None:
    """The element whose own paragraphs are most of a page's copy; None where no one is, or where another has many.

    It answers in a hundredth of the time of a search of the page.
    """
    counts = letters(page)
    held: dict[Element, int] = {}
    for element in page.iter("*"):
        if not counts[element].copy or element.tag in _TEXTLESS:
            continue
        if element.tag == "p":
            if (parent := element.getparent()) is not None:
                held[parent] = held.get(parent, 0) + counts[element].copy
        elif (own := _own_letters(element)) >= _LEAST_OWN:
            held[element] = held.get(element, 0) + own
    ranked = sorted(held, key=held.__getitem__, reverse=True)
    if not ranked or held[ranked[0]] < _MOST_OF_PAGE * counts[page].copy:
        return None
    return ranked[0]


def _own_letters(element: Element) -> int:
    """The characters that stand in an element itself, as where line breaks part its paragraphs."""
    return len((element.text or "").strip()) + sum(len((each.tail or "").strip()) for each in element)


def _body(around: Element, counts: dict[Element, Letters]) -> Element | None:
    """The element inside another that is marked as the body and holds most of its copy."""
    for is_body in (_says_body, _named_body):
        bodies = _marked(around, counts, is_body)
        if not bodies:
            continue
        best = max(bodies, key=lambda each: counts[each].copy)
        if counts[best].copy >= _SHARE * counts[around].copy or around.tag != "article":
            parent = best.getparent()
            # Some part the body into pieces, an advertisement between each two.
            pieces = parent is not None and sum(each.getparent() is parent for each in bodies) > 1
            return parent if pieces else best
    return None


def _says_body(element: Element, _name: str) -> bool:
    marks = f"{element.get('itemprop') or ''} {element.get('property') or ''} {element.get('data-gu-name') or ''}"
    return not {"articleBody", "schema:articleBody", "body"}.isdisjoint(marks.split())


def _named_body(element: Element, name: str) -> bool:
    return name in {"div", "section", "td"} and not _BODIES.isdisjoint(name_words(element))


def _mains(page: Element, counts: dict[Element, Letters]) -> list[Element]:
    mains = _marked(page, counts, lambda each, name: name == "main" or (each.get("role") or "") == "main")
    return [max(mains, key=lambda each: counts[each].copy)] if mains else []


def _marked(page: Element, counts: dict[Element, Letters], is_marked: Callable[[Element, str], bool]) -> list[Element]:
    return [
        each
        for each in page.iter("*")
        if counts[each].copy and is_marked(each, each.tag) and _ASIDES.isdisjoint(name_words(each))
    ]


def _outermost(elements: list[Element]) -> list[Element]:
    """Without those that are inside another."""
    found = set(elements)
    return [each for each in elements if found.isdisjoint(each.iterancestors())]


def _key(title: str) -> str:
    return "".join(filter(str.isalnum, title.casefold()))
