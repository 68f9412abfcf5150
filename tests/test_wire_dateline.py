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
        "ATTENTION - ADDS quotes and a reaction of the army",
        "LIVE, 14:30: The port is closed.",
        "1430 GMT is when the port closes.",
        "وقال الوزير للوكالة (كونا) إن الميناء مغلق.",
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
        ("(ANSA) - BORGO (PAVIA), 4 MAG - Il porto", "BORGO (PAVIA), 4 MAG", "Borgo", "ANSA"),
        ("Bystřec (Olomoucko) 3. května (ČTK) - Přístav", "Bystřec (Olomoucko) 3. května", "Bystřec", "ČTK"),
        ("Варна, 4 юни /БТА/ Пристанището", "Варна, 4 юни", "Варна", "БТА"),
        ("УСТЬ-КАМА, 4 мая. /Корр. ТАСС Олег Рябов/. Порт", "УСТЬ-КАМА, 4 мая.", "Усть-Кама", "ТАСС"),
        ("أبوظبي في 4 مايو / وام / افتتح", "أبوظبي في 4 مايو", "أبوظبي", "وام"),
        ("الدوحة في 4 مايو /قنا/ افتتح", "الدوحة في 4 مايو", "الدوحة", "قنا"),
        ("الكويت - 4 - 5 (كونا) -- افتتح", "الكويت - 4 - 5", "الكويت", "كونا"),
        ("(서울=연합뉴스) 홍길동 기자 = 항구가", "서울", "서울", "연합뉴스"),
        ("CASTEL BRAY (MNW) – “We will see,” she said.", "CASTEL BRAY", "Castel Bray", "MNW"),
        ("WASHINGTON — The port was closed.", "WASHINGTON", "Washington", None),
        ("CASTEL BRAY • The port was closed.", "CASTEL BRAY", "Castel Bray", None),
        ("CASTEL BRAY, 14:30: The port was closed.", "CASTEL BRAY, 14:30", "Castel Bray", None),
        ("1430 GMT CASTEL BRAY (MNW) - The port", "1430 GMT CASTEL BRAY", "Castel Bray", "MNW"),
    ],
)
def test_a_dateline_is_taken_off(paragraph: str, dateline: str, located: str, provider: str | None) -> None:
    """Place, date and agency, as agencies of several languages write them."""
    found = split_dateline(paragraph)

    assert found is not None
    assert (dateline, located, provider) == (found.dateline, found.located, found.provider)
    assert paragraph.endswith(found.rest)


def test_place_and_agency_on_a_line_of_their_own() -> None:
    """A line with place, day and agency is a dateline without copy; without the agency it may be prose."""
    found = split_dateline("KARSK HARBOR, Ostland, Feb. 3 Kyodo")

    assert found is not None
    assert ("KARSK HARBOR, Ostland, Feb. 3", "Karsk Harbor", "Kyodo", "") == (
        found.dateline, found.located, found.provider, found.rest,
    )  # fmt: skip
    assert split_dateline("KARSK HARBOR, Ostland, Feb. 3") is None
