"""What is said in copy by somebody who is named: no notice, invitation or note speaks so."""

from briefgen.lazily import lazily

# No "according to" and no "writes", as a notice on cookies goes by a policy, and who invites writes every week.
_SAYS = (
    r"(?:(?:said|says|told|wrote|added|sagte|erklärte|teilte|schrieb|a dit|a déclaré|a affirmé|dijo|afirmó|declaró"
    r"|aseguró|disse|afirmou|ha detto|ha dichiarato|zei|aldus|sier|säger|sade|siger|sagde|sanoi|kertoi)\b(?! you\b)"
    r"|sa(?= [^\W\d_a-zà-öø-ÿ]|\.))"  # in French it means "her"
)
_ENDS = (".", ".”", ".“", ".»", '."', "!”", "?”")
_LONGEST = 400
CLAUSE = lazily(rf"[,”“\"»’] ?(?:(?!of\b)[^\s,.;:!?]{{1,30}} ){{0,7}}?{_SAYS}(?![:\]])")
"""The clause behind a quotation or a report: ", Vesk told the crowd", ", said Ola Brandt"."""


def is_attributed(line: str) -> bool:
    """Whether a line is a sentence that says whose words it gives: "Watch the gate, Vesk told the crowd."."""
    return len(line) <= _LONGEST and line.endswith(_ENDS) and CLAUSE.search(line) is not None
