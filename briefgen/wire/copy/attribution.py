"""What is said in copy by somebody who is named: no notice, invitation or note speaks so."""

from briefgen.lazily import lazily

_SAYS = (
    r"(?:said|says|told|tells|wrote|writes|added|adds|sagte|erklärte|teilte|schrieb|a dit|a déclaré|a affirmé|selon"
    r"|dijo|afirmó|declaró|aseguró|según|disse|afirmou|segundo|ha detto|ha dichiarato|secondo|zei|aldus|sier|sa|säger"
    r"|sade|siger|sagde|skriver|ifølge|enligt|sanoi|kertoi|according to)"
)
_ENDS = (".", ".”", ".“", ".»", '."', "!”", "?”")
_LONGEST = 400
CLAUSE = lazily(rf"[,”“\"»’] ?(?:(?!of\b)[^\s,.;:!?]{{1,30}} ){{0,7}}?{_SAYS}\b(?![:\]])")
"""The clause behind a quotation or a report: ", Vesk told the crowd", ", said Ola Brandt"."""


def is_attributed(line: str) -> bool:
    """Whether a line is a sentence that says whose words it gives: "Watch the gate, Vesk told the crowd."."""
    return len(line) <= _LONGEST and line.endswith(_ENDS) and CLAUSE.search(line) is not None
