import time
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.verify.reading.quantities import quantities
from briefgen.verify.reading.quantity import Quantity

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen".split()
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def spelled(number: int) -> str:
    """A whole number below a trillion in words."""
    for scale, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= scale:
            rest = number % scale
            joint = " and " if word == "thousand" and 0 < rest < 100 else " "
            return f"{spelled(number // scale)} {word}" + (joint + spelled(rest) if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{SMALL[number // 100]} hundred" + (f" and {spelled(rest)}" if rest else "")
    if number >= 20:
        return TENS[number // 10 - 2] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    return SMALL[number]


def said(text: str) -> list[tuple[str, str]]:
    """Values and kinds, a value without the zeros after its point."""
    return [(f"{one.value.normalize():f}", one.kind) for one in quantities(text)]


def only(text: str) -> Quantity:
    (one,) = quantities(text)
    return one


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("1,200.5 tons", "1200.5", "count"),
        ("1 200 men", "1200", "count"),
        ("1,00,000 voters", "100000", "count"),
        ("$ 10, 000 bets", "10000", "money"),
        ("1·5 tons", "1.5", "count"),
        ("hit .300 this year", "0.3", "count"),
        ("twenty-one ships", "21", "count"),
        ("twenty - one ships", "21", "count"),
        ("a hundred and five people", "105", "count"),
        ("two hundred thousand and six votes", "200006", "count"),
        ("two million voters", "2000000", "count"),
        ("1.5 million voters", "1500000", "count"),
        ("5m people", "5000000", "count"),
        ("6bn cubic metres", "6000000000", "count"),
        ("half a dozen ships", "6", "count"),
        ("half a million ships", "500000", "count"),
        ("a quarter of a million ships", "250000", "count"),
        ("two and a half years", "2.5", "count"),
        ("2½ hours", "2.5", "count"),
        ("2 1/2 hours", "2.5", "count"),
        ("a million and a half", "1500000", "count"),
        ("one man", "1", "count"),
        ("12 died", "12", "count"),
        ("6bn dollars", "6000000000", "money"),
        ("€1.2m", "1200000", "money"),
        ("$6 billion", "6000000000", "money"),
        ("the $300-million project", "300000000", "money"),
        ("£ 159", "159", "money"),
        ("50 cents", "0.5", "money"),
        ("6 percent", "6", "percent"),
        ("6 per cent", "6", "percent"),
        ("6 pct", "6", "percent"),
        ("6 %", "6", "percent"),
        ("six percent", "6", "percent"),
        ("0.25 percentage points", "0.25", "percent"),
        ("25 basis points", "0.25", "percent"),
        ("a quarter-point cut", "0.25", "percent"),
        ("half a percentage point", "0.5", "percent"),
        ("a fifth of the fleet", "0.2", "fraction"),
        ("one-fifth of the fleet", "0.2", "fraction"),
        ("fell by a quarter.", "0.25", "fraction"),
        ("half of the fleet", "0.5", "fraction"),
        ("cut in half.", "0.5", "fraction"),
        ("three-quarters of it", "0.75", "fraction"),
        ("1/4 of it", "0.25", "fraction"),
        ("one in five people", "0.2", "fraction"),
        ("nine out of 10 people", "0.9", "fraction"),
        ("the third man", "3", "ordinal"),
        ("a third man", "3", "ordinal"),
        ("the twenty-first day", "21", "ordinal"),
        ("the 21st century", "21", "ordinal"),
        ("the second half of the year", "2", "ordinal"),
        ("a 68-year-old sailor", "68", "age"),
        ("a 68 - year - old sailor", "68", "age"),
        ("a five-year-old", "5", "age"),
        ("aged 31", "31", "age"),
        ("Varnholt, 31, said", "31", "age"),
        ("varnholt , 31 , said", "31", "age"),
        ("Varnholt (31) said", "31", "age"),
        ("in her early 80s", "80", "age"),
        ("the over-60s", "60", "age"),
        ("a 2-0 win", "2", "score"),
        ("a 2 - 0 win", "2", "score"),
        ("won two-nil", "2", "score"),
        ("a ratio of 3:1", "3", "score"),
        ("in 2014", "2014", "year"),
        ("the 1980s", "1980", "year"),
        ("the '80s", "1980", "year"),
        ("at 7:30 p.m.", "1170", "time"),
        ("at 7.30pm", "1170", "time"),
        ("at 7 p . m .", "1140", "time"),
        ("at 12.15 a.m.", "15", "time"),
        ("at 0730 GMT", "450", "time"),
        ("at 19:30", "1170", "time"),
        ("at 5. 15 pm", "1035", "time"),
        ("ran 2:27.10", "147.1", "time"),
        ("98. 7 per cent", "98.7", "percent"),
        ("the now-15-year-old", "15", "age"),
        ("her first try", "1", "ordinal"),
        ("scored twice as the host lost", "2", "count"),
        ("exports doubled", "2", "multiple"),
        ("twice as many", "2", "multiple"),
        ("to triple the toll", "3", "multiple"),
        ("halved the toll", "0.5", "multiple"),
        ("a threefold rise", "3", "multiple"),
        ("a 10-fold rise", "10", "multiple"),
        ("four times the toll", "4", "multiple"),
        ("Nov. 20", "20", "day_of_month"),
        ("20 November", "20", "day_of_month"),
        ("the 3rd of May", "3", "day_of_month"),
        ("Thursday the 20th", "20", "day_of_month"),
        ("a K-19 boat", "19", "label"),
        ("the A320", "320", "label"),
        ("a 4-4-2 formation", "4", "label"),
    ],
)
def test_one_quantity_is_read_with_its_kind(text: str, value: str, kind: str) -> None:
    """However a newsroom or a tokeniser writes it, a quantity has one value in base units and one kind."""
    assert [(value, kind)] == said(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 to 15 percent", [("10", "percent"), ("15", "percent")]),
        ("10-15 percent", [("10", "percent"), ("15", "percent")]),
        ("2.5% to 3%", [("2.5", "percent"), ("3", "percent")]),
        ("between 3 and 4 million ships", [("3000000", "count"), ("4000000", "count")]),
        ("500 to 2 million", [("500", "count"), ("2000000", "count")]),
        ("$3-4 million", [("3000000", "money"), ("4000000", "money")]),
        ("$5m to $7m", [("5000000", "money"), ("7000000", "money")]),
        ("two or three percent", [("2", "percent"), ("3", "percent")]),
        ("5–7 years", [("5", "count"), ("7", "count")]),
        ("5-7 years", [("5", "count"), ("7", "count")]),
        ("7 to 9 p.m.", [("420", "time"), ("1260", "time")]),
        ("2010-12", [("2010", "year"), ("2012", "year")]),
        ("the 2014 - 15 season", [("2014", "year"), ("2015", "year")]),
        ("in 2014 - 15 people died", [("2014", "year"), ("15", "count")]),
        ("2016/17", [("2016", "year"), ("2017", "year")]),
        ("6-4 7-5", [("6", "score"), ("7", "score")]),
        ("4-6 July", [("4", "day_of_month"), ("6", "day_of_month")]),
        ("on July 4 and 5", [("4", "day_of_month"), ("5", "day_of_month")]),
        ("Nov. 20, 2014", [("20", "day_of_month"), ("2014", "year")]),
        ("2014-11-20", [("2014", "year"), ("11", "day_of_month"), ("20", "day_of_month")]),
        ("on Sunday 14 members left", [("14", "count")]),
        ("those over 60 in 96 countries", [("60", "count"), ("96", "count")]),
        ("won two in three games", [("2", "count"), ("3", "count")]),
        ("the past three quarters", [("3", "count")]),
        ("two third-round games", [("2", "count"), ("3", "ordinal")]),
        ("a 30-second spot", [("30", "count")]),
    ],
)
def test_neighbours_are_joined(text: str, expected: list[tuple[str, str]]) -> None:
    """Both ends of a range share kind and scale; a score is one pair; numbers that only stand close stay apart."""
    assert expected == said(text)


@pytest.mark.parametrize(
    "text",
    [
        "dozens of ships",
        "hundreds of thousands of ships",
        "a few hundred ships",
        "one of them",
        "the one that sank",
        "no one said so",
        "number one",
        "a double murder",
        "won the doubles",
        "half-brother",
        "in the latter half of it",
        "a stone, a bone and tenure",
        "often",
        "ⅷ ² ١٢",
        "9" * 40,
        "",
    ],
)
def test_what_gives_no_value_is_left_out(text: str) -> None:
    """Vague numbers, the pronoun "one", and words that only contain a number are no quantities."""
    assert [] == said(text)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("$6 billion", "$"),
        ("US$ 5", "USD"),
        ("C$20m", "CAD"),
        ("5 US dollars", "USD"),
        ("5 Canadian dollars", "CAD"),
        ("€5", "EUR"),
        ("5 euros", "EUR"),
        ("£5", "GBP"),
        ("5 pounds", "GBP"),
        ("CHF 5", "CHF"),
        ("5 roubles", "RUB"),
        ("RMB 5", "CNY"),
        ("Rs 500", "rupee"),
    ],
)
def test_money_names_its_currency(text: str, currency: str) -> None:
    """A currency is its ISO code, or the bare sign where several share it."""
    one = only(text)

    assert ("money", currency) == (one.kind, one.currency)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("1,200 cargo vessels", "vessels"),
        ("20 new US-made fighter jets", "jets"),
        ("12 of them", None),
        ("12 were hurt", None),
        ("12 armed men", "men"),
        ("a 15-year sentence", "year"),
        ("5km", "km"),
        ("the 100m final", "m"),
        ("the 30th minute", "minute"),
        ("one senior official said", "official"),
    ],
)
def test_unit_is_the_noun_counted(text: str, unit: str | None) -> None:
    """The unit is the first plural near the number, or the noun tied to it by a hyphen."""
    assert unit == only(text).unit


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("about 500 ships", "about"),
        ("some $500", "about"),
        ("an estimated 500 ships", "about"),
        ("500 or so ships", "about"),
        ("nearly a third of it", "below"),
        ("fewer than 500 ships", "below"),
        ("more than doubled", "above"),
        ("over 500 ships", "above"),
        ("over two years", None),
        ("at least 500 ships", "at least"),
        ("500+ ships", "at least"),
        ("no fewer than 500 ships", "at least"),
        ("up to 500 ships", "at most"),
        ("no more than 500 ships", "at most"),
        ("exactly 500 ships", None),
    ],
)
def test_words_around_a_number_bound_it(text: str, bound: str | None) -> None:
    """Nearly 500 is below 500, at least 500 is 500 or above, about 500 is near it."""
    one = only(text)

    assert (bound, bound is not None) == (one.bound, one.approximate)


def test_parts_and_offsets() -> None:
    """A score keeps both numbers; start and end mark the quantity with its currency and scale word."""
    text = "Dun won 3-1 and earned US$6 billion."
    score, money = quantities(text)

    assert (Decimal(3), Decimal(1)) == score.parts
    assert ["3-1", "US$6 billion"] == [text[one.start : one.end] for one in (score, money)]
    assert Decimal(10**9) == money.scale
    assert not money.worded
    assert only("six ships").worded


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_words_and_digits_read_alike(number: int) -> None:
    """A whole number below a trillion reads the same in words, in digits, and with thousands marked."""
    expected = [Decimal(number)]
    written = spelled(number)

    assert expected == [one.value for one in quantities(f"They counted {written} ballots.") or [only("0 ships")]]
    assert expected == [one.value for one in quantities(f"They counted {number:,} ballots.")]
    assert expected == [one.value for one in quantities(f"They counted #{number} ballots.")]


@given(st.text(alphabet="0123456789 ,.-–/:$£%½mbk()aoneftwhird\n'", max_size=60) | st.text(max_size=60))
@example("0b\n0")  # a letter before a line break labels nothing
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever the text, quantities come in order, inside the text, none overlapping another."""
    ends = [0]
    for one in quantities(text):
        assert ends[-1] <= one.start < one.end <= len(text)
        ends.append(one.end)


@pytest.mark.parametrize(
    "piece", ["9", "1,", "12-", "one ", "two million and ", "$", "half of a million of a ", "1 , 000 ", "    5"]
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    """A copy of 100 kB that repeats one awkward piece takes seconds at the worst, not minutes."""
    text = piece * (100_000 // len(piece))
    started = time.perf_counter()
    quantities(text)

    assert time.perf_counter() - started < 20
