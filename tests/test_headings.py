import pytest

from briefgen.brief import GAPS, HEADINGS, SECTION_IDS, SectionId
from briefgen.headings import LANGUAGES, gap, heading
from briefgen.story import Story

ASKED = "en de fr es it pt nl no nb nn sv da pl ru ar"
LONGEST_HEADING = 40


def test_every_language_asked_for_is_here() -> None:
    """Fourteen languages and Norwegian by either name."""
    assert set(ASKED.split()) == set(LANGUAGES)


@pytest.mark.parametrize("section", SECTION_IDS)
@pytest.mark.parametrize("language", ["en", "en-GB", "EN", "ja", "xx", "", None, "und-Cyrl", "x" * 99])
def test_english_is_the_fallback(section: SectionId, language: str | None) -> None:
    """English, a language not here and no language at all get the English words."""
    assert HEADINGS[section] == heading(section, language)
    assert GAPS[section] == gap(section, language)


@pytest.mark.parametrize(
    ("language", "same"),
    [("de-AT", "de"), ("DE", "de"), ("pt_BR", "pt"), ("no", "nb"), ("nb-NO", "nb"), ("zh-Hans", "en"), ("ar-EG", "ar")],
)
def test_region_and_case_make_no_difference(language: str, same: str) -> None:
    """Only the language of a tag counts."""
    assert [heading(section, same) for section in SECTION_IDS] == [heading(each, language) for each in SECTION_IDS]
    assert [gap(section, same) for section in SECTION_IDS] == [gap(each, language) for each in SECTION_IDS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_five_headings_and_five_gaps_are_told_apart(language: str) -> None:
    """No two sections of a language share their words; a heading fits a line and is no sentence."""
    headings = [heading(section, language) for section in SECTION_IDS]
    gaps = [gap(section, language) for section in SECTION_IDS]

    assert 10 == len({*headings, *gaps})
    assert [] == [each for each in headings if len(each) > LONGEST_HEADING or each.endswith((".", "?"))]


@pytest.mark.parametrize("section", SECTION_IDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_gap_is_one_sentence(section: SectionId, language: str) -> None:
    """It is published as a statement, and a statement is a sentence."""
    text = gap(section, language)

    assert [text] == [sentence.text for sentence in Story.from_text(text).sentences]


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_nothing_is_left_in_english(language: str) -> None:
    """Every heading and every gap is translated."""
    assert set() == {heading(each, language) for each in SECTION_IDS} & set(HEADINGS.values())
    assert set() == {gap(each, language) for each in SECTION_IDS} & set(GAPS.values())
