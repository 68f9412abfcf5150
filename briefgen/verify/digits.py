"""Digits: all that can be said of numbers in a language whose words no check knows."""

import re

from briefgen.brief import Finding
from briefgen.story import Story
from briefgen.verify.claim import Claim

_DIGITS = re.compile(r"\d+")


def check(claim: Claim, story: Story) -> list[Finding]:
    """Digits in a row that stand nowhere in the copy, its headline or its dateline in a row are an error."""
    known = set(_DIGITS.findall(" ".join(filter(None, (story.text, story.headline, story.dateline)))))
    return [
        Finding(
            check="numbers",
            severity="error",
            reason=f"The copy does not give the number {match[0]}.",
            span=match.span(),
        )
        for match in _DIGITS.finditer(claim.text)
        if match[0] not in known
    ]
