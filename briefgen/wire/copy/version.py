"""Marks of a version in headlines, keywords and subjects: "1st Ld-Writethru", "UPDATE 3", "(2nd LD)"."""

import re

from briefgen.lazily import lazily

VERSION = lazily(
    r"\b(?:update|wrapup)[ -]\d{1,2}\b|(?<=\()(?:\d(?:st|nd|rd|th) )?(?:lead|ld)(?: \d)?(?=\))"
    r"|\d+(?:st|nd|rd|th)\s?(?:ld|lead|add|take|update)?[ -]{0,3}(?:writethru|ld\b|lead\b|add\b|take\b|update\b|sub\b)"
    r"|\bwritethru(?:\s\d+)?|\b(?:add|take|insert) \d{1,2}$"
    r"|\b(?:\d+\.\s?)?(?:zusammenfassung|meldung|lead|update|überblick)(?:\s\d{4})?(?=\s?(?:[-:)]\s|$))"
    r"|\b\d\.\s?(?:zusammenfassung|lead|update|meldung)\b"
    r"|\b(?:urgent|update|lead|ld|roundup|recasts)(?:\s\d)?(?=:)",
    re.IGNORECASE,
)
