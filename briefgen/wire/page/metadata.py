"""What a page says about its story: JSON-LD, meta elements, and the byline and headline that it shows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from briefgen.story import fold_line
from briefgen.wire.copy.byline import without_agency, without_by
from briefgen.wire.page.linked_data import LinkedArticle, linked_article
from briefgen.wire.page.tree import name_words, text_of
from briefgen.wire.xml.tree import Element, language_tag, parse_date

_LONGEST_FIELD = 500
_LONGEST_BYLINE = 150
_MOST_BYLINES = 20
_BYLINE_NAMES = frozenset("byline bylines author authors auteur autor autoren autore forfatter yazar".split())
_NO_BYLINES = frozenset({"body", "html", "article", "main", "meta", "link"})
# Looked for before the words of a name are told apart, which costs more.
_BYLINE_HINT = re.compile("byline|author|auteur|autor|forfatter|yazar", re.IGNORECASE)
_BY = re.compile(
    r"(?:(?:text|story|reporting|written|words)\s?:?\s)?(?:by|von|par|por|av|af)\s+|(?:text|tekst|texto|texte)\s?:\s",
    re.IGNORECASE,
)
_AFTER_NAMES = re.compile(
    # What stands between the comma and the office is of the office: "Jo Dellan, Local Democracy Reporter".
    r"\s*(?:,\s[^,|]{2,40}\s(?:reporter|correspondent|editor|writer|columnist)s?\b|[|•·–—]|"
    r"\b(?:published|updated|posted|last updated|veröffentlicht|aktualisiert|publié|mis à jour|publicado|"
    r"actualizado|publisert|oppdatert|staff writer|reporter|correspondent)\b|"
    r"(?-i:\b[a-zà-ÿ]{2,3}\.?\s)?\d{1,2}\.?\s[^\W\d_]{3}|\d{1,2}[./:]\d|\d{4}\b|@|https?:).*",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESS = re.compile(r"[(<]?\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}\b[)>]?")
_NOBODY = frozenset("admin administrator editor webmaster root staff redaktion redaksjonen redacción rédaction".split())


@dataclass(slots=True)
class About:
    """What a page says about its story; `titles` are all names it gives it, `posts` the stories of a live blog."""

    headline: str | None = None
    byline: str | None = None
    language: str | None = None
    provider: str | None = None
    published: datetime | None = None
    usageterms: str | None = None
    dateline: str | None = None
    address: str | None = None
    is_article: bool = False
    bodies: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    posts: list[LinkedArticle] = field(default_factory=list)


def read_about(page: Element) -> About:
    """What the page says; it is read before anything is cut out of it."""
    metas = _metas(page)
    linked = linked_article(page)
    provider = _first(metas, "og:site_name application-name dc.publisher dcterms.publisher") or linked.publisher
    titles = [
        title for title in (linked.headline, _first(metas, "og:title twitter:title dc.title"), _title(page)) if title
    ]
    author = _first(metas, "author parsely-author byl dc.creator dcterms.creator sailthru.author article:author")
    times = [linked.published, *(metas.get(name) for name in _TIMES), *_shown_times(page), linked.modified]
    return About(
        headline=_headline(page, titles, provider),
        byline=_byline(page, linked, author, provider),
        language=language_tag(_declared(page))
        or language_tag(linked.language)
        or language_tag(_first(metas, "og:locale language content-language")),
        provider=provider or linked.publisher,
        published=next((when for when in map(parse_date, times) if when), None),
        usageterms=linked.rights or _first(metas, "dcterms.rights dc.rights rights copyright"),
        dateline=linked.dateline,
        address=_first(metas, "og:url"),
        is_article=linked.found or metas.get("og:type", "").lower() == "article" or "article:published_time" in metas,
        bodies=linked.bodies,
        titles=titles,
        posts=linked.posts if len(linked.posts) > 1 else [],
    )


def _byline(page: Element, linked: LinkedArticle, author: str | None, provider: str | None) -> str | None:
    """Persons first, wherever the page names them; a house that is not the site itself where it names nobody."""
    house = clean_byline(linked.house, provider)
    if house and any(
        f"{_name_of(house)} ".startswith(f"{_name_of(site)} ") for site in (provider, linked.publisher) if site
    ):
        house = None  # "NOS Nieuws" of NOS
    said = clean_byline(author, provider)
    if said and linked.house and _name_of(said) == _name_of(linked.house):
        said = None
    return clean_byline(linked.author, provider) or said or _shown_byline(page, provider) or house


def _name_of(site: str | None) -> str:
    """The name of a site without the end of its address: "tagesschau.de" -> tagesschau."""
    return re.sub(r"\.[a-z]{2,3}(?:\.[a-z]{2})?\Z", "", (site or "").casefold())


_TIMES = (
    "article:published_time og:published_time datepublished dc.date dcterms.created dc.date.issued date pubdate "
    "publish-date parsely-pub-date sailthru.date cxenseparse:recs:publishtime article:modified_time"
).split()


def clean_byline(names: str | None, provider: str | None = None) -> str | None:
    """Names without "By", addresses, times and roles; None for nobody, an address or the site itself."""
    text = without_addresses(names or "").strip(" ,;|()")
    if by := _BY.match(text):
        text = text[by.end() :]
    text = without_by(text) or ""
    text = without_agency(_AFTER_NAMES.sub("", text).strip(" ,;|()-–—"))
    if not 1 < len(text) <= _LONGEST_BYLINE or text.casefold() in _NOBODY | {(provider or "").casefold()}:
        return None
    return text


def without_addresses(text: str) -> str:
    """Without addresses of mail, on one line."""
    return fold_line(_ADDRESS.sub(" ", fold_line(text)[:_LONGEST_FIELD]))


def _metas(page: Element) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in page.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        value = fold_line((meta.get("content") or "")[: 4 * _LONGEST_FIELD])[:_LONGEST_FIELD]
        if name and value:
            metas.setdefault(name.strip().lower(), value)
    return metas


def _first(metas: dict[str, str], names: str) -> str | None:
    return next((metas[name] for name in names.split() if name in metas and not metas[name].startswith("http")), None)


def _declared(page: Element) -> str | None:
    """The language of the document, or of a fragment that is one element."""
    return next(
        (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") for root in page.iter("html")), None
    )


def _title(page: Element) -> str | None:
    return next((text_of(title)[:_LONGEST_FIELD] for title in page.iter("title")), "") or None


def _headline(page: Element, titles: list[str], provider: str | None) -> str | None:
    """The heading shown, if one of the page's titles is of the same words; else the title without the site's name."""
    names = [_without_site(title, provider) for title in titles]
    # A logo may stand as a heading, and in the title of a page that has no other.
    sites = {tail for head, mark, tail in map(_last_part, titles) if mark and len(tail) < len(head)} | {provider}
    names = [name for name in names if name.strip("|–— -") not in sites] or names
    # A heading may hold a kicker beside the headline.
    shown = [
        next((part for part in (text_of(each) for each in h1) if part in names), text_of(h1)[:_LONGEST_FIELD])
        for h1 in page.iter("h1")
    ]
    shown = [text for text in shown if text and text not in sites]
    confirmed = [text for text in shown if any(_alike(text, name) for name in names)]
    if confirmed:
        return confirmed[0]
    marked = [text_of(each)[:_LONGEST_FIELD] for each in page.iter("*") if each.get("itemprop") == "headline"]
    if len(titles) > 1 or (titles and names[0] != titles[0]):
        return names[0]
    return next(filter(None, marked), None) or (shown[0] if len(shown) == 1 else next(iter(names), None))


def _alike(shown: str, title: str) -> bool:
    words, other = set(re.findall(r"\w+", shown.casefold())), set(re.findall(r"\w+", title.casefold()))
    return len(words & other) * 2 > min(len(words), len(other)) and len(words) > 1


def _without_site(title: str, provider: str | None) -> str:
    """A title as " | Site" or " - Site" ends it, without that."""
    head, mark, tail = _last_part(title)
    if mark and (tail.casefold() == (provider or "").casefold() or (mark == "|" and len(tail) < len(head))):
        return head
    return title


def _last_part(title: str) -> tuple[str, str, str]:
    parted = re.fullmatch(r"(?P<head>.{3,480})\s(?P<mark>[|–—-])\s(?P<tail>[^|]{1,80})", title)
    return (parted["head"].strip(), parted["mark"], parted["tail"].strip()) if parted else (title, "", "")


def _shown_byline(page: Element, provider: str | None) -> str | None:
    for element in islice(_byline_elements(page), _MOST_BYLINES):
        text = _names_in(element)
        if len(text) <= _LONGEST_BYLINE and (byline := clean_byline(text, provider)):
            return byline
    return None


def _names_in(element: Element) -> str:
    """The text of an element without times, its parts apart: "By" and a name may each have an element."""
    from lxml import etree

    parts: list[str | None] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, each in walk:
        if event == "end":
            parts.append(each.tail if each is not element else None)
        elif each.tag == "time":
            walk.skip_subtree()
        else:
            parts.append(each.text)
    return fold_line(" ".join(filter(None, parts))).replace(" ,", ",")


def _byline_elements(page: Element) -> Iterator[Element]:
    """Marked authors first, then what is named so."""
    named: list[Element] = []
    for element in page.iter("*"):
        if not element.attrib:
            continue
        if "author" in (element.get("rel") or "").split() or "author" in (element.get("itemprop") or "").split():
            inner = [each for each in element.iter("*") if each.get("itemprop") == "name"]
            yield inner[0] if inner else element
        elif (
            _BYLINE_HINT.search(f"{element.get('class')} {element.get('id')}")
            and element.tag not in _NO_BYLINES
            and not _BYLINE_NAMES.isdisjoint(name_words(element))
        ):
            named.append(element)
    yield from named


def _shown_times(page: Element) -> Iterator[str]:
    for element in page.iter("time"):
        if value := element.get("datetime"):
            yield value
