"""RFC 822 mail -> Items: the story in the body, in a mail that is passed on, or in what is attached."""

import re
from collections.abc import Callable
from dataclasses import fields
from email.message import Message

from briefgen.errors import SourceError
from briefgen.lazily import lazily
from briefgen.story import PARAGRAPH_BREAK, Story
from briefgen.wire.copy.byline import read_byline
from briefgen.wire.copy.dateline import dated_alone, split_dateline
from briefgen.wire.copy.furniture import is_paper, is_salutation
from briefgen.wire.copy.header import is_label, is_no_title, read_header, split_header
from briefgen.wire.copy.prose import is_prose
from briefgen.wire.item import Item
from briefgen.wire.mail.copy import read_copy
from briefgen.wire.mail.header import Header
from briefgen.wire.mail.parts import Contents, file_name, parse_mail, part_bytes
from briefgen.wire.text.plain import read_plain

_MBOX = re.compile(rb"^From \S{1,200} .{0,60}\d{4}[^\n]{0,20}\r?\n(?=[!-9;-~]{1,80}:)", re.MULTILINE)
_MOST_MAILS = 100
_DEEPEST = 5
_FEW_WORDS = 40
_SEE_ATTACHED = re.compile(
    r"\battach|\benclosed\b|\b(?:see|find) below|\banbei\b|\bim anhang\b|pi[eè]ce jointe|ci-joint|\badjunto|\bvedlagt"
    r"|\bbijlage",
    re.IGNORECASE,
)
# A greeting that runs into what it says: "Hi all, match report below."
_HAILS = lazily(
    r"(?:hi|hello|hey|dear|morning|afternoon|hallo|hei|hej|bonjour|hola|ciao)\b[^,.!?]{0,30}[,!] ", re.IGNORECASE
)
_STORY_TYPES = re.compile(
    r"text/(?!calendar|vcard|x-vcard|css)|application/(?:[\w.-]+\+)?(?:xml|json)|application/(?:pdf|octet-stream)"
    r"|application/vnd\.openxmlformats-officedocument\.wordprocessingml"
)
_ALIKE = [each.name for each in fields(Item) if each.name in Story.model_fields]
_LONGEST_HEADER = 4  # lines without a label of a story's header in the body of a mail
_TOP = 6  # paragraphs in which a letter to the desk stands above the story

Inner = Callable[[bytes], list[Item]]


def read_mail(data: bytes, inner: Inner | None = None) -> list[Item]:
    """Read a mail, or the mails of an mbox file: one Item a story.

    Args:
        data: the bytes as sent.
        inner: reads what is attached, where the body holds no story; without it only text and HTML are read.

    Raises:
        SourceError: too large, encrypted, or no story in it.
    """
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    starts = [match.start() for match in _MBOX.finditer(data)]
    if len(starts) > _MOST_MAILS:
        raise SourceError(f"the file holds more than {_MOST_MAILS} mails")
    if len(starts) > 1 and starts[0] == 0:
        mails = [data[start:end] for start, end in zip(starts, [*starts[1:], len(data)], strict=True)]
        return [item for mail in mails for item in _read(parse_mail(mail), inner, 0)]
    return _read(parse_mail(data), inner, 0)


def _read(message: Message, inner: Inner | None, depth: int) -> list[Item]:
    if depth > _DEEPEST:
        raise SourceError(f"more than {_DEEPEST} mails are nested in each other")
    header = Header.of(message)
    contents = Contents.of(message)
    if contents.nested and (header.forwarded or _is_cover(contents.text)):
        return [item for nested in contents.nested[:_MOST_MAILS] for item in _read(nested, inner, depth + 1)]
    if _is_cover(contents.text) and (attached := _attached(contents, header, inner)):
        return attached
    item = _item(header, contents)
    if item.paragraphs:
        return [item]
    if contents.sealed:
        raise SourceError("the mail is encrypted")
    if any(part.get_content_maintype() == "image" for part in contents.attached):
        item.kind = "picture"
        return [item]
    if item.ednote or item.notes:
        return [item]  # it may be an order, and no more
    raise SourceError("the mail holds no copy")


def _is_cover(text: str) -> bool:
    """Whether a body is no story: empty, or a line that points to what is attached."""
    words = len(text.split())
    return not words or (words <= _FEW_WORDS and _SEE_ATTACHED.search(text) is not None)


def _attached(contents: Contents, header: Header, inner: Inner | None) -> list[Item]:
    """The stories in what is attached; what holds none is passed over."""
    items: list[Item] = []
    failed: SourceError | None = None
    for part in contents.attached:
        if not _STORY_TYPES.match(part.get_content_type()):
            continue
        try:
            found = (inner(part_bytes(part)) if inner is not None else []) or _text_only(part, header)
        except SourceError as exc:
            failed = exc
            continue
        items += [item for item in found if item.paragraphs]
    if not items and failed is not None and not contents.text.strip():
        raise failed
    for item in items:
        item.headline = item.headline or header.headline
        item.versioncreated = item.versioncreated or header.created
        item.provider = item.provider or header.provider
        item.ednote = " ".join(dict.fromkeys(filter(None, (header.ednote, item.ednote)))) or None
        item.name = item.name or item.headline
    return items


def _text_only(part: Message, header: Header) -> list[Item]:
    kind = part.get_content_type()
    contents = Contents.of_text(part)
    if kind == "text/html":
        return [_item(header, contents)]
    if not (kind.startswith("text/") or kind == "application/octet-stream") or not contents.text.strip():
        raise SourceError(f"the story is in what is attached: {(file_name(part) or 'a file')[:80]!r}")
    story = read_plain(contents.text)
    known = {name: getattr(story, name) for name in _ALIKE}
    return [Item(paragraphs=story.text.split(PARAGRAPH_BREAK), **known | {"notes": list(story.notes)})]


def _item(header: Header, contents: Contents) -> Item:
    mail = read_copy(contents.text, forwarded=header.forwarded)
    copy = mail.copy
    if mail.fields:
        header = header.passed_on(mail.fields)
    hailed = any(map(is_salutation, copy.notes)) or any(map(_HAILS.match, copy.paragraphs[:1]))
    letter = _letter(copy.paragraphs) if hailed else []
    copy.notes += letter
    body = [one for one in copy.paragraphs if one not in letter]
    header, paragraphs, letterhead = header.without_repeats(body)
    repeated = len(paragraphs) + len(letterhead) < len(body)
    copy.notes += letterhead
    top = next((number for number, one in enumerate(paragraphs[:_TOP]) if is_prose(one)), 0)
    dated = next(filter(None, map(dated_alone, paragraphs[:top])), None)
    stamps = [one for one in paragraphs[:top] if is_no_title(one) or dated_alone(one)]
    copy.notes += stamps
    paragraphs = [one for one in paragraphs[:top] if one not in stamps] + paragraphs[top:]
    # Who sends a release to the press is no reporter.
    signed = header.is_signed(paragraphs) or any(map(is_paper, copy.notes))
    own, paragraphs = _own_header(paragraphs)
    copy.notes += own.pop("", "").splitlines()
    if repeated and header.headline and "headline" in own:
        copy.notes.append(own.pop("headline"))  # the body has the subject as its headline, and this below it
    return Item(
        paragraphs=paragraphs,
        headline=own.get("headline") or header.headline,
        byline=own.get("byline") or (header.byline if not signed else None),
        slugline=own.get("slugline"),
        dateline=dated.dateline if dated else None,
        located=dated.located if dated else None,
        provider=header.provider,
        version=header.version or own.get("version"),
        versioncreated=header.created,
        language=contents.language or header.language,
        ednote=" ".join(dict.fromkeys(filter(None, (header.ednote, copy.ednote)))) or None,
        notes=copy.notes + contents.signature,
        name=header.headline,
    )


def _letter(paragraphs: list[str]) -> list[str]:
    """What is said to the desk above the byline or the dateline of a story in a letter: "Here is my copy."."""
    for number, line in enumerate(paragraphs[:_TOP]):
        if read_byline(line) or split_dateline(line):
            above = [one for one in paragraphs[:number] if is_prose(one) and not one.endswith(("?", "!"))]
            return above if sum(len(one.split()) for one in above) <= _FEW_WORDS else []
    return []


def _own_header(paragraphs: list[str]) -> tuple[dict[str, str], list[str]]:
    """The header that a story brings along in the body, where a byline, a label or a dateline shows it; and the rest.

    What of it is no field is under "", a line each.
    """
    lines, body = split_header(paragraphs)
    if not (lines and body) or sum(not is_label(line) for line in lines) > _LONGEST_HEADER:
        return {}, paragraphs
    found = read_header(lines)
    if not found.keys() & {"byline", "slugline"} and split_dateline(body[0]) is None:
        return {}, paragraphs
    used = found.get("headline")
    found[""] = "\n".join(line for line in lines if line != used)
    return found, body
