"""The parts of a mail, within bounds: its text as the reader would see it, what is attached and what is nested."""

import email
import email.message
import email.policy
import functools
import quopri
import re
from dataclasses import dataclass, field
from email.message import Message
from typing import Any

from briefgen.errors import SourceError
from briefgen.wire.encoding.decode import MAX_BYTES
from briefgen.wire.encoding.entities import without_entities
from briefgen.wire.mail.charset import decode_body
from briefgen.wire.mail.choice import join_parts, more_complete
from briefgen.wire.mail.html import html_text, is_markup

_MOST_LINES = 150_000
_MOST_PARTS = 300
_MOST_REPORTED = 5_000
_LONGEST_TEXT = 1_000_000  # characters of a body without its markup
_DEEPEST = 12
_LONGEST_HEADER = 2_000
_LONGEST_PARAMETERS = 400
_SEALED = frozenset(["application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"])
_SOFT_BREAK = re.compile(rb"=\r?\n")
_ESCAPED_BYTE = re.compile(rb"=(?:3D|20|E2=80|C3=|0D|A0)")
_UNSAID = 3  # marks of quoted-printable, and it is
_LOST_BOUNDARY = re.compile(rb"\s*--(\S{1,200})[^\S\n]*\n")


class _Bounded(email.policy.EmailPolicy):
    """The default policy, but for headers that are long or that its parser fails on."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        value = value[: _LONGEST_PARAMETERS if name.lower().startswith("content-") else _LONGEST_HEADER]
        if not value.isascii():
            # Eight-bit bytes in a header are not allowed and usual.
            value = decode_body(value.encode("utf-8", "surrogateescape"), None)
        return _parsed(name, value)


@functools.lru_cache(maxsize=1_000)  # the type of a part is asked for a dozen times, and parsed each time
def _parsed(name: str, value: str) -> Any:
    try:
        return email.policy.default.header_fetch_parse(name, value)
    except Exception:  # noqa: BLE001 - the parser of headers raises almost anything on a broken one
        return " ".join(value.split())


_POLICY = _Bounded()


def parse_mail(data: bytes) -> Message:
    """A mail as a tree of parts.

    Raises:
        SourceError: empty, larger than `MAX_BYTES`, or of more lines or parts than a story's mail has.
    """
    if len(data) > MAX_BYTES:
        raise SourceError(f"the input is larger than {MAX_BYTES:,} bytes; a story is not")
    if data.count(b"\n") + data.count(b"\r") > 2 * _MOST_LINES:
        raise SourceError(f"the mail has more than {_MOST_LINES:,} lines; a story does not")
    folded = data.lower()
    if b"delivery-status" in folded and data.count(b"\n") > _MOST_REPORTED:
        # A report of a mail server: each paragraph of it would be a part.
        raise SourceError(f"the mail is a report of more than {_MOST_REPORTED:,} lines, and no story")
    # Each level needs one of these words, and the standard library goes down without a limit of its own.
    if max(folded.count(b"boundary"), folded.count(b"message/"), data.count(b"\n--") // 4) > _MOST_PARTS:
        raise SourceError(f"the mail has more than {_MOST_PARTS} parts; a story does not")
    try:
        return email.message_from_bytes(data, policy=_POLICY)
    except Exception as exc:  # the parser raises almost anything on what is no mail
        raise SourceError("the mail cannot be taken apart") from exc


@dataclass(slots=True)
class Contents:
    """What is in a mail: the text of its body, the signature in it, what is attached, and mails inside."""

    text: str = ""
    signature: list[str] = field(default_factory=list)
    attached: list[Message] = field(default_factory=list)
    nested: list[Message] = field(default_factory=list)
    language: str | None = None
    sealed: bool = False
    _parts: int = 0

    @classmethod
    def of(cls, message: Message) -> "Contents":
        """Read the parts of a mail.

        Raises:
            SourceError: too many, or nested too deep.
        """
        contents = cls()
        contents.text = contents._read(message, 0)
        if len(contents.text) > _LONGEST_TEXT:
            raise SourceError(f"the mail has more than {_LONGEST_TEXT:,} characters of text; a story does not")
        return contents

    @classmethod
    def of_text(cls, part: Message) -> "Contents":
        """Read one part of text as a body of its own."""
        contents = cls()
        contents.text = contents._text(part, part.get_content_type())
        return contents

    def _read(self, part: Message, depth: int) -> str:
        self._parts += 1
        if self._parts > _MOST_PARTS or depth > _DEEPEST:
            raise SourceError(f"the mail has more than {_MOST_PARTS} parts, or {_DEEPEST} inside each other")
        kind = part.get_content_type()
        if kind in _SEALED:
            self.sealed = True
            return ""
        if part.get_content_maintype() == "multipart":
            return self._multipart(kind, _children(part), depth)
        if part.get_content_maintype() == "message":
            self.nested += [child for child in _children(part) if kind in ("message/rfc822", "message/global")]
            return ""
        if depth and (kind not in ("text/plain", "text/html") or _is_attached(part)):
            self.attached.append(part)
            return ""
        return self._text(part, kind)

    def _multipart(self, kind: str, children: list[Message], depth: int) -> str:
        if kind in ("multipart/related", "multipart/signed"):
            self.attached += [other for other in children[1:] if _is_attached(other)]
            return self._read(children[0], depth + 1) if children else ""
        if kind == "multipart/alternative":
            text = ""
            for child in sorted(children, key=lambda one: one.get_content_type() != "text/plain"):
                if child.get_content_maintype() in ("text", "multipart"):
                    text = more_complete(text, self._read(child, depth + 1))
            return text
        text = ""
        for child in children:
            text = join_parts(text, self._read(child, depth + 1))
        return text

    def _text(self, part: Message, kind: str) -> str:
        data = part_bytes(part)
        text = decode_body(data, _charset(part), markup=kind == "text/html")
        language = str(part.get("Content-Language") or "").split(",")[0].strip()
        if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?", language):
            self.language = self.language or language
        if is_markup(text):
            text, signature = html_text(text)
            self.signature = list(dict.fromkeys(self.signature + signature))
            return text
        if str(part.get_param("format", "")).lower() == "flowed":
            text = _unflowed(text, delete_space=str(part.get_param("delsp", "")).lower() == "yes")
        return without_entities(text, brackets=False)


def part_bytes(part: Message) -> bytes:
    """The bytes of a part without its transfer encoding, also where that is used and not said."""
    try:
        data = part.get_payload(decode=True)
    except Exception:  # noqa: BLE001 - broken encodings raise what they like; there is no copy in them
        return b""
    if not isinstance(data, bytes):
        return b""
    said = str(part.get("Content-Transfer-Encoding") or "").strip().lower()
    marks = len(_SOFT_BREAK.findall(data)) + len(_ESCAPED_BYTE.findall(data))
    if said not in ("quoted-printable", "base64") and marks >= _UNSAID:
        return quopri.decodestring(data)
    return data


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    if isinstance(payload, list):
        return [child for child in payload if isinstance(child, Message)]
    # The boundary that the header names is not the one that is used.
    data = part_bytes(part)
    if lost := _LOST_BOUNDARY.match(data):
        head = f'Content-Type: {part.get_content_type()}; boundary="'.encode() + lost[1] + b'"\n\n'
        again = parse_mail(head + data).get_payload()
        return [child for child in again if isinstance(child, Message)] if isinstance(again, list) else []
    return []


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or file_name(part) is not None


def file_name(part: Message) -> str | None:
    """The name of an attached file, as its sender gives it."""
    try:
        return part.get_filename()
    except Exception:  # noqa: BLE001 - as for every header
        return None


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except Exception:  # noqa: BLE001 - as for every header
        return None


def _unflowed(text: str, *, delete_space: bool) -> str:
    """Text of format=flowed: a line that ends in a space goes on in the next."""
    lines: list[str] = []
    flows = False
    for line in text.splitlines():
        line_ = line.removeprefix(" ")
        if flows and line_.startswith(">") == lines[-1].startswith(">"):
            lines[-1] += line_.lstrip("> ") if line_.startswith(">") else line_
        else:
            lines.append(line_)
        flows = lines[-1].endswith(" ") and line_ != "-- "
        if flows and delete_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)
