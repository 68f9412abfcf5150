"""Notices of rights, alike in every format: "© 2026 Ellery Wire. All rights reserved."."""

import re

from briefgen.lazily import lazily
from briefgen.wire.copy.attribution import is_attributed

_SCANNED = 160  # characters in which a notice says what it is
_VERB = r"(?:is|was|were|are|has|had|have|will|would|can|could)\b"
# "Copyright 1998 was the only line on the plaque" is a sentence; a notice names the holder there.
_COPYRIGHT = lazily(
    r"[-–— ]{0,3}(?:©|\(c\)\s?(?:\d|(?-i:[A-Z]{2,5}) \d)|(?:\(c\)\s|copyright\b)\W{0,3}(?:(?:©|\(c\))\s?)?"
    rf"(?:\d{{4}}\b(?! {_VERB})|by\b|the\b)|copyright\s?[:©(]"
    r"|\(c\)\s[^.!?]{2,60}\b(?:19|20)\d\d\W{0,2}$)",
    re.IGNORECASE,
)
# So is what goes on in small letters: "All rights reserved to the crew stay in force."
_RESERVED = lazily(
    r"\b(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados"
    r"|alle rettigheter (?:forbeholdt|reservert))\b(?! (?-i:[a-z]+ [a-z]+ [a-z]+))",
    re.IGNORECASE,
)


def is_rights_notice(paragraph: str) -> bool:
    """Whether a paragraph says whose the copy is; a sentence about rights does not."""
    start = paragraph[:_SCANNED]
    return (_COPYRIGHT.match(start) or _RESERVED.search(start)) is not None and not is_attributed(paragraph)
