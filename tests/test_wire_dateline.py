import pytest

from briefgen.wire.copy.dateline import split_dateline


@pytest.mark.parametrize(
    "sentence",
    [
        "It was 4 May (AFP) - the day when all began in the town.",
        "Anna Berg (SPD) - die Ministerin - sagte am Montag nichts.",
        "Senator Otto Hagg (R-Ostland) — who lost in May — said no.",
        "EU - Japan talks on fish ended on Monday.",
        "U.N. - Secretary General met the envoys.",
        "In Lindvik, 43 people (crew) - all told - were found.",
        "A fisherman, 43 (left) - and his son - sailed at dawn.",
        "WATCH - Prices rose by a tenth in May.",
        "Tuesday, March 10 - The council met in Lindvik.",
        "Reuters (London) - The agency said it was closing.",
        "By Monday - or Tuesday - the port will open.",
        "The port - closed since May - opened.",
        "Lindvik (pop. 400) - The town was cut off.",
    ],
)
def test_a_sentence_keeps_its_beginning(sentence: str) -> None:
    """Brackets and dashes of prose are no dateline: a part of the story would be lost."""
    assert split_dateline(sentence) is None


@pytest.mark.parametrize(
    ("paragraph", "dateline", "located", "provider"),
    [
        ("PORT ELLEN, May 4 (Reuters) - The ferry", "PORT ELLEN, May 4", "Port Ellen", "Reuters"),
        ("ST. JOHN'S, Newfoundland (CP) - A boat", "ST. JOHN'S, Newfoundland", "St. John's", "CP"),
        ("BREMAS (Ostlandia), 4 may (EFE).- El puerto", "BREMAS (Ostlandia), 4 may", "Bremas", "EFE"),
        ("Norvik, 23. nov. (NTB): Havnen", "Norvik, 23. nov.", "Norvik", "NTB"),
        ("МОСКВА, 4 мая. /ТАСС/. Порт закрыт.", "МОСКВА, 4 мая.", "Москва", "ТАСС"),
        ("(ANSA) - ROMA, 4 MAG - Il porto", "ROMA, 4 MAG", "Roma", "ANSA"),
        ("CASTEL BRAY (MNW) – “We will see,” she said.", "CASTEL BRAY", "Castel Bray", "MNW"),
        ("WASHINGTON — The port was closed.", "WASHINGTON", "Washington", None),
    ],
)
def test_a_dateline_is_taken_off(paragraph: str, dateline: str, located: str, provider: str | None) -> None:
    """Place, date and agency, as agencies of several languages write them."""
    found = split_dateline(paragraph)

    assert found is not None
    assert (dateline, located, provider) == (found.dateline, found.located, found.provider)
    assert paragraph.endswith(found.rest)
