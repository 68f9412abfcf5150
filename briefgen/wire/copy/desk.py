"""Lines that a desk writes to others of the trade among the copy: what changed, where it moves, who may use it."""

import re

from briefgen.lazily import lazily
from briefgen.wire.copy.prose import speaks

_LONGEST = 200  # characters; such a line is short
_LONGEST_SECRET = 400
_FEW = 14  # words of such a sentence

_FINITE = lazily(r"\b(?:is|are|was|were|has|have|had|will|would|could|can|did|does|came|made|left)\b", re.IGNORECASE)
# What is meant for the newsroom has its label, and the label a colon.
_SECRET = lazily(
    r"\W{0,3}(?:(?:for )?internal(?: (?:use|notes?|only|use only|memo|information))?|background (?:for|to) (?:the )?"
    r"(?:editors?|(?:news ?)?desks?|newsrooms?|clients|subscribers)|(?:strictly )?(?:off|not for) the record"
    r"|background only|legally sensitive"
    r"|(?:strictly )?(?:not|never) for (?:broadcast|publication|air|print|quotation|attribution|distribution|use)"
    r"|newsroom only|for (?:the )?(?:newsroom|desk|editors?)(?: only| information| guidance)?|(?:desk|legal|source"
    r"|style|production|copy|subs?|sub-?editors?|picture|newsroom) notes?"
    r"|nur (?:intern|für die redaktion)|(?-i:INTERN)|nicht zur sendung|(?:strictly )?(?:private (?:and"
    r"|&) )?confidential|note interne|usage interne|nota interna"
    r"|uso interno)"
    r"\s?(?:\([^()]{1,40}\)\s?)?:\s*\S",
    re.IGNORECASE,
)
_SECRET_ALONE = lazily(
    r"\W{0,3}(?:(?:strictly )?(?:private (?:and|&) )?confidential"
    r"|(?:background(?: only)?\W{1,4})?not for attribution)\W*$",
    re.IGNORECASE,
)
_SECRET_INSIDE = lazily(r"[(\[](?:strictly )?not for (?:publication|broadcast|air|use)[)\]]", re.IGNORECASE)
# In brackets, or with a word of courtesy, a part of the desk is spoken to.
_TO_DESK = lazily(
    r"[(\[]{1,2}\s?(?:(?:copy|news|night|picture|photo|web|foreign|home|sports?|back) ?)?(?:subs?|sub-?editors?|desks?"
    r"|newsroom|production|pics|lawyers?|legal|online|web)\s?(?:[:–—]|-\s|,? please\b)[^()\[\]]{1,300}[)\]]{1,2}\.?$"
    r"|\W{0,3}(?:subs|sub-?editors|(?:copy |news ?)?desks?),? (?:please|pls)\b",
    re.IGNORECASE,
)
_NOTE = lazily(
    r"\W{0,3}(?-i:NOTE)\s?:|\W{0,3}note\s?:(?=.{0,80}\b(?:to follow|will follow|to come|to move)\b)", re.IGNORECASE
)
# In the third person, without anybody who does it, and with a part of a story for an object.
_PARTS = (
    r"(?:leads?|ledes?|intro|quotes?|details?|gra[fp]h?s?|para(?:s|graphs?)?|background|by-?lines?|datelines?"
    r"|headlines?"
    r"|slug(?:line)?|photos?|graphics?|spelling|typos?|comments?|reactions?|throughout|no other changes|wording|context"
    r"|bullets?|closing (?:prices?|levels?)|links?|tops?|sentences?|editing|attribution|(?:first )?reference|extraneous"
    r"|dropped (?:words?|letters?)|figures?|subscribers|clients)"
)
_CHANGES = lazily(
    r"\W{0,3}(?:also )?(?:adds|recasts|corrects|clarifies|deletes|removes|refiles|rewrites|restores|incorporates"
    r"|tightens|amends|resends|(?P<noun>updates|trims|edits|changes|leads|drops|cuts|repeats|tops|subs|fixes"
    r"|inserts|includes)"
    rf"(?! (?:to|in|of|on|from|at|by|and|are)\b))[;, ](?=[^\n]{{0,150}}?\b{_PARTS}\b)",
    re.IGNORECASE,
)
_CHANGED_LITTLE = lazily(
    r"\W{0,3}(?:with )?(?:no other|minor|small|light) (?:changes|edits)(?: throughout)?\W*$"
    r"|\W{0,3}(?:\d(?:st|nd|rd|th) )?(?:ld[- ]?)?write-?thr(?:u|ough)\b[^.!?]{0,80}\W*$"
    r"|\W{0,3}(?:(?:this |the )?(?:story|copy) )?will be (?:updated|led|topped)\W*$",
    re.IGNORECASE,
)
_MOVES = lazily(
    r"\W{0,3}(?:also )?(?:moving|moved|moves|sent|filed)(?: (?:today|now|separately|early))? (?:on|for|in|with)"
    r" (?:the )?(?:[^\W\d_]{2,15},? (?:and )?){0,4}"
    r"(?:services?|wires?|desks?|subscribers|clients|members|circuits?|photos)\b"
    r"|\W{0,3}with (?:(?!(?:and|a|the)\b)[^\W\d_]{2,10},? ){0,3}(?:photos?|graphics?|video|audio|box|sidebar"
    r"|by-?lines?|quotes?|details?)\W*$",
    re.IGNORECASE,
)
_COMES = lazily(
    r"\W{0,3}(?:an? |the )?(?:[^\W\d_]{3,10} )?(?:graphic|photo|picture|video|map|lead|sidebar|factbox|story"
    r"|analysis|update|quote"
    r"|reaction)s?(?: (?:is|are))? (?:to (?:follow|come|move)|will (?:follow|move|be available)|available)"
    r"(?: (?:by|at|before|on|from|in)\b[^.!?]{0,40})?\W*$",
    re.IGNORECASE,
)
_RESTRICTS = lazily(
    r"\W{0,5}(?:not (?:for|to be used for) (?:use|resale|broadcast|air(?:ing)?|(?:re)?distribution|syndication"
    r"|(?:print|online|web|onward) use|archiv\w+)\b"
    r"|not available (?:in|to|for) (?:[^\W\d_]+ ){0,2}(?:subscribers|clients|customers|media)\b"
    r"|no (?:archives?|archiving|resales?|syndication|third[- ]party (?:use|sales?))\b"
    r"|no (?:internet|mobile|online|web|tv|radio|commercial|book|magazine) (?:use|usage|sales?|rights)\b"
    r"|(?-i:NO (?:SALES|INTERNET|MOBILE|ONLINE|WEB|TV|RADIO|USE)\b|[Nn]o use (?:by|in|before) [A-Z0-9])"
    r"|(?:for )?(?:(?:editorial|internal|print|web|online|subscriber) use|subscribers?|clients?|print|online"
    r"|web) only\b"
    r"|(?:must|please|mandatory) credit\b|use (?:restricted|limited) to\b|do not (?:name|identify)\b[^,;]{1,80}$"
    r"|pool(?:ed)? copy\b)",
    re.IGNORECASE,
)
_LAST_EDS = lazily(r"(?:(?<=[.;!?”\"])|\A) ?\(?(?:EDS|Eds\.?)\s?:\s.{0,300}\Z")
_EDS_BEHIND = lazily(r"(?<=[.!?”\"]) [(\[]?(?:EDS|Eds)\.?\s?:\s.{1,300}\Z")
_SENTENCES = lazily(r"(?<=[.!?]) ")


def is_secret(paragraph: str) -> bool:
    """Whether a paragraph is for the newsroom alone, as its label says: "Internal: …", "Off the record: …"."""
    if len(paragraph) > _LONGEST_SECRET:
        return False
    if _SECRET.match(paragraph) or _SECRET_ALONE.match(paragraph) or _TO_DESK.match(paragraph):
        return True
    bracketed = len(paragraph) <= _LONGEST and ("(" in paragraph or "[" in paragraph)
    return bracketed and bool(_SECRET_INSIDE.search(paragraph)) and not speaks(paragraph)


def is_to_desks(paragraph: str) -> bool:
    """Whether a paragraph tells other desks what changed, where it moves or who may use it."""
    if len(paragraph) > _LONGEST:
        return False
    before = _LAST_EDS.sub("", paragraph).strip() if "ds" in paragraph or "DS" in paragraph else paragraph
    told = _NOTE.match(paragraph) or not before or all(map(_is_instruction, _SENTENCES.split(before)))
    return bool(told) and not speaks(paragraph)


def cut_note(paragraph: str) -> tuple[str, str]:
    """A paragraph of copy without the note to editors behind its last sentence, and that note; "" for none."""
    found = _EDS_BEHIND.search(paragraph) if "ds" in paragraph or "DS" in paragraph else None
    return (paragraph[: found.start()], found[0].strip()) if found else (paragraph, "")


def _is_instruction(sentence: str) -> bool:
    if _CHANGED_LITTLE.match(sentence) or _COMES.match(sentence):
        return True
    if changes := _CHANGES.match(sentence):
        # Some are nouns, too: "Updates for clients were sent in June."
        return not changes["noun"] or not _FINITE.search(sentence)
    few = len(sentence.split()) <= _FEW and not _FINITE.search(sentence)
    return few and bool(_MOVES.match(sentence) or _RESTRICTS.match(sentence))
