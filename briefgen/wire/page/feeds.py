"""RSS 0.9x, 1.0, 2.0 and Atom -> Items, one an entry: the fullest body of each, without captions and page furniture."""

import html
import io
import re
from calendar import timegm
from datetime import UTC, datetime
from typing import Any, Literal, TypeAlias

from briefgen.errors import SourceError
from briefgen.wire.item import Item
from briefgen.wire.markup.bodies import words_of
from briefgen.wire.markup.html import Copy, line_of
from briefgen.wire.page.frame import PageItem
from briefgen.wire.page.html import LONGEST_BODY, fragment_copy, size_of, without_repeated
from briefgen.wire.page.metadata import clean_byline, without_addresses
from briefgen.wire.page.tail import is_prose
from briefgen.wire.xml.parse import parse_xml
from briefgen.wire.xml.tree import Element, language_tag, local, parse_date

Entry: TypeAlias = dict[str, Any]  # as feedparser gives it: its own dictionary, plain beneath

_MOST_ENTRIES = 2_000
_MOST_ELEMENTS = 40_000
_MOST_TAGS = 25_000
_ROOTS = frozenset({"rss", "rdf", "feed"})
_FULLER = 1.1  # a description, against the content: a longer one is the complete body
_SENTENCE = 60  # characters; what is longer by less may differ in a credit
_LONGEST_TEASER = 1_200  # characters; what is longer is a story, whatever stands at its end
_TELLING = 4  # characters of a word; shorter ones are in every text
# What begins so speaks of what was told before; a summary is told again in the body that it is of.
_GOES_ON = re.compile(
    r"[“\"„«‘]|(?:he|she|they|but|er|doch|aber|il|elle|mais|él|ella|pero|han|hun|men)\b", re.IGNORECASE
)
_DOTS = re.compile(r"(?:…|\.\.\.|\[\s?(?:…|\.\.\.)\s?\])\Z")
# Below a whole story these lead to others like it.
_MORE = re.compile(
    r"(?:(?:read|see|view|learn) more|mehr(?: lesen)?|lire plus|leer más|leggi tutto|les mer|läs mer|læs mere"
    r"|lees meer"
    r"|leia mais|lue lisää|czytaj więcej|подробнее|もっと見る|阅读更多)\W{0,8}\Z",
    re.IGNORECASE,
)
# These are said of the story itself.
_READ_ON = re.compile(
    r"(?:(?:continue|keep) reading|(?:read|see|view) (?:on|(?:the )?(?:full|whole|entire|rest)\b[^.!?]{0,40})"
    r"|weiter ?lesen"
    r"|(?:lire|voir) la suite|(?:seguir|continuar) leyendo|continua a leggere|les (?:videre|hele saken)"
    r"|læs videre|lees verder"
    r"|continue lendo|czytaj dalej|читать (?:далее|полностью)|続きを読む|阅读全文)\W{0,8}\Z",
    re.IGNORECASE,
)
_APPEARED = re.compile(r"\bThe post\b.{1,300}?\b(?:appeared first|first appeared) on\b.{1,150}\Z", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_MEDIA_NAMESPACE = "http://search.yahoo.com/mrss"
_MEDIA_TEXTS = frozenset({"title", "description", "text"})
_KINDS: dict[str, Literal["picture", "audio", "video"]] = {"image": "picture", "audio": "audio", "video": "video"}


def read_feed(data: bytes) -> list[Item]:
    """Read a feed: an item an entry, in the feed's order.

    Raises:
        SourceError: not a feed, broken, with no entry in it, or with more than a feed has.
    """
    root = parse_xml(data)
    if local(root) not in _ROOTS:
        raise SourceError(f"the XML is no feed: its root is <{local(root)[:40]}>")
    entries = sum(1 for element in root.iter("*") if local(element) in {"item", "entry"})
    if entries > _MOST_ENTRIES or sum(1 for _ in root.iter("*")) > _MOST_ELEMENTS:
        raise SourceError(f"the feed holds more than {_MOST_ENTRIES:,} entries or {_MOST_ELEMENTS:,} elements")
    refuse_too_much(root)
    parsed = _parse(root)
    items = [_item(dict(entry), parsed) for entry in parsed["entries"]]
    if not items:
        raise SourceError("the feed holds no entry")
    return items


def refuse_too_much(root: Element) -> None:
    """Say no to a file whose bodies would take minutes to read.

    Raises:
        SourceError: one is longer than a story, or all together hold more tags than is read at once.
    """
    tags = 0
    for element in root.iter("*"):
        text = element.text or ""
        if len(text) > LONGEST_BODY:
            raise SourceError(f"a body is longer than {LONGEST_BODY:,} characters; a story is not")
        tags += text.count("<")
    if tags > _MOST_TAGS:
        raise SourceError(f"the bodies hold more than {_MOST_TAGS:,} tags: split the file")


def _parse(root: Element) -> Entry:
    """What feedparser makes of the feed. It is given well-formed UTF-8 and fetches nothing."""
    import feedparser  # type: ignore[import-untyped]
    from lxml import etree

    for element in root.iter("*"):
        if element.text and "<" in element.text and "]]>" not in element.text:
            element.text = etree.CDATA(element.text)  # escaped, each "<" would cost its parser a call
        if element.tag.startswith(f"{{{_MEDIA_NAMESPACE}") and local(element) in _MEDIA_TEXTS:
            # A caption: feedparser would take it for the entry's description, or its title.
            element.tag = f"{element.tag}-of-media"
        if element.text and local(element) in {"author", "creator"}:
            # Feedparser ends an address after four letters of its last part, and the name begins there.
            element.text = without_addresses(element.text)
    source = io.BytesIO(etree.tostring(root, encoding="utf-8", xml_declaration=True))
    try:
        parsed = feedparser.parse(source, sanitize_html=False, resolve_relative_uris=False)
    except Exception as exc:  # it raises whatever its parsers stumble over
        raise SourceError("the feed cannot be understood: feedparser stumbled over it") from exc
    return {"entries": parsed.entries, "feed": dict(parsed.feed), "version": parsed.version}


def _item(entry: Entry, parsed: Entry) -> Item:
    feed: Entry = parsed["feed"]
    headline = _line(entry.get("title"))
    provider = _line(_of(entry, "source").get("title")) or _line(entry.get("publisher")) or _line(feed.get("title"))
    byline = _byline(entry, provider)
    if byline is None and parsed["version"].startswith("atom"):
        byline = _byline(feed, provider)  # in Atom, and only there, the feed's author is each entry's
    copy, whole = _fullest_copy(entry)
    link = _line(entry.get("link"))
    published, updated = _time(entry, "published_parsed"), _time(entry, "updated_parsed")
    return PageItem(
        paragraphs=without_repeated(copy.paragraphs, headline, byline) if whole else [],
        notes=copy.notes,
        headline=headline,
        byline=byline or clean_byline(copy.byline, provider),
        language=_language(entry) or language_tag(feed.get("language")),
        versioncreated=updated or published,
        # RSS 2.0: an entry dated in the future is not to be shown before that date.
        embargoed=_future(parse_date(entry.get("dcterms_available"))) or _future(published),
        pubstatus="withheld" if str(entry.get("app_draft", "")).strip().lower() == "yes" else "usable",
        provider=provider,
        usageterms=_line(entry.get("rights")) or _line(feed.get("rights")),
        name=_line(entry.get("id")) or headline or link,
        kind=_kind(entry, copy),
        cut=None
        if whole
        else f"the feed holds only the beginning of this story; give the address of its page: {link or 'none is told'}",
    )


def _fullest_copy(entry: Entry) -> tuple[Copy, bool]:
    """The longest body of an entry, and whether it is the whole story."""
    bodies = [content.get("value") for content in entry.get("content", ())] + [entry.get("summary")]
    best, taken = Copy(), ""
    for body in filter(None, bodies):
        copy = fragment_copy(body)
        if not best.paragraphs or size_of(copy) > _FULLER * size_of(best) + _SENTENCE:
            best, taken = copy, body
    _prepend_lead(best, entry.get("summary") or "")
    return best, not (
        best.paragraphs and size_of(best) <= _LONGEST_TEASER and _is_cut(taken, single=len(best.paragraphs) == 1)
    )


def _prepend_lead(copy: Copy, summary: str) -> None:
    """Put a lead that stands in the description alone above a body that goes on from it, not one that tells it."""
    if not copy.paragraphs or not _GOES_ON.match(copy.paragraphs[0]) or _is_cut(summary, single=True):
        return
    lead = fragment_copy(summary).paragraphs
    words = [word for word in words_of(lead) if len(word) >= _TELLING]
    told = words_of(copy.paragraphs)
    if len(lead) == 1 and is_prose(lead[0]) and 2 * sum(word in told for word in words) < len(words):
        copy.paragraphs.insert(0, lead[0])


def _is_cut(body: str, *, single: bool) -> bool:
    """Whether a text breaks off: it ends in dots, or in an invitation to read on.

    Args:
        body: as the feed holds it.
        single: it is one paragraph.
    """
    end = " ".join(html.unescape(_TAG.sub(" ", html.unescape(body[-4 * _LONGEST_TEASER :]))).split())
    end = _APPEARED.sub("", end).rstrip()[-_LONGEST_TEASER:]
    if _READ_ON.search(end):
        return True
    without = _MORE.sub("", end).rstrip(" [(")
    return (single and without != end) or _DOTS.search(without) is not None


def _kind(entry: Entry, copy: Copy) -> Literal["text", "picture", "audio", "video"]:
    """What the entry is; the notes to a podcast are no story."""
    if copy.paragraphs and "itunes_duration" not in entry:
        return "text"
    media = [
        *_list(entry, "media_content"),
        *(link for link in _list(entry, "links") if link.get("rel") == "enclosure"),
    ]
    names = [str(each.get("medium") or each.get("type") or "").lower().split("/")[0] for each in media]
    kinds = [_KINDS[name] for name in names if name in _KINDS and not (copy.paragraphs and name == "image")]
    return kinds[0] if kinds else "text"


def _byline(entry: Entry, provider: str | None) -> str | None:
    """The names of all authors, without their addresses."""
    authors = [str(author.get("name") or "") for author in _list(entry, "authors")] or [str(entry.get("author") or "")]
    names = [clean_byline(line_of(author), provider) for author in authors]
    return ", ".join(dict.fromkeys(filter(None, names))) or None


def _language(entry: Entry) -> str | None:
    details = [*_list(entry, "content"), _of(entry, "summary_detail"), _of(entry, "title_detail")]
    tags = [entry.get("language"), *(detail.get("language") for detail in details)]
    return next((tag for tag in map(language_tag, tags) if tag), None)


def _time(entry: Entry, name: str) -> datetime | None:
    """A time as feedparser understood it, which is in UTC."""
    parts = entry.get(name)
    try:
        return datetime.fromtimestamp(timegm(parts), UTC) if parts else None
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def _future(when: datetime | None) -> datetime | None:
    return when if when and when > datetime.now(UTC) else None


def _line(value: object) -> str | None:
    return line_of(value) or None if isinstance(value, str) else None


def _of(entry: Entry, name: str) -> Entry:
    value = entry.get(name)
    return dict(value) if isinstance(value, dict) else {}


def _list(entry: Entry, name: str) -> list[Entry]:
    value = entry.get(name)
    return [dict(each) for each in value if isinstance(each, dict)] if isinstance(value, list) else []
