import time

import pytest

from briefgen.brief import Finding
from briefgen.story import Story
from briefgen.verify.claim import Claim
from briefgen.verify.numbers import check

COPY = (
    "Orvane collected $6 billion in tolls in 2014, up from 5bn dollars in 2003. "
    "Its pilots guided 11,870 vessels, of which 496 ships flew the flag of Kessary and 512 ships that of Dun. "
    "Traffic rose 6 percent, about a fifth of it by night. "
    "Ferries carried 1.2 million people; two-thirds were under 30. "
    "Mara Varnholt, 31, has led the port for three years. "
    "The port lost 2-0 in court, and a strike on May 3 began at 7:30 p.m. "
    "The fleet grew from 40 tugs to 81 tugs. "
    "It took 90 minutes to unload nearly 700 crates, one in four of them empty. "
    "At least 300 sailors signed, between 10 and 15 percent of the guild. "
    "Kessary halved its fee in the 1980s, when the canal was 4.5 metres deep. "
    "The bank cut its rate by 25 basis points and lent €40m for two decades. "
    "Ardal, Bresk, Coll, Dun and Ember voted for it. "
    "The K-19 tender made its 25th crossing. "
    "Turnout was 38.4 percent."
)
STORY = Story.from_text(COPY, headline="Orvane tolls hit 18-year high", dateline="PORT SELWYN, Nov 20")


def found(text: str) -> list[Finding]:
    return check(Claim(text), STORY)


@pytest.mark.parametrize(
    "text",
    [
        "Orvane collected 6bn dollars.",
        "Orvane collected US$6 billion.",
        "Orvane collected $6,000 million.",
        "Its pilots guided 11,870 ships.",
        "Its pilots guided about 12,000 ships.",
        "Nearly 500 ships flew the flag of Kessary.",
        "More than 500 ships flew the flag of Dun.",
        "Traffic rose six per cent.",
        "About 20 percent of it came by night.",
        "One in five ships came by night.",
        "Some 1,200,000 people took a ferry.",
        "More than a million people took a ferry.",
        "Two in three passengers were under 30.",
        "Almost 67 percent were under 30.",
        "Varnholt is 31 years old.",
        "The 31-year-old has led the port for 36 months.",
        "The port lost 2 - 0.",
        "The strike began at 7.30pm.",
        "The strike began at 1930 GMT.",
        "The strike began at 7:30.",
        "It took an hour and a half, or 90 minutes, to unload 700 crates.",
        "It took 1.5 hours.",
        "A quarter of the crates were empty.",
        "At least 300 sailors signed.",
        "Some 300 sailors signed.",
        "Up to 15 percent of the guild signed.",
        "Between 10 and 15 percent signed.",
        "Kessary cut its fee by half in the 1980s.",
        "Kessary cut its fee by 50 percent.",
        "Kessary halved its fee.",
        "The canal was 4.5m deep.",
        "The bank cut its rate by a quarter point.",
        "The bank cut its rate by 0.25 percentage points.",
        "The bank lent 40 million euros for 20 years.",
        "The K-19 made 25 crossings.",
        "Tolls are at a high of 18 years.",
        "The strike began on May 3.",
        "The strike began on May 7.",
        "The two sides met for the first time, one of them by night.",
        "Both will meet on 20 November.",
        "Its third year in office ends.",
        "The second half of the year is open.",
        "The port gains from a canal.",
        "Nobody knows how many dozens of them wait.",
    ],
)
def test_number_that_the_copy_bears_out_passes(text: str) -> None:
    """The same value in other words or units, a fair rounding, or a small number that names give: no finding."""
    assert [] == [one.reason for one in found(text)]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Orvane collected $7.3 billion.", "$7.3 billion"),
        ("Orvane collected €6 billion.", "€6 billion"),
        ("Orvane collected 6 billion euros.", "6 billion euros"),
        ("Its pilots guided 4,300 ships.", "4,300"),
        ("Its pilots guided about 14,000 ships.", "14,000"),
        ("More than 600 ships flew the flag of Dun.", "600"),
        ("Nearly 480 ships flew the flag of Kessary.", "480"),
        ("Traffic rose 7 percent.", "7 percent"),
        ("The court heard 9 others.", "9"),
        ("It sank 31 percent.", "31 percent"),
        ("It earned $31.", "$31"),
        ("About 3.3 percent of it came by night.", "3.3 percent"),
        ("Three-quarters were under 30.", "Three-quarters"),
        ("Some 1.5 million people took a ferry.", "1.5 million"),
        ("Varnholt, 44, leads the port.", "44"),
        ("The 52-year-old leads the port.", "52-year-old"),
        ("The port lost 3-0 in court.", "3-0"),
        ("The port lost 2-1 in court.", "2-1"),
        ("The strike began at 7:45 p.m.", "7:45 p.m"),
        ("The strike began at 7:30 a.m.", "7:30 a.m"),
        ("Tolls rose from 2011.", "2011"),
        ("Kessary cut its fee in the 1970s.", "1970s"),
        ("Kessary cut its fee in 1980.", "1980"),
        ("More than 700 crates were unloaded.", "700"),
        ("Up to 300 sailors signed.", "300"),
        ("One in three crates was empty.", "One in three"),
        ("The fee tripled.", "tripled"),
        ("The fee rose fivefold.", "fivefold"),
        ("The K-23 made the crossing.", "K-23"),
        ("It made its 26th crossing.", "26th"),
        ("It made its seventh crossing.", "seventh"),
        ("The canal was 45 metres deep.", "45"),
        ("The bank cut its rate by 50 basis points.", "50 basis points"),
    ],
)
def test_number_that_the_copy_does_not_give_is_an_error(text: str, written: str) -> None:
    """Another value, kind, currency, direction or order is an error at the very characters."""
    assert [("numbers", "error", written)] == [
        (one.check, one.severity, text[one.span[0] : one.span[1]]) for one in found(text) if one.span
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Ferries carried a total of 1,008 ships.", "derived from 496 and 512"),
        ("Tolls rose by $1 billion.", "derived from $6 billion and 5bn dollars"),
        ("It took 11 years.", "derived from 2014 and 2003"),
        ("The fleet doubled.", "derived from 40 and 81"),
        ("The port won 0-2.", "the other way round"),
        ("Its pilots guided 12,000 ships.", "the copy “11,870”"),
        ("Turnout was 38 percent.", "the copy “38.4 percent”"),
        ("More than 11,870 vessels came.", "the copy “11,870”"),
        ("Five countries voted for it.", "names as many"),
    ],
)
def test_number_that_can_be_worked_out_is_a_warning(text: str, reason: str) -> None:
    """A sum, a difference, an unsaid rounding, a turned score or a count of names is for an editor to check."""
    assert [("warning", True)] == [(one.severity, reason in one.reason) for one in found(text)]


def test_reason_names_the_nearest_number_and_shows_its_sentence() -> None:
    """The editor reads which number is missing, which one comes nearest, and where it stands."""
    (one,) = found("Its pilots guided 13,200 vessels.")

    assert one.reason == "The copy does not give the number 13,200; the nearest it gives is 11,870."
    assert one.evidence
    assert STORY.sentence(2).text == one.evidence.text == COPY[one.evidence.start : one.evidence.end]


def test_reason_says_what_kind_a_number_has_in_the_copy() -> None:
    """A number of the copy under another kind is named with what it is not."""
    (one,) = found("The bill was $496.")

    assert one.reason == "The copy has 496, but not $496 as an amount of money."


def test_number_of_the_headline_is_no_evidence() -> None:
    """The headline bears a number out, but is no passage of the text to point at."""
    story = Story.from_text("Tolls are up.", headline="Tolls hit $18")

    assert [] == check(Claim("Tolls are at $18."), story)
    (one,) = check(Claim("Tolls are at $19."), story)
    assert one.reason == "The copy does not give the amount $19; the nearest it gives is $18."
    assert one.evidence is None


@pytest.mark.parametrize(
    ("copy", "text", "expected"),
    [
        ("The match ended goalless.", "It ended 0-0.", []),
        ("They scored three goals to two.", "It ended 3-2.", ["warning"]),
        ("Prices doubled.", "Prices rose 100 percent.", []),
        ("Prices rose 100 percent.", "Prices doubled.", []),
        ("Prices rose from $40 to $50.", "Prices rose 25 percent.", ["warning"]),
        ("Prices fell from $50 to $40.", "Prices fell 20 percent.", ["warning"]),
        ("Prices rose from $40 to $50.", "Prices more than doubled.", ["error"]),
        ("Prices rose from $40 to $90.", "Prices more than doubled.", ["warning"]),
        ("The stake rose from 5 percent to 10 percent.", "The stake grew by 100 percent.", ["error"]),
        ("It cost A$5 million.", "It cost $5 million.", []),
        ("It cost A$5 million.", "It cost US$5 million.", ["error"]),
        ("It lasted a decade.", "It lasted 10 years.", []),
        ("She is in hospital, aged 84.", "She is in her 80s.", []),
        ("The law passed in 1984.", "The law passed in the 1980s.", []),
        ("They voted 24-10.", "It got 24 votes.", []),
        ("The 2010-12 plan.", "The plan ran until 2012.", []),
        ("It reached 10 to 15 ships.", "It reached 10-15 ships.", []),
        ("She won 6-4 7-5.", "She won 6-4, 7-5.", []),
        ("She won 6-4 7-5.", "She won 6-4, 7-6.", ["error"]),
        ("A couple died.", "Two died.", []),
        ("A storm struck.", "The third storm struck.", ["warning"]),
        ("A storm struck.", "Three storms struck.", ["warning"]),
        ("A storm struck.", "Three sides met after the first storm, one by one.", []),
        ("No number here.", "Some 12 of 40 left.", ["error", "error"]),
    ],
)
def test_what_a_copy_says_otherwise(copy: str, text: str, expected: list[str]) -> None:
    """Goalless is 0-0, a decade is ten years, a bare dollar is any dollar; no more than that is assumed."""
    assert expected == [one.severity for one in check(Claim(text), Story.from_text(copy))]


@pytest.mark.parametrize("piece", ["5 ships, ", "$7 and ", "2-0 ", "1.", "Ardal, ", "more than ", "12 of 13 "])
def test_long_copy_and_long_claim_stay_quick(piece: str) -> None:
    """A hostile copy of 100 kB against itself takes seconds at the worst, not minutes."""
    text = piece * (100_000 // len(piece))
    story = Story.from_text("Tolls are up. " + text)
    started = time.perf_counter()
    check(Claim("It sank 77,777 ships, about 31 percent, 7-2, and doubled in 1987."), story)
    check(Claim(text[:20_000]), story)

    assert time.perf_counter() - started < 20


def test_many_different_numbers_stay_quick() -> None:
    """Ten thousand numbers in the claim against ten thousand in the copy are not compared one by one."""
    copy = " ".join(f"${number * 7919 % 100_003} for {number} ships," for number in range(5000))
    claim = " ".join(f"${number * 6007 % 100_019} for {number * 3} boats," for number in range(5000))
    started = time.perf_counter()
    check(Claim(claim), Story.from_text(copy))

    assert time.perf_counter() - started < 20
