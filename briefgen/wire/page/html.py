"""Web pages and fragments of HTML -> Items: the story without the page around it."""

import re
from copy import deepcopy

from briefgen.errors import SourceError
from briefgen.story import fold_line
from briefgen.wire.item import Item
from briefgen.wire.markup.html import Copy, copy_of
from briefgen.wire.page.article import densest, find_stories, lead_before
from briefgen.wire.page.chrome import without_chrome
from briefgen.wire.page.dateline import split_dateline
from briefgen.wire.page.frame import PageItem
from briefgen.wire.page.linked_data import LinkedArticle
from briefgen.wire.page.metadata import About, clean_byline, read_about
from briefgen.wire.page.tail import is_prose
from briefgen.wire.page.tree import cut_furniture, parse_html, text_of
from briefgen.wire.xml.tree import Element, language_tag, parse_date

_MOST_SEARCHED = 10_000  # tags of a page without marks; trafilatura's time grows with their square
_PAGE = re.compile(r"<(?:html|head|body|main|article|title)\b", re.IGNORECASE)
_LEAST_PROSE = 2  # paragraphs of it, on a page that does not say that it is an article
_FULLER = 1.3  # the text in the metadata, against the text shown: what is so much longer is the complete one
LONGEST_BODY = 1_000_000  # characters
_MOST_PARAGRAPHS = 5_000
_HEAD = 3  # paragraphs; a headline or byline that is repeated stands there


def read_html(text: str) -> list[Item]:
    """Read an HTML page or fragment: one item, or one for each story that the page holds in full.

    Raises:
        SourceError: no story is in it, or more tags than a page has.
    """
    page = parse_html(text)
    if page is None:
        raise SourceError("the page cannot be parsed as HTML")
    about = read_about(page)
    if about.posts:
        items = [_post(post, about) for post in about.posts]
        if not any(item.paragraphs for item in items):
            raise SourceError(
                f"the page is a live blog of {len(items)} posts; send the one that is meant as a text of its own"
            )
    elif not _PAGE.search(text):
        items = [_item(_cut_copy(page), about)]
    else:
        stories = find_stories(page, about.titles)
        items = (
            [_one_of_several(story, about) for story in stories] if len(stories) > 1 else [_story(page, stories, about)]
        )
    items = [item for item in items if item.paragraphs]
    if not items:
        raise SourceError("no story is in the page")
    return items


def fragment_copy(text: str) -> Copy:
    """The copy of a fragment of HTML in a field, without captions, link lists and what else is of a page.

    Raises:
        SourceError: longer, or with more tags, than a story.
    """
    if len(text) > LONGEST_BODY:
        raise SourceError(f"a body is longer than {LONGEST_BODY:,} characters; a story is not")
    if "<" not in text and "&lt;" not in text:
        return _without_chrome(copy_of(text))
    fragment = parse_html(text)
    return Copy() if fragment is None else _cut_copy(fragment)


def without_repeated(paragraphs: list[str], headline: str | None, byline: str | None) -> list[str]:
    """Paragraphs without a headline or a byline that stands alone at their top."""
    repeated = {_key(text) for text in (headline, byline, byline and f"By {byline}") if text}
    return [line for line in paragraphs[:_HEAD] if _key(line) not in repeated] + paragraphs[_HEAD:]


def size_of(copy: Copy) -> int:
    """The length of copy in characters."""
    return sum(map(len, copy.paragraphs))


def _cut_copy(story: Element) -> Copy:
    from lxml import etree

    cut_furniture(story)
    for name in ("class", "id", "style"):
        # The story itself is copy, whatever it is called.
        story.attrib.pop(name, None)
    html = etree.tostring(story, encoding="unicode", method="html", with_tail=False)
    if len(html) > LONGEST_BODY:
        raise SourceError(f"the story in the page is longer than {LONGEST_BODY:,} characters; a story is not")
    return _without_chrome(copy_of(html))


def _without_chrome(copy: Copy) -> Copy:
    if len(copy.paragraphs) > _MOST_PARAGRAPHS:
        raise SourceError(f"the page holds more than {_MOST_PARAGRAPHS:,} paragraphs; a story does not")
    copy.paragraphs, tags = without_chrome(copy.paragraphs)
    copy.notes += tags
    return copy


def _story(page: Element, stories: list[Element], about: About) -> Item:
    marked = about.is_article or bool(stories)
    lead = lead_before(page, stories[0]) if stories else None
    copy = _cut_copy(stories[0]) if stories else Copy()
    if lead and copy.paragraphs and lead not in copy.paragraphs and not split_dateline(copy.paragraphs[0]):
        copy.paragraphs.insert(0, lead)  # a story opens with its dateline: what is above one is a summary
    for body in about.bodies:
        linked = fragment_copy(body)
        if size_of(linked) > _FULLER * size_of(copy):
            copy = linked
    if not copy.paragraphs:
        copy = _densest(page) or _searched(page)
    prose = [line for line in copy.paragraphs if is_prose(line)]
    if len(prose) < (1 if marked else _LEAST_PROSE):
        raise SourceError("no story is in the page")
    return _item(copy, about, page=True)


def _densest(page: Element) -> Copy | None:
    """The copy of a page that marks nothing, where most of its text is in one place."""
    found = densest(page)
    if found is None:
        return None
    copy = _cut_copy(deepcopy(found))
    return copy if sum(map(is_prose, copy.paragraphs)) >= _LEAST_PROSE else None


def _searched(page: Element) -> Copy:
    """The copy of a page that marks nothing, as trafilatura finds it."""
    import trafilatura
    from lxml import etree
    from trafilatura.settings import Document

    body = next(page.iter("body"), page)
    cut_furniture(body)
    html = etree.tostring(page, encoding="unicode", method="html")
    if html.count("<") > _MOST_SEARCHED:
        raise SourceError("no story is in the page: it marks none, and it is too large to search")
    try:
        found = trafilatura.bare_extraction(html, include_comments=False, include_tables=False)
    except (etree.LxmlError, ValueError) as exc:
        raise SourceError("the page cannot be parsed as HTML") from exc
    text = found.text if isinstance(found, Document) else None
    return _without_chrome(Copy((text or "").splitlines()))


def _one_of_several(story: Element, about: About) -> Item:
    headings = [text_of(heading) for heading in story.iter("h1", "h2", "h3")]
    own = About(language=about.language, provider=about.provider, usageterms=about.usageterms)
    own.headline = next(filter(None, headings), None)
    copy = _cut_copy(story)
    if sum(map(is_prose, copy.paragraphs)) < _LEAST_PROSE:
        return Item()  # a teaser
    return _item(copy, own, page=True)


def _post(post: LinkedArticle, blog: About) -> Item:
    """One post of a live blog: a story for itself, never a part of one."""
    own = About(
        headline=post.headline,
        byline=clean_byline(post.author, blog.provider),
        language=language_tag(post.language) or blog.language,
        provider=blog.provider,
        published=parse_date(post.published) or parse_date(post.modified),
        usageterms=blog.usageterms,
    )
    return _item(fragment_copy("\n\n".join(post.bodies)), own)


def _item(copy: Copy, about: About, *, page: bool = False) -> Item:
    byline = about.byline or clean_byline(copy.byline, about.provider)
    return PageItem(
        paragraphs=without_repeated(copy.paragraphs, about.headline, byline),
        notes=copy.notes,
        headline=about.headline,
        byline=byline,
        dateline=about.dateline,
        language=about.language,
        provider=about.provider,
        versioncreated=about.published,
        usageterms=about.usageterms,
        name=about.headline or about.address,
        page=page,
    )


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, fold_line(text).casefold()))
