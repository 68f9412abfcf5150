import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.verify.reading.patterns import any_case, any_of

WORDS = ("two", "twelve", "twelfth", "a couple of", "A$", "$", "£")


@pytest.mark.parametrize("word", [*WORDS, *(word.upper() for word in WORDS)])
def test_every_word_is_found_in_either_case(word: str) -> None:
    """An alternation matches each of its words as a whole, in small letters and in capitals."""
    assert any_case(any_of(WORDS)).fullmatch(word)


@given(st.text(alphabet="twoelvfh$a£ ", max_size=12))
def test_it_finds_what_a_plain_alternation_finds(text: str) -> None:
    """Sorting words by their first letter changes nothing of what is found, nor where."""
    plain = re.compile("|".join(map(re.escape, sorted(WORDS, key=len, reverse=True))), re.IGNORECASE)
    expected = [match.span() for match in plain.finditer(text)]
    assert expected == [match.span() for match in any_case(any_of(WORDS)).finditer(text)]


@pytest.mark.parametrize("text", ["ſix", "\N{KELVIN SIGN}essary"])
def test_a_first_letter_is_not_folded(text: str) -> None:
    """What only folds to the letter that a word begins with is another letter."""
    assert any_case(any_of(("six", "kessary"))).match(text) is None
