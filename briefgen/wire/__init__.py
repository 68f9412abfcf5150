"""Readers: what a wire sends -> Story. The format is picked by content, never by the file's name."""

import errno
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.errors import SourceError
from briefgen.story import Story, fold_line
from briefgen.wire.encoding.decode import MAX_BYTES, decode

if TYPE_CHECKING:
    from briefgen.wire.item import Item

__all__ = ["MAX_BYTES", "read_items", "read_story"]

_HTML = re.compile(
    # Atomic: a comment ends at its first "-->", or a row of them could be divided in exponentially many ways.
    r"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.{0,2000}?-->\s*)*)<(?:!doctype html|html|head|body|article|p|div)\b",
    re.IGNORECASE | re.DOTALL,
)
# A line of copy may begin with a tag, too: without a declaration the element has to be known, or to be all there is.
_XML = re.compile(
    r"\s*(?>(?:<!--.{0,2000}?-->\s*)*)(?:<\?xml\b|<!DOCTYPE\b"
    r"|<(?:\w+:)?(?:nitf|NewsML|newsItem|newsMessage|packageItem|planningItem|rss|feed|RDF)\b"
    r"|(?P<open><(?P<root>[A-Za-z_][\w.:-]{0,80})[\s>]))",
    re.DOTALL,
)
# One that is cut off, too: it is broken JSON, and no copy.
_JSON = re.compile(r"""[\ufeff\s\x1e]*(?:\{\s*["}]|\[\s*[\[{"\]])""")
_WXR = re.compile(r"wordpress\.org/export/")
_MARKDOWN = re.compile(
    r"^#{1,6} \S|^\S.*\n={3,}$|^\*\*\S.{0,80}?\S\*\*|\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)"
    r"|\A---\n\w[\w-]*:.*\n(?:(?:\w[\w-]*:|#|[ \t]|- ).*\n)*---\n",
    re.MULTILINE,
)
# Of whatever scheme: that only http and https are fetched is better said than “no such file”.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)
_ARCHIVES = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"PK\x03\x04", b"PK\x05\x06")
_MEDIA = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"OggS", b"ID3\x03", b"ID3\x04", b"II*\x00", b"MM\x00*")
_OLD_WORD = b"\xd0\xcf\x11\xe0"
# Of the stories that one file holds, so many are named when one has to be chosen.
_NAMED = 6


def read_story(source: str | Path | bytes, *, item: int | None = None, allow_loopback: bool = False) -> Story:
    """Read one story.

    Args:
        source: a path, an address (http or https), the bytes of an item, or its text. A `str` of one line is taken
            for an address or a path; to read one line of copy, pass it as bytes or call `Story.from_text`.
        item: which of the stories in a feed or a message, from 1; None where there is one.
        allow_loopback: also fetch an address of this machine; meant for tests.

    Raises:
        SourceError: no such file, a directory, an address that must not or cannot be read, empty, binary, larger than
            `MAX_BYTES`, of a format that is not read, with several stories and none asked for, or without copy.
    """
    if isinstance(source, str) and "\n" in source:
        return _read(source.encode("utf-8", "surrogatepass"), item)
    if isinstance(source, bytes):
        return _read(source, item)
    if isinstance(source, str) and is_address(source):
        from briefgen.wire.address.fetch import fetch

        return _read(fetch(source, allow_loopback=allow_loopback), item)
    return _read(_load(Path(source)), item)


def is_address(source: str) -> bool:
    """Whether a name is an address and no path, of whatever scheme."""
    return _ADDRESS.match(source) is not None


def _read(data: bytes, wanted: int | None) -> Story:
    from briefgen.language import language_of

    story = _understood(data, wanted)
    return story.model_copy(update={"language": language_of(story.text, story.language)})


def _understood(data: bytes, wanted: int | None) -> Story:
    items, text = _divided(data)
    if items is not None:
        return _chosen(items, wanted).to_story()
    if wanted not in (None, 1):
        raise SourceError(f"there is no story {wanted} in it; it holds one")
    if _MARKDOWN.search(text):
        from briefgen.wire.text.markdown import read_markdown

        return read_markdown(text)
    from briefgen.wire.text.plain import read_plain

    return read_plain(text)


def read_items(data: bytes) -> "list[Item] | None":
    """The stories of a file as sent, before they are cleaned; None of plain copy and Markdown, which are one story.

    Raises:
        SourceError: larger than `MAX_BYTES`, not text, broken, or of a format that is not read.
    """
    return _divided(data)[0]


def _divided(data: bytes) -> "tuple[list[Item] | None, str]":
    """What `read_items` gives, and the text of what has no header of its own."""
    if len(data) > MAX_BYTES:
        raise SourceError(f"the input is larger than {MAX_BYTES:,} bytes; a story is not")
    if (found := _documents(data)) is not None:
        return found, ""
    opens = data[:100].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if opens not in (b"{", b"<"):
        if (found := _telegraph(data)) is not None:
            from briefgen.wire.telegraph.headers import is_only_framed

            # Copy that is framed and has no header would be taken for one.
            is_copy = not any(any(one.paragraphs) for one in found) and is_only_framed(data)
            return (None, decode(data)) if is_copy else (found, "")
        from briefgen.wire.mail.recognition import is_mail

        if is_mail(data):
            from briefgen.wire.mail.message import read_mail

            return read_mail(data, inner=lambda attached: read_items(attached) or []), ""
    text = decode(data)
    return _marked_up(data, text), text


def _telegraph(data: bytes) -> "list[Item] | None":
    from briefgen.wire.telegraph.headers import is_anpa, is_iptc7901

    if is_anpa(data):
        from briefgen.wire.telegraph.anpa import read_anpa

        return read_anpa(data)
    if is_iptc7901(data):
        from briefgen.wire.telegraph.iptc7901 import read_iptc7901

        return read_iptc7901(data)
    return None


def _documents(data: bytes) -> "list[Item] | None":
    if data[:1024].lstrip().startswith(b"%PDF-"):
        from briefgen.wire.documents.files import read_pdf

        return read_pdf(data)
    if data.startswith(_OLD_WORD) or (data.startswith(b"PK\x03\x04") and b"word/" in data):
        from briefgen.wire.documents.files import read_docx

        return read_docx(data)
    if data.startswith(_ARCHIVES):
        raise SourceError("the input is an archive; take the story out of it")
    if data.startswith(_MEDIA):
        raise SourceError("the input is a picture, a sound or a film; a brief is written of a text")
    return None


def _marked_up(data: bytes, text: str) -> "list[Item] | None":
    if _JSON.match(text):
        from briefgen.wire.json.items import read_json

        return read_json(text)
    if not _HTML.match(text):
        if not _is_xml(text):
            return None
        if (found := _of_xml(data, text)) is not None:
            return found
    from briefgen.wire.page.charset import page_text
    from briefgen.wire.page.html import read_html

    return read_html(page_text(data, text))


def _of_xml(data: bytes, text: str) -> "list[Item] | None":
    from briefgen.wire.xml.items import read_xml

    if (found := read_xml(data)) is not None:
        return found
    if _WXR.search(text):
        from briefgen.wire.page.wxr import read_wxr

        return read_wxr(data)
    if re.search(r"<(?:rss|feed|rdf:RDF|RDF)\b", text[:4000], re.IGNORECASE):
        from briefgen.wire.page.feeds import read_feed

        return read_feed(data)
    return None


def _is_xml(text: str) -> bool:
    found = _XML.match(text)
    return found is not None and (not found["open"] or text.rstrip().endswith(f"</{found['root']}>"))


def _chosen(items: "Sequence[Item]", wanted: int | None) -> "Item":
    """The one asked for, or the only one with a text.

    Raises:
        SourceError: there is none, or there are several and none is asked for.
    """
    if wanted is not None:
        if not 1 <= wanted <= len(items):
            raise SourceError(f"there is no story {wanted} in it; it holds {len(items)}")
        return items[wanted - 1]
    numbered = list(enumerate(items, start=1))
    texts = [(number, one) for number, one in numbered if any(one.paragraphs)] or numbered
    if not texts:
        raise SourceError("the input holds no story")
    _, first = texts[0]
    # A message may be sent twice in one transmission.
    if all(one == first for _, one in texts):
        return first
    named = "; ".join(
        f"{number}: {fold_line(one.headline or one.name or 'untitled')[:60]}" for number, one in texts[:_NAMED]
    )
    more = f"; and {len(texts) - _NAMED} more" if len(texts) > _NAMED else ""
    raise SourceError(f"the input holds {len(texts)} stories; ask for one as FILE#NUMBER ({named}{more})")


def _load(path: Path) -> bytes:
    """The bytes of a file, one more than allowed at most, so that a device file cannot fill the memory."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise SourceError(f"{path}: no such file") from None
    except IsADirectoryError:
        raise SourceError(f"{path}: is a directory; name the story in it") from None
    except (OSError, ValueError) as exc:
        reason = exc.strerror if isinstance(exc, OSError) and exc.errno != errno.ENAMETOOLONG else "not a path"
        raise SourceError(f"{str(path)[:80]}: cannot be read: {reason}") from exc
