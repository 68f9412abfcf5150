import subprocess
import sys
import tomllib
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from briefgen.brief import HEADINGS, SECTION_IDS, SectionId
from briefgen.house import HouseStyle, Spelling, budget
from briefgen.verify import house as checked
from briefgen.verify.house import check, check_section
from conftest import no_blow_up

TABLE = """
spelling = "british"
avoid = ["going forward", "game plan"]
instructions = ["Give sums in euros where the copy does.", "Call the strait by its local name."]

[headings]
who_gains = "Winners and losers"

[words]
what_happened = [40, 90]
mechanism = [60, 60]

[prefer]
Kiev = "Kyiv"
"cost of living" = "living costs"
"""
HOUSE = HouseStyle.model_validate(tomllib.loads(TABLE))
BRITISH = HouseStyle(spelling="british")
AMERICAN = HouseStyle(spelling="american")


def marked(text: str, house: HouseStyle) -> list[str]:
    return [text[slice(*finding.span)] for finding in check(text, house) if finding.span]


def test_table_of_the_file_is_read() -> None:
    """The table of briefgen.toml is a house style as it stands."""
    assert (40, 90) == HOUSE.words["what_happened"]
    assert ("going forward", "game plan") == HOUSE.avoid
    assert {"Kiev": "Kyiv", "cost of living": "living costs"} == HOUSE.prefer
    assert not HOUSE.is_empty()


def test_house_without_a_wish_is_empty() -> None:
    """Nothing set: briefgen's headings, no line for the model, no finding."""
    house = HouseStyle()

    assert house.is_empty()
    assert HEADINGS == {section: house.heading(section) for section in SECTION_IDS}
    assert {()} == {house.lines(section) for section in SECTION_IDS}
    assert [] == check("Going forward, the color of Kiev is 5 percent gray.", house)
    assert [] == check_section("mechanism", ["Word."], house)


@pytest.mark.parametrize(
    "table",
    [
        {"headings": {"mechanism": "How"}},
        {"words": {"mechanism": [1, 2]}},
        {"spelling": "american"},
        {"avoid": ["a"]},
        {"prefer": {"a": "b"}},
        {"instructions": ["a"]},
    ],
    ids=lambda table: next(iter(table)),
)
def test_house_with_any_wish_is_not_empty(table: dict[str, object]) -> None:
    """One key set is a style."""
    assert not HouseStyle.model_validate(table).is_empty()


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ({"heading": {}}, "Extra inputs"),
        ({"headings": {"summary": "In short"}}, "what_to_watch"),
        ({"headings": {"mechanism": " "}}, "at least 1 character"),
        ({"headings": {"mechanism": "How\nit works"}}, "cannot be seen"),
        ({"headings": {"mechanism": "x" * 81}}, "at most 80"),
        ({"words": {"summary": [1, 2]}}, "what_to_watch"),
        ({"words": {"mechanism": [0, 20]}}, "greater than 0"),
        ({"words": {"mechanism": [True, 20]}}, "valid integer"),
        ({"words": {"mechanism": [20]}}, "Field required"),
        ({"words": {"mechanism": [30, 20]}}, "mechanism: at least 30 words and at most 20"),
        ({"spelling": "australian"}, "'british' or 'american'"),
        ({"avoid": "synergy"}, "valid tuple"),
        ({"avoid": [""]}, "at least 1 character"),
        ({"avoid": ["syn\x1b[1mergy"]}, "cannot be seen"),
        ({"avoid": ["syn\u202eergy"]}, "cannot be seen"),
        ({"avoid": [str(number) for number in range(201)]}, "at most 200"),
        ({"prefer": {"Kiev": ""}}, "at least 1 character"),
        ({"prefer": {"": "Kyiv"}}, "at least 1 character"),
        ({"prefer": {"Kyiv": "Kyiv"}}, "“Kyiv” is preferred, and not to be used either"),
        ({"prefer": {"a": "b", "b": "a"}}, "“b” is preferred"),
        ({"prefer": {"a": "Synergy"}, "avoid": ["synergy"]}, "“Synergy” is preferred"),
        ({"instructions": ["One.\nTwo."]}, "cannot be seen"),
        ({"instructions": ["x" * 301]}, "at most 300"),
        ({"instructions": ["x"] * 21}, "at most 20"),
    ],
)
def test_table_that_makes_no_sense_is_refused(table: dict[str, object], reason: str) -> None:
    """An unknown key or section, an empty or unseen text, a budget nobody can keep: the error says which."""
    with pytest.raises(ValidationError) as caught:
        HouseStyle.model_validate(table)

    assert reason in caught.value.errors()[0]["msg"]


def test_house_does_not_change() -> None:
    """A style is frozen."""
    with pytest.raises(ValidationError, match="frozen"):
        HOUSE.spelling = "american"  # type: ignore[misc]


def test_heading_is_the_house_s_or_the_default() -> None:
    """A section without a heading of the house keeps briefgen's."""
    assert "Winners and losers" == HOUSE.heading("who_gains")
    assert "What happened" == HOUSE.heading("what_happened")


@pytest.mark.parametrize(
    ("section", "first"),
    [
        ("what_happened", ["Write 40 to 90 words in this section."]),
        ("mechanism", ["Write 60 words in this section."]),
        ("who_gains", []),
    ],
)
def test_model_is_told_the_style(section: SectionId, first: list[str]) -> None:
    """The section's budget, then what holds everywhere, always in the same order."""
    assert (
        *first,
        "Use British spelling. Keep quotations and names as the story has them.",
        "Do not use “going forward” or “game plan”.",
        "Write “Kyiv” instead of “Kiev”, “living costs” instead of “cost of living”.",
        "Give sums in euros where the copy does.",
        "Call the strait by its local name.",
    ) == HOUSE.lines(section)


@pytest.mark.parametrize(
    ("avoid", "line"),
    [
        (("one",), "Do not use “one”."),
        (("one", "two", "three"), "Do not use “one”, “two” or “three”."),
    ],
)
def test_words_to_avoid_are_listed(avoid: tuple[str, ...], line: str) -> None:
    """The line reads as a sentence, however many words there are."""
    assert (line,) == HouseStyle(avoid=avoid).lines("mechanism")


@pytest.mark.parametrize(
    ("least", "most", "said"), [(1, 1, "1 word"), (1, 2, "1 to 2 words"), (60, 60, "60 words"), (0, 0, "0 words")]
)
def test_budget_is_said_in_words(least: int, most: int, said: str) -> None:
    """One number where both are the same, and one word is no words."""
    assert said == budget(least, most)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Orvane pays more going forward.", "The house does not use “going forward”."),
        ("Going  forward, Orvane pays more.", "The house does not use “Going  forward”."),
        ("Envoys left Kiev on Monday.", "The house writes “Kyiv”, not “Kiev”."),
        ("Orvane feels the cost of living.", "The house writes “living costs”, not “cost of living”."),
    ],
)
def test_word_that_the_house_does_not_use_is_warned_of(text: str, reason: str) -> None:
    """A word to avoid, or one with a better one, is a warning where it stands, capitals and spaces aside."""
    (finding,) = check(text, HOUSE)

    assert ("house", "warning", reason) == (finding.check, finding.severity, finding.reason)
    assert finding.span is not None
    assert text[slice(*finding.span)] in reason


@pytest.mark.parametrize(
    ("avoid", "text", "found"),
    [
        ("key", "A key vote; the monkey and the keys stay.", ["key"]),
        ("key", "The key, the key and the key.", ["key"]),
        ("don't", "They don’t pay.", ["don’t"]),
        ("don’t", "They don't pay.", ["don't"]),
        ("—", "Orvane—and Kessary—pay.", ["—"]),
        ("a.b", "An axb and an a.b.", ["a.b"]),
        (".*", "Orvane pays.", []),
        ("(toll", "A fee (toll) applies.", ["(toll"]),
        ("key", "See key.example.org, @key, #key and desk@key today.", []),
        ("key", "It is a low-key vote.", ["key"]),
        ("help", "The charity Migrant Help and Help Now object.", []),
        ("help", "Help came late.", ["Help"]),
        ("Obamacare", "They praise Obamacare.", ["Obamacare"]),
        ("US", "It let us see the US.", ["US"]),
        ("key", "“A key vote,” she said of it.", []),
        ("key", 'She called it "a key vote" of the house.', []),
        ("key", "The traders' key vote is the dockers' key vote.", ["key"]),
        ("straße", "Sie liegt an der STRASSE, der straße.", ["straße"]),
    ],
)
def test_words_are_whole_and_plain(avoid: str, text: str, found: list[str]) -> None:
    """Whole words only, never patterns, once each, outside quotations, addresses and the names of others."""
    assert found == marked(text, HouseStyle(avoid=(avoid,)))


@pytest.mark.parametrize(
    ("word", "preferred", "text", "found"),
    [
        ("Bank", "Bank of England", "The Bank of England, or Bank, waits.", ["Bank"]),
        ("Bank", "Bank of England", "The Bank of England waits.", []),
        ("Internet", "internet", "Internet access: the internet, or the Internet.", ["Internet"]),
        ("Internet", "internet", "Internet access is out.", []),
        ("euro", "Euro", "The Euro fell; a euro buys less.", ["euro"]),
        ("in order to", "to", "It fell in order to rise.", ["in order to"]),
        ("chairman", "chair", "The chairman waits.", ["chairman"]),
        ("chairman", "chair", "The chair waits.", []),
    ],
)
def test_word_inside_the_preferred_one_is_right(word: str, preferred: str, text: str, found: list[str]) -> None:
    """What is written as the house wants it is no fault, even where the other word is a part of it."""
    assert found == marked(text, HouseStyle(prefer={word: preferred}))


def test_longer_phrase_is_found_first() -> None:
    """Of two that start alike, the longer is named; findings come in the order of the text."""
    house = HouseStyle(avoid=("key", "key player"), spelling="british")

    assert ["color", "key player", "key"] == marked("The color of a key player is key.", house)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Labor-saving colors favor the harbor.", ["colors", "favor", "harbor"]),
        ("The labor market is honoring its neighbors.", ["labor", "honoring", "neighbors"]),
        (
            "The center-left theater is 3 kilometers from the epicenter.",
            ["center", "theater", "kilometers", "epicenter"],
        ),
        ("Its defense is a pretense.", ["defense", "pretense"]),
        ("Canceled Orvane flights left travelers unequaled.", ["Canceled", "travelers", "unequaled"]),
        ("It enrolls after an installment.", ["enrolls", "installment"]),
        ("A catalog and a dialog on gray aluminum.", ["catalog", "dialog", "gray", "aluminum"]),
        ("It fell 5 percent; a 2 percent rise follows.", ["percent"]),
        ("They practiced and analyzed.", ["practiced", "analyzed"]),
        ("Center parties gain.", ["Center"]),
    ],
)
def test_american_spelling_in_a_british_house(text: str, wrong: list[str]) -> None:
    """Each American form is found once, with its place."""
    assert wrong == marked(text, BRITISH)
    assert {"warning"} == {finding.severity for finding in check(text, BRITISH)}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The labour market favours coloured harbours.", ["labour", "favours", "coloured", "harbours"]),
        ("Centre-left theatres are 3 metres off-centre.", ["Centre", "theatres", "metres"]),
        ("It lost its licence, a defence and a cheque.", ["licence", "defence", "cheque"]),
        ("Travelling envoys were cancelled.", ["Travelling", "cancelled"]),
        ("It fell 5 per cent.", ["per cent"]),
        ("It fulfils the enrolment.", ["fulfils", "enrolment"]),
        ("They practise and practised.", ["practise", "practised"]),
    ],
)
def test_british_spelling_in_an_american_house(text: str, wrong: list[str]) -> None:
    """Each British form is found, also those whose American form British has in another sense."""
    assert wrong == marked(text, AMERICAN)


@pytest.mark.parametrize(
    ("house", "text"),
    [
        (BRITISH, "They organize and organise; the organization recognizes it."),
        (BRITISH, "A gas meter, a check, a license plate, to practice, a curb on a story."),
        (BRITISH, "A tire, a program, a disk and an analog signal."),
        (BRITISH, "Vigorous, humorous, laborious and honorary; travel and cancellation; controlled."),
        (BRITISH, "It concerns the Labor Party, the World Trade Center and the Department of Defense."),
        (BRITISH, "Labor Party members and others left."),
        (BRITISH, "Center for Policy Studies data show it."),
        (BRITISH, "Gray said so. Labor won."),
        (BRITISH, "He called it “a color of labor” and left."),
        (BRITISH, 'He called it "a color of labor" and left.'),
        (BRITISH, "See color.example.org, @color and labor_code."),
        (AMERICAN, "The analyses and the dialogue have glamour."),
        (AMERICAN, "The Labour Party met at the Theatre Royal."),
        (AMERICAN, "Labour won, and Grey lost."),
        (AMERICAN, "Tyres, programmes, analogue and towards."),
    ],
)
def test_spelling_that_may_be_either_is_let_be(house: HouseStyle, text: str) -> None:
    """Oxford -ize, words that both sides have in some sense, names, quotations and addresses are no fault."""
    assert [] == check(text, house)


def test_spelling_says_the_right_form() -> None:
    """The reason names the form of the house."""
    (finding,) = check("It is the center.", BRITISH)

    assert "The house spells “center” the British way: “centre”." == finding.reason
    assert (10, 16) == finding.span


def test_own_wishes_come_before_spelling() -> None:
    """A word that the house prefers or replaces is not spelt wrong besides, and elsewhere it is."""
    house = HouseStyle(spelling="british", prefer={"work camp": "labor camp", "colors": "flags"})

    assert ["labor", "colors"] == marked("A labor camp saw labor under colors.", house)
    assert "The house writes “flags”, not “colors”." == check("Its colors fly.", house)[0].reason


@pytest.mark.parametrize("spelling", ["british", "american"])
def test_no_form_is_wrong_on_both_sides(spelling: Spelling) -> None:
    """A form that the data ask for is one that they do not forbid, and is another than the one forbidden."""
    forms = checked._others(spelling)

    assert 250 < len(forms)
    assert [] == [word for word, wanted in forms.items() if wanted in forms or word == wanted]
    assert [] == [word for word in forms if not word.replace(" ", "").isalpha() or word != word.lower()]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["Four words are here.", "And three more."], None),
        (["Nobody paid $18,500 — or 3.1 percent."], None),
        (["Four words are here."], "4 words"),
        (["Four words are here."] * 3, "12 words"),
        (["No."], "1 word"),
        ([], None),
    ],
)
def test_section_keeps_its_budget(texts: list[str], said: str | None) -> None:
    """Words are counted as an editor's program counts them; a gap is no short section."""
    house = HouseStyle(words={"mechanism": (6, 8)}, headings={"mechanism": "How it works"})
    findings = check_section("mechanism", texts, house)

    expected = [f"“How it works” has {said}; the house wants 6 to 8 words."] if said else []
    assert expected == [finding.reason for finding in findings]
    assert {("house", "warning", "mechanism")} >= {(one.check, one.severity, one.section) for one in findings}


def test_section_without_a_budget_may_have_any_length() -> None:
    """The budget of one section is not another's."""
    assert [] == check_section("who_gains", ["Word."] * 500, HOUSE)


@settings(deadline=None)
@given(st.text(), st.lists(st.text(min_size=1, max_size=8), max_size=4), st.sampled_from(get_args(Spelling)))
def test_no_text_and_no_word_break_the_check(text: str, avoid: list[str], spelling: Spelling) -> None:
    """Whatever a house avoids is found as text, and every finding is a warning with a place in the statement."""
    clean = [word for word in avoid if word.isprintable() and word.strip()]
    house = HouseStyle(avoid=tuple(clean), spelling=spelling)

    for finding in check(" ".join([text, *clean]), house):
        assert "warning" == finding.severity
        assert finding.span is not None
        assert 0 <= finding.span[0] < finding.span[1] <= len(" ".join([text, *clean]))


@pytest.mark.parametrize("text", ["“", "a ", "per ", "Bank of England ", "color ", "key key ", "Key. ", "x", "\n\n"])
def test_hostile_text_is_checked_at_once(text: str) -> None:
    """A hundred thousand characters of what nearly matches take a few seconds at most, in a house full of wishes."""
    house = HouseStyle(
        spelling="british",
        avoid=tuple(f"key key key {number}" for number in range(200)),
        prefer={"Bank": "Bank of England", **{f"a a {number}": f"b {number}" for number in range(199)}},
    )

    with no_blow_up():
        check(text * (100_000 // len(text)), house)


def test_style_is_read_without_what_is_slow() -> None:
    """The module of the settings brings in neither the checks nor a client."""
    slow = ("openai", "instructor", "simplemma", "briefgen.verify.match", "briefgen.verify.house")
    code = f"import sys, briefgen.house; print([name for name in {slow} if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603

    assert "[]\n" == done.stdout
