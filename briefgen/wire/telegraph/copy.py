"""Lines of a telegraphic message -> paragraphs: wrapped lines joined, tables left out, wire typography in Unicode."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefgen.wire.copy.byline import read_byline
from briefgen.wire.copy.dateline import is_lone_dateline
from briefgen.wire.telegraph.notes import is_tail

_INSTRUCTION = re.compile(r"\x0c[^\x0b\x0c\n]{0,200}\x0b")  # between these two the typesetter is spoken to
_CONTROLS = re.compile(r"[\x00-\x07\x0b-\x0f\x11-\x1b\x7f]")
_SPACES = re.compile(r"[\x10\x1c-\x1e\xa0]")  # space band, em, en and thin space of the typesetter
_END = re.compile(r"\s*(?:=?@?<|(?<!\S)=|(?<=[^\s=/&?])=)\s*$")
_FILLER = re.compile(
    r"(?:[\s*=_~.#+-]|\( *\)){2,}$|(?:ry){2,}r?$|(?:zczc|nnnn)\b.{0,20}$|=+\s?kyodo\W*$|v{4,}\w?$|-?(?:0|30)-$",
    re.IGNORECASE,
)
_SCORE = re.compile(r".{2,60} [-–] .{2,60} \d{1,3}[:-]\d{1,3}(?: \([^()]{1,30}\))?\*?$")
_GAP = re.compile(r"\S {3,}(?=\S)")
_LEADERS = re.compile(r"\.{4,}|(?:\. ){4}")
# "Shots on Goal_Harbor 9-12-8_29.", "A_4,217 (5,000).": agate has an underscore between a label and its figures.
_AGATE = re.compile(r"%\w|(?:\d-)?[A-Z][\w .&'-]{0,40}?(?<=\w)_(?=\w)")
# A paragraph of its own: "Sets: 6-4, 3-6, 7-5."
_SENTENCE_OF_FIGURES = re.compile(r"[A-ZÀ-Þ][^\W\d_]{1,20}(?: [^\W\d_]{1,20}){0,4}: (?:\S+ ){0,12}\S+\.")
_TEAM = re.compile(r"[A-ZÀ-Þ][\w .&'-]{1,30} \(?\d{1,3}(?:-\d{1,3}){0,3}\)?$")
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)]{0,4}\s*$")
_SIGNED_OFF = re.compile(r"[A-Z]{2,5} [a-z]{2,4}(?:/[a-z]{2,4}){1,3}")  # "MORE gr/pmu", "AAP mt/to/ks"
_LONGEST_ROW = 200
_SHORTEST_REMARK = 12
_WRAP = 100  # columns; what is longer was not wrapped by hand
_CONJUNCTION = re.compile(r"(?:und|oder|bzw|and|or|og|och|eller|en|of|et|ou|y|o|e|ja|tai)\b")


@dataclass(slots=True)
class Block:
    """Lines that belong together.

    Attributes:
        caret: begins with "^", as header lines of AP do.
        indented: begins with a tab or spaces, as paragraphs do.
        end: the sign at its end: "<" left, "=" centred, or none.
    """

    lines: list[str] = field(default_factory=list)
    caret: bool = False
    indented: bool = False
    end: str = ""

    @property
    def text(self) -> str:
        """The lines as one, in Unicode."""
        return typography(join_lines(self.lines))

    def is_table(self, *, marked: bool = False) -> bool:
        """Whether it is scores or prices; `marked`: the format says that the message is a table."""
        if not marked and len(self.lines) == 1 and _SENTENCE_OF_FIGURES.fullmatch(self.lines[0].strip()[:_LONGEST_ROW]):
            return False
        rows = sum(map(is_row, self.lines))
        return rows > 0 and rows >= (0.3 if marked else 0.6) * len(self.lines)


def blocks(text: str) -> list[Block]:
    """The blocks of a text, filler left out; a line that was wrapped goes on with the one before."""
    lines = _CONTROLS.sub("", _SPACES.sub(" ", _INSTRUCTION.sub("", text))).split("\n")
    indent_opens = _indent_opens(lines)
    found: list[Block] = []
    closed = True
    remark = False
    for raw in lines:
        caret = raw.lstrip().startswith("^")
        line = raw.replace("^", "", 1) if caret else raw
        if not line.strip() or _FILLER.match(line.strip()[:_LONGEST_ROW]):
            closed = True
            remark = False
            continue
        indented = line.startswith("\t") or (indent_opens and line.startswith("  "))
        end = _END.search(line[-20:])
        line = line[: len(line) - len(end[0])] if end else line
        alone = _stands_alone(line.strip())
        wrapped = remark and line[:1].islower()
        if (closed and not wrapped) or alone or caret or indented or _stands_apart(found[-1].lines[-1], line):
            found.append(Block(caret=caret, indented=indented))
        found[-1].end = end[0].strip()[-1] if end else ""
        found[-1].lines.append(line)
        remark = line.lstrip()[:4].upper() == "EDS:" or wrapped
        closed = bool(end) or alone or (remark and bool(_SENTENCE_END.search(line[-9:])))
    return list(_split_unmarked(found))


def _stands_apart(before: str, line: str) -> bool:
    """Whether a line does not go on with the one before: that was not wrapped, or a table or a sign-off follows it."""
    if len(before) > _WRAP or line.startswith("\b") or _SIGNED_OFF.fullmatch(line.strip()):
        return True
    return bool(_SENTENCE_END.search(before[-9:])) and (is_row(line) or is_tail(line.strip()))


def _stands_alone(line: str) -> bool:
    """Whether a line is a byline, a note to editors or a remark in brackets, so that none goes on with it."""
    if line[:1] == "(":
        return line[-1:] == ")" and line.count("(") == 1 and len(line) > _SHORTEST_REMARK
    if not line[:1].isalpha():
        return False
    return line.startswith(("Eds:", "EDS:")) or read_byline(line) is not None or is_lone_dateline(line)


def _indent_opens(lines: list[str]) -> bool:
    """Spaces open a paragraph, unless most wrapped lines begin with them: then the copy was moved to the right."""
    filled = [line for line in lines if line.strip()]
    if any(len(line) > _WRAP for line in filled):
        return True
    spaced = sum(line.startswith("  ") for line in filled)
    return 10 * spaced <= 7 * len(filled) or all(map(str.strip, lines))


def _split_unmarked(found: list[Block]) -> Iterator[Block]:
    """Where neither blank line nor indent parts them, a short line that ends a sentence ends a paragraph."""
    many = 8
    for block in found:
        width = max(map(len, block.lines))
        if len(block.lines) < many or block.caret:
            yield block
            continue
        part = Block(indented=block.indented)
        for line in block.lines:
            part.lines.append(line)
            if len(line) < width - 12 and _SENTENCE_END.search(line[-9:]):
                yield part
                part = Block()
        if part.lines:
            part.end = block.end
            yield part


def is_row(line: str) -> bool:
    """Whether a line is a row of a table: marked by the format, set in columns, or little but numbers."""
    body = line.strip(" ")
    if body.startswith("\b"):
        return True
    body = body.strip()
    words = body.split()
    small = sum(word[0].islower() and len(word) > 1 for word in words)
    numbers = sum(any(map(str.isdigit, word)) for word in words)
    few_small = 3 * small <= len(words)
    if _AGATE.match(body) or (("\x1f" in body or "\t" in body) and few_small):
        return True
    if len(body) <= _LONGEST_ROW:
        gaps = len(_GAP.findall(body))
        if few_small and len(words) > 1 and (gaps > 1 or (gaps and numbers)):
            return True
        if (numbers and _LEADERS.search(body)) or _SCORE.match(body) or (body.isupper() and _TEAM.match(body)):
            return True
    if body.endswith((".", "!", "?", ":")) and 10 * small > len(words):
        return False
    mostly = 10 * numbers >= 4 * len(words) and 5 * small <= len(words)
    return mostly and (numbers > 2 or (numbers > 1 and not small and not body.endswith(".")))  # noqa: PLR2004


def join_lines(lines: list[str]) -> str:
    """Wrapped lines as one; a compound that was parted at its hyphen gets no space."""
    parts: list[str] = []
    for line in map(str.strip, lines):
        hyphen = bool(parts) and parts[-1][-1:] == "-" and parts[-1][-2:-1].isalpha()
        glued = hyphen and line[:1].isalpha() and not _CONJUNCTION.match(line)
        parts += [line] if glued or not parts else [" ", line]
    return "".join(parts)


def typography(text: str) -> str:
    """Quotes and dashes of 7-bit copy in Unicode, white space folded."""
    text = text.replace("\b", " ").replace("\x1f", " ")
    if "`" in text or "''" in text:
        text = text.replace("``", "“").replace("'''", "’”")
        text = re.sub(r"(?:(?<=\s)|(?<=[(“])|^)''(?=\S)", "“", text)
        text = text.replace("''", "”")
        if "`" in text:
            text = re.sub(r"(?<=[.,!?\w])'(?!\w)", "’", text)
            text = text.replace("`", "‘")
    text = re.sub(r"^_(?=[A-Z0-9“])", "— ", text)
    text = re.sub(r"(?<!\S)_(?!\S)", "—", text)
    return " ".join(text.split())
