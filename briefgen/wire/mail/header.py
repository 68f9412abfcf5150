"""What the header of a mail says about the story: headline, who, when, and what the desk must know."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Self

from briefgen.story import fold_line
from briefgen.wire.copy.byline import read_byline
from briefgen.wire.copy.dateline import dated_alone
from briefgen.wire.copy.header import is_label
from briefgen.wire.copy.kind import KIND_OF_RELEASE
from briefgen.wire.copy.prose import is_prose
from briefgen.wire.copy.version import VERSION
from briefgen.wire.gate.orders import is_order

_LONGEST = 500
_LONGEST_TITLE = 200
_REPEATS = 8  # paragraphs at the top in which headline and byline are said again
_REPLY = re.compile(
    r"(?P<forward>fwd?|wg|tr|rv|vs|vl|i|enc|pd|doorst|vb)\s?:\s*|(?:re|r|aw|sv|antw?|odp|ref|res|réf)\s?(?:\[\d+\]|\(\d+\))?\s?:\s*",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\[(?P<tag>[^\]\[]{1,80})\]\s*[:–—-]?\s*")
_KIND = re.compile(rf"(?:{KIND_OF_RELEASE})(?: (?:n[°ºo]\.? ?)?\d[\d/.-]{{0,10}})?\s?[:|–—-]\s*", re.IGNORECASE)
_FOR_DESK = re.compile(
    r"\b(?:embargo\w*|kill\w*|withdraw\w*|withh[eo]ld\w*|correct\w*|advisory|disregard|do not (?:use|publish)|hold"
    r"|not for \w+|sperrfrist|urgent|update\w*|writethru|lead)\b",
    re.IGNORECASE,
)
_EMBARGO = re.compile(
    r"\W*(?P<line>(?:strictly |under )?embargo(?:ed)?\b(?:[^:|–—-]|(?<=\d)[:-](?=\d)){0,80})[:|–—-]\s*(?=\S+ \S)",
    re.IGNORECASE,
)
_DESK_ADDRESS = re.compile(
    r"(?:no-?reply|donotreply|news\w*|press\w*|media\w*|info|desk|editor\w*|wire|alerts?|comm(?:s|unications)|pr|releases?"
    r"|office|contact|mail\w*|feed|presse|prensa|redaktion)(?:[._+-]|@|$)",
    re.IGNORECASE,
)
_DESK_NAME = re.compile(
    r"\b(?:news\w*|press\w*|media|desk|agency|wire|office|department|dept|ministry|police|university|council|court|institute"
    r"|association|bank|group|inc|ltd|llc|plc|gmbh|ag|as|corp|company|foundation|centre|center|service\w*|team|union|party"
    r"|government|commission|redaktion|agentur|presse\w*|agence|agencia|communications?|relations|editor\w*|alerts?|list"
    r"|bulletin|newsletter|today|times|post|radio|tv)\b|[|/@&]|\d",
    re.IGNORECASE,
)
# Who writes for one of these, even under a name, is no reporter: "Jens Borg (Politi)".
_OFFICE = re.compile(
    r"\b(?:poli[tzcs]\w*|minist\w*|gericht\w*|\w+gericht|kommun\w*|gemeinde|stadtverwaltung|ayuntamiento|comune|mairie"
    r"|parquet|press office|council|court"
    r"|ufficio|stampa|comando|gabinet\w*|prensa|oficina|imprensa|biuro|tiskov\w*)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[^\W\d_a-z][\w.'’-]*(?: (?:[a-z]{1,4} ){0,2}[^\W\d_a-z][\w.'’-]*){1,3}")
_VIA = re.compile(r"\s+(?:via|on behalf of|\().*$|\s+[-–—|,]\s.*$", re.IGNORECASE)
_SIGNED = re.compile(r"(?:By|BY|Von|VON|Par|PAR|Por|POR|Av|AV|Door|DOOR) [^\W\d_a-z][^.!?]{2,80}$")


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of a mail that matter to a desk."""

    headline: str | None = None
    forwarded: bool = False
    ednote: str | None = None
    version: str | None = None
    byline: str | None = None
    provider: str | None = None
    created: datetime | None = None
    language: str | None = None

    @classmethod
    def of(cls, message: Message) -> Self:
        """Read the header of a mail; a broken field counts as missing."""
        language = _value(message, "Content-Language").split(",")[0].strip()
        header = cls(
            created=_moment(_value(message, "Date")),
            language=language if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?", language) else None,
        )
        header = header.with_subject(_value(message, "Subject"))
        return header.with_sender(_value(message, "From"), _value(message, "Organization"))

    def passed_on(self, fields: dict[str, str]) -> Self:
        """The header of the mail that this one passes on in its text."""
        header = replace(self, created=_moment(fields.get("date", "")) or self.created)
        if "subject" in fields:
            header = header.with_subject(fields["subject"])
            header = replace(header, ednote=" ".join(filter(None, dict.fromkeys((self.ednote, header.ednote)))) or None)
        return header.with_sender(fields["from"], "") if "from" in fields else header

    def without_repeats(self, paragraphs: list[str]) -> tuple[Self, list[str], list[str]]:
        """The body without the lines at its top that say the headline again, and the letterhead above it.

        They may say it in parts or with a word more. The header is given back with the headline as the body has it:
        the subject may put a label before it.
        """
        subject = self.headline or ""
        said = [bare for bare in (_bare(subject), _bare(subject.partition(":")[2])) if bare]
        top = [one for one in paragraphs[:_REPEATS] if not any(_is_repeat(one, each) for each in said)]
        titles = [one for one in paragraphs[:_REPEATS] if one not in top and _is_title(one, said)]
        said_at = next((number for number, one in enumerate(paragraphs[:_REPEATS]) if one in (titles or [subject])), 0)
        head = [one for one in paragraphs[:said_at] if _is_letterhead(one)]
        kept = [one for one in top if one not in head]
        return replace(self, headline=titles[0] if titles else self.headline), kept + paragraphs[_REPEATS:], head

    def is_signed(self, paragraphs: list[str]) -> bool:
        """Whether the copy names its author itself."""
        return any(_SIGNED.match(one) for one in paragraphs[:_REPEATS])

    def with_subject(self, subject: str) -> Self:
        """With what a subject says: headline, version, marks of a forward, and what is for the desk."""
        rest = fold_line(subject)[:_LONGEST]
        version = VERSION.search(rest)
        forwarded = self.forwarded
        for_desk: list[str] = []
        while True:
            if reply := _REPLY.match(rest):
                forwarded = forwarded or reply["forward"] is not None
                cut = reply.end()
            elif brackets := _BRACKETS.match(rest):
                for_desk += [brackets["tag"]] if _FOR_DESK.search(brackets["tag"]) else []
                forwarded = forwarded or brackets["tag"].lower() in ("fwd", "fw")
                cut = brackets.end()
            elif (embargo := _EMBARGO.match(rest)) and is_order(embargo["line"]):
                for_desk.append(embargo["line"].strip())
                cut = embargo.end()
            elif kind := _KIND.match(rest):
                cut = kind.end()
            else:
                break
            if not rest[cut:].strip():
                break
            rest = rest[cut:]
        rest = re.sub(r"\s*\(fwd\)$", "", rest, flags=re.IGNORECASE)
        return replace(
            self,
            headline=rest.strip() or None,
            forwarded=forwarded,
            ednote=" ".join(for_desk) or self.ednote,
            version=version[0] if version else self.version,
        )

    def with_sender(self, sender: str, organization: str) -> Self:
        """With who a mail is from: a person is the author, anybody else the provider."""
        try:
            named, address = parseaddr(sender[:_LONGEST])
        except (RecursionError, IndexError, ValueError):
            named, address = "", ""
        full = fold_line(named).strip("\"' ")
        name = _VIA.sub("", full).strip("\"' ")
        if "," in name and len(family := name.split(",")) == 2:  # noqa: PLR2004
            name = f"{family[1].strip()} {family[0].strip()}"
        office = _DESK_NAME.search(name) or _OFFICE.search(full) or _DESK_ADDRESS.match(address)
        is_person = bool(_PERSON.fullmatch(name) and not office)
        provider = fold_line(organization) or ("" if is_person or "@" in full else full)
        return replace(self, byline=name if is_person else None, provider=provider or None)


def _value(message: Message, name: str) -> str:
    """A field as text, encoded words decoded; "" where there is none."""
    try:
        value = str(message.get(name) or "")
    except Exception:  # noqa: BLE001 - the parser of headers raises almost anything on a broken one
        return ""
    if "=?" in value:
        try:
            value = str(make_header(decode_header(value)))
        except Exception:  # noqa: BLE001 - as above
            return value
    return value


def _moment(date: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(date[:100])
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _is_letterhead(line: str) -> bool:
    """Whether a line above the headline is none of the story: no sentence, dateline, byline or field."""
    return not (is_prose(line) or dated_alone(line) or read_byline(line) or is_label(line))


def _is_repeat(line: str, said: str) -> bool:
    bare = _bare(line)
    if bare == said:
        return True
    # A long title is no sentence either: it has no stop.
    stopped = is_prose(line) and line.rstrip("\"'”’»)").endswith((".", "!", "?", "…"))
    titled = " " in line and len(line) <= _LONGEST_TITLE and not stopped and read_byline(line) is None
    return titled and (bare in said or bare.startswith(said))


def _is_title(line: str, said: list[str]) -> bool:
    """Whether the subject ends with a line, or the line goes on where the subject ends."""
    return any(each.endswith(_bare(line)) or _bare(line).startswith(each) for each in said)


def _bare(line: str) -> str:
    return "".join(re.findall(r"\w+", line.lower()))
