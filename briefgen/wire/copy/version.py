"""Marks of a version in headlines, keywords and subjects: "1st Ld-Writethru", "UPDATE 3", "(2nd LD)"."""

import re

from briefgen.lazily import lazily

VERSION = lazily(
    r"\b(?:update|wrapup)[ -]\d{1,2}\b|(?<=\()(?:\d(?:st|nd|rd|th) )?(?:lead|ld)(?: \d)?(?=\))"
    r"|\d+(?:st|nd|rd|th|er|[rdt][oa])\s?(?:ld|lead|add|take|update)?[ -]{0,3}"
    r"(?:writethru|ld\b|lead\b|add\b|take\b|update\b|sub\b)"
    r"|\bwritethru(?:\s\d+)?|\b(?:add|take|insert) \d{1,2}$"
    # Elsewhere in a headline they are its words: "Vesk takes lead".
    r"|(?:^|(?<=[(/\[])|(?<=[-–] ))(?:(?:zusammenfassung|meldung|lead|update|überblick)(?:\s\d{4})?(?=\s?(?:[-:)]\s|$))"
    r"|(?:urgent|update|lead|ld|roundup|recasts)(?:\s\d)?(?=:))"
    r"|\b\d+\.\s?(?:zusammenfassung|lead|update|meldung|überblick)\b",
    re.IGNORECASE,
)
WRITETHRU = lazily(
    r"\b\d{1,2}(?:st|nd|rd|th)[- ](?:(?:ld|lead)(?:[- ]writethru)?|writethru)\b|\b(?:ld-)?writethru(?:[- ]\d{1,2})?\b",
    re.IGNORECASE,
)
"""The marks among these that count for more than a number that an item has in a field of its own."""
