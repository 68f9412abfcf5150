"""The text of a mail -> the copy in it: replies, forwards and signatures taken apart from the story."""

import re
from dataclasses import dataclass, field

from briefgen.wire.copy.byline import read_byline
from briefgen.wire.copy.dateline import split_dateline
from briefgen.wire.copy.furniture import Copy, is_notice, is_salutation, without_furniture
from briefgen.wire.copy.prose import is_prose
from briefgen.wire.copy.signoff import refuse_several
from briefgen.wire.copy.tables import without_tables_below_lead
from briefgen.wire.copy.unwrap import unwrap
from briefgen.wire.page.tail import before_boilerplate

_SCANNED = 400  # characters of a line that the patterns look at
_DEEPEST = 6  # forwards of forwards, and quotes of quotes
_LONGEST_SIGNATURE = 20  # lines
_LONGEST_ANSWER = 25  # words
_SIGNATURE_SHARE = 0.3  # of the words; what is longer was set off by a rule, not signed
_FORWARDED = re.compile(
    r"[>\s]*(?:-{2,}\s*(?:forwarded (?:message|by)|original (?:message|appointment)|weitergeleitete nachricht"
    r"|urspr[uü]ngliche nachricht|message (?:transf[eé]r[eé]|d'origine)|mensaje (?:reenviado|original)"
    r"|mensagem (?:encaminhada|original)|messaggio (?:inoltrato|originale)"
    r"|(?:videresendt|opprinnelig|oprindelig) (?:melding|meddelelse|besked)"
    r"|(?:vidarebefordrat|ursprungligt) (?:meddelande|brev)|(?:doorgestuurd|oorspronkelijk) bericht"
    r"|alkuper[äa]inen viesti|v[äa]litetty viesti|p[ůu]vodn[íi] zpr[áa]va|p[řr]eposlan[áa] zpr[áa]va"
    r"|wiadomo[śs][ćc] (?:oryginalna|przekazana)|eredeti [üu]zenet)\b.{0,80}-{2,}"
    r"|(?:begin forwarded message|anfang der weitergeleiteten nachricht|inizio messaggio inoltrato"
    r"|inicio del mensaje reenviado|in[íi]cio da mensagem (?:encaminhada|reenviada)|begin doorgestuurd bericht"
    r"|vidarebefordrat (?:brev|mejl)|start p[åa] videresendt besked|videresendt melding"
    r"|d[eé]but du message (?:r[eé]exp[eé]di[eé]|transf[eé]r[eé]))\s*:)\s*$",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"[>\s]*\*?(?P<name>[^\W\d_][\w-]{0,14})\s*:\*?\s*(?P<value>.*)$",
)
_NAMES = {
    "from": "from von de fra från da van od lähettäjä feladó".split(),
    "date": "date sent datum gesendet envoyé envoye fecha enviado enviada sendt skickat data inviato verzonden dato"
    " lähetetty wysłano odesláno küldve".split(),
    "subject": "subject betreff objet asunto assunto emne ämne oggetto onderwerp aihe temat předmět tárgy".split(),
    "": "to cc bcc kopie kopi kopia reply-to importance attachments an a à para til till aan do komu címzett"
    " vastaanottaja wichtigkeit bilagor prioritet".split(),
}
_FIELDS = {spelling: name for name, spellings in _NAMES.items() for spelling in spellings}
_WROTE = re.compile(
    r"[>\s]*(?:on|am|le|el|den|op|il)\b.{5,250}"
    r"\b(?:wrote|schrieb|a [eé]crit|escribi[oó]|skrev|schreef|ha scritto)\b.{0,80}:\s*$",
    re.IGNORECASE,
)
_DATED = re.compile(r"@|\d{1,2}[:.]\d{2}|\b(?:19|20)\d\d\b")
_SIGNATURE = re.compile(r"--\s*$|_{20,}\s*$")
_RULED = re.compile(r"(?:[-_=*~] ?){3,}\s*")
_LONGEST_COVER = 20  # lines
_HEADING = re.compile(r"^\*\* (?=[^*\n]+\n[-=]{10,}$)", re.MULTILINE)  # as mailing services write one in plain text
# Bold as mail programs write it in plain text; it may run over a line's end.
_BOLD = re.compile(r"(?<![\w*])\*(?=[^\s*])(?P<bold>(?:[^*\n]|\n(?!\s*\n)){1,300})(?<=[^\s*])\*(?![\w*])")
_EMBEDDED = re.compile(
    r"\s?<(?:https?://|mailto:)[^<>\s]{1,2000}>|\[(?:cid|image|inline image|logo)\b[^\]\n]{0,200}\]", re.IGNORECASE
)
_BARE_LINK = re.compile(r"\W*(?:https?://|www\.)\S+\W*$", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class MailCopy:
    """The story of a mail's text.

    Attributes:
        fields: "from", "date" and "subject" of the mail that was forwarded inline, where one was.
    """

    copy: Copy
    fields: dict[str, str] = field(default_factory=dict)


def read_copy(text: str, *, forwarded: bool = False) -> MailCopy:
    """Take the text of a mail apart.

    Raises:
        SourceError: several stories stand in it.

    Args:
        text: lines as a mail program shows them.
        forwarded: whether the subject says that the mail passes another on; then what it passes on is the story.
    """
    text = _BOLD.sub(r"\g<bold>", _HEADING.sub("", text.replace("\r\n", "\n")))
    lines = [_EMBEDDED.sub("", line) for line in text.expandtabs(1).splitlines()]
    aside: list[str] = []
    fields: dict[str, str] = {}
    for _ in range(_DEEPEST):
        lines = _unquoted(lines)
        at, length = _inline_mail(lines)
        if at is None:
            break
        head, body = lines[:at], lines[at + length :]
        if not (forwarded or not _has_copy(head)) or not _has_copy(body):
            lines = head
            aside += body
            break
        aside += head
        fields.update(_fields(lines[at : at + length]))
        lines = body
    lines, quoted = _without_replies(lines)
    answer: list[str] = []
    if _is_answer(lines, quoted):
        # "Approved, go ahead." above the story: what is answered is the story, and the answer is for the desk.
        attribution = next((at for at, line in enumerate(quoted) if line.rstrip().endswith(":")), -1)
        aside += quoted[: attribution + 1]
        answer, lines, quoted = lines, quoted[attribution + 1 :], []
    lines, signature = _without_signature(lines)
    lines, cover = _without_cover(lines)
    paragraphs = unwrap(lines)
    refuse_several(paragraphs)
    copy = without_furniture(paragraphs)
    said = " ".join(unwrap(_without_signature(answer)[0]))
    copy.ednote = " ".join(filter(None, (said, copy.ednote))) or None
    copy.notes += [paragraph for paragraph in copy.paragraphs if _BARE_LINK.match(paragraph[:_SCANNED])]
    kept = [paragraph for paragraph in copy.paragraphs if not _BARE_LINK.match(paragraph[:_SCANNED])]
    copy.paragraphs = without_tables_below_lead(before_boilerplate(kept, copy.notes, named=True))
    copy.notes += [note for note in unwrap([*signature, "", *quoted, "", *cover, "", *aside]) if _LETTER.search(note)]
    return MailCopy(copy, fields)


def _has_copy(lines: list[str]) -> bool:
    """Whether there is more than a greeting and a signature."""
    own, _ = _without_signature(lines)
    return any(_LETTER.search(paragraph) for paragraph in without_furniture(unwrap(own)).paragraphs)


def _unquoted(lines: list[str]) -> list[str]:
    """The lines without a level of quoting that all of them have."""
    for _ in range(_DEEPEST):
        filled = [line for line in lines if line.strip()]
        if not filled or not all(line.startswith(">") for line in filled):
            break
        lines = [line.removeprefix(">").removeprefix(" ") for line in lines]
    return lines


def _inline_mail(lines: list[str]) -> tuple[int | None, int]:
    """Where a mail begins that stands in the text of another, and how many lines its header has."""
    for at, line in enumerate(lines):
        marked = _FORWARDED.match(line[:_SCANNED])
        if not marked and not _field(line):
            continue
        end = at + 1 if marked else at
        while marked and end < len(lines) and not lines[end].strip("> "):
            end += 1
        names: set[str] = set()
        start = end
        while end < len(lines) and (lines[end].strip("> ") and (end == start or names)):
            if field_ := _field(lines[end]):
                names.add(field_[0])
            elif not lines[end].startswith((" ", "> ")) and not names:
                break
            end += 1
        # Without a marker it takes a header to tell a mail from a line that begins with "To:".
        if marked or {"from", "subject"} <= names:
            return at, end - at
    return None, 0


def _field(line: str) -> tuple[str, str] | None:
    """The field of a header in the text, "" for one that is not kept, and its value."""
    found = _FIELD.match(line[:_SCANNED])
    name = _FIELDS.get(found["name"].lower()) if found else None
    return (name, found["value"].strip(" *")) if found and name is not None else None


def _fields(lines: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        if (field_ := _field(line)) and field_[1]:
            found.setdefault(*field_)
    found.pop("", None)
    return found


def _without_replies(lines: list[str]) -> tuple[list[str], list[str]]:
    """Lines of one's own, and lines quoted from the mail that is answered, with the line that says whose they are."""
    own: list[str] = []
    quoted: list[str] = []
    following = [*lines[1:], ""][: len(lines)]
    skip = False
    for line, after in zip(lines, following, strict=True):
        if skip:
            skip = False
            quoted.append(line)
        elif line.startswith(">"):
            quoted.append(line.lstrip("> "))
        elif _is_attribution(line[:_SCANNED]):
            quoted.append(line)
        elif _is_attribution(f"{line} {after}"[:_SCANNED]) and line.strip() and not line.rstrip().endswith("."):
            quoted.append(line)
            skip = True
        else:
            own.append(line)
    return own, quoted


def _is_answer(own: list[str], quoted: list[str]) -> bool:
    """Whether a few words of one's own stand above or below a story that is quoted with its byline or dateline."""
    said, _ = _without_signature(own)
    mails = sum(_is_attribution(line[:_SCANNED]) for line in quoted)
    if sum(len(line.split()) for line in said) > _LONGEST_ANSWER or mails > 1:
        return False
    paragraphs = unwrap(quoted)
    return sum(map(is_prose, paragraphs)) > 1 and any(split_dateline(one) or read_byline(one) for one in paragraphs)


def _is_attribution(line: str) -> bool:
    # "On Tuesday the minister wrote:" is copy; a mail program adds the hour, the year or an address.
    return bool(_WROTE.match(line) and _DATED.search(line))


def _without_signature(lines: list[str]) -> tuple[list[str], list[str]]:
    words = sum(len(line.split()) for line in lines)
    for at, line in enumerate(lines):
        if not _SIGNATURE.fullmatch(line[:_SCANNED].rstrip()):
            continue
        rest = [one for one in lines[at + 1 :] if one.strip()]
        if not any(one.strip() for one in lines[:at]):
            continue
        if line == "-- " or (
            len(rest) <= _LONGEST_SIGNATURE
            and sum(len(one.split()) for one in rest) <= max(30, _SIGNATURE_SHARE * words)
        ):
            return lines[:at], rest
    return lines, []


def _without_cover(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines below a rule or "Press release", where a shorter letter to the desk stands above it; and the letter."""
    for at, line in enumerate(lines[:_LONGEST_COVER]):
        ruled = _RULED.fullmatch(line[:_SCANNED]) or (is_notice(line.strip()) and not is_salutation(line.strip()))
        if ruled and any(map(is_salutation, lines[:at])):
            above, below = (sum(len(one.split()) for one in part) for part in (lines[:at], lines[at:]))
            return (lines[at + 1 :], lines[: at + 1]) if above < below else (lines, [])
    return lines, []
