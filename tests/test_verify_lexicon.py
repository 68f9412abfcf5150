"""Which words mean the same place or nearly the same thing, and which rule one another out."""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.verify.reading.lexicon import alike, exclude, place_kind, same_place
from conftest import no_blow_up

NAMES = ("places", "contrasts", "synonyms")
DATA = {
    name: tomllib.loads((files("briefgen.verify.reading") / "words" / f"{name}.toml").read_text(encoding="utf-8"))
    for name in NAMES
}


def lines(name: str, *tables: str) -> Iterator[str]:
    """The groups in these tables of a file, or in all of them."""
    for table in tables or DATA[name]:
        for text in DATA[name][table].values():
            yield from text.splitlines()


def words(cell: str) -> list[str]:
    return [word for part in cell.split(";") for word in map(str.strip, part.split(",")) if word]


def pairs(table: str) -> list[tuple[str, str]]:
    """The pairs of a table written as text: one a line, parted by a slash."""
    return [(a.strip(), b.strip()) for a, b in (line.split("/") for line in table.strip().splitlines())]


@pytest.mark.parametrize(
    ("a", "b"),
    pairs("""
        US / American
        US / U.S.
        U.S / United States
        USA / Washington
        America / White House
        Americans / America
        UK / Britain
        U.K. / British
        Briton / Britons
        Brits / United Kingdom
        Downing Street / Britain
        Westminster / UK
        Whitehall / London
        Scots / Scotland
        Holyrood / Scottish
        Welsh / Wales
        Stormont / Northern Ireland
        English / England
        Iranian / Iran
        Tehran / Iranians
        IRAN / tehran
        Kremlin / Russian
        Moscow / Russia
        Beijing / Chinese
        China / Beijing
        Brussels / EU
        European Union / E.U.
        Brussels / Belgian
        French / Paris
        Elysee / France
        Frenchman / French
        Germans / Berlin
        Dutch / Netherlands
        Holland / The Hague
        Swiss / Switzerland
        Danes / Danish
        Swedes / Stockholm
        Finns / Helsinki
        Poles / Warsaw
        polish / poland
        Czech / Prague
        Spaniards / Spain
        Turkish / Ankara
        Türkiye / Turkey
        Kyiv / Ukrainian
        Kiev / Kyiv
        Burma / Myanmar
        UAE / Emirati
        U.A.E. / United Arab Emirates
        Saudi / Riyadh
        Israelis / Jerusalem
        Knesset / Israel
        Filipino / Philippines
        Pyongyang / North Korean
        Seoul / South Korea
        Korean / North Korea
        Korean / South Korea
        DRC / Kinshasa
        Congolese / Democratic Republic of Congo
        Congolese / Republic of Congo
        Guinea / Conakry
        Guinean / Guinea-Bissau
        Georgian / Tbilisi
        Georgian / GA
        Ivory Coast / Côte d'Ivoire
        Ivorian / Cote d'Ivoire
        Malian / Bamako
        Nigerien / Niger
        Nigerian / Abuja
        Calif. / California
        Californians / California
        Tex. / Texas
        TX / Texan
        Mass. / Massachusetts
        Ontario / Ont.
        Quebecers / Quebec
        NSW / New South Wales
        NYC / New York
        UN / United Nations
        U.N. / UN
        NATO / North Atlantic Treaty Organization
        IMF / International Monetary Fund
        WHO / World Health Organization
        FBI / Federal Bureau of Investigation
        ECB / European Central Bank
        Fed / Federal Reserve
        OPEC / Organization of the Petroleum Exporting Countries
        IAEA / International Atomic Energy Agency
        Pentagon / Defense Department
        Scotland Yard / Metropolitan Police
    """),
)
def test_same_place(a: str, b: str) -> None:
    """Names, adjectives, inhabitants, capitals and governments of a place stand for one another, and do not exclude."""
    assert same_place(a) & {b, b.lower()}
    assert same_place(b) & {a, a.lower()}
    assert exclude(a, b) is None
    assert exclude(b, a) is None


@pytest.mark.parametrize(
    ("a", "b"),
    pairs("""
        us / US
        Us / American
        who / WHO
        Who / World Health Organization
        fed / Fed
        commission / EU
        Mali / Malawi
        Niger / Nigeria
        Nigerien / Nigerian
        Austria / Australia
        Iran / Iraq
        Dominica / Santo Domingo
        Slovak / Slovenian
        Scottish / English
        Texan / American
        Boston / Massachusetts
        Sydney / Australia
        Manchester / Britain
        Gaza / Israel
        Hong Kong / China
        North Korea / South Korean
        Kansas / Arkansas
        Virginia / West Virginia
        FBI / CIA
        ECB / Fed
        table / chair
    """),
)
def test_other_place(a: str, b: str) -> None:
    """Another place, a part of a place, and a word that only looks like a place are not the same."""
    assert not same_place(a) & {b, b.lower()}
    assert not same_place(b) & {a, a.lower()}


def test_word_of_several_places_stands_for_all() -> None:
    """An ambiguous name gets the forms of every place that it may be; itself is always one of them."""
    assert {"tbilisi", "georgians", "GA"} <= same_place("Georgia")
    assert {"white house", "washingtonian"} <= same_place("Washington")
    assert {"eu", "belgium"} <= same_place("Brussels")
    assert frozenset() == same_place("Orvane") == same_place("")


def test_every_form_stands_for_itself() -> None:
    """Whatever form is in the data, it is among the forms that it stands for, and excludes none of its line."""
    for line in lines("places"):
        names = words(line.split("|")[0])
        for form in names:
            assert form in same_place(form)
            assert all(exclude(form, other) is None for other in names)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Iran", "country"),
        ("iranians", "country"),
        ("US", "country"),
        ("us", None),
        ("Scotland", "country"),
        ("Singapore", "country"),
        ("Tehran", "city"),
        ("Washington", "city"),
        ("Manchester", "city"),
        ("Sydney", "city"),
        ("Texas", "state"),
        ("Calif.", "state"),
        ("Ontario", "state"),
        ("Georgia", "country"),
        ("Kremlin", None),
        ("NATO", None),
        ("Europe", None),
        ("Orvane", None),
    ],
)
def test_kind_of_place(word: str, kind: str | None) -> None:
    """A name, adjective or inhabitant has the kind of its place, a capital is a city, a government is no place."""
    assert kind == place_kind(word)


@pytest.mark.parametrize(
    ("a", "b", "name"),
    [
        ("man", "woman", "gender"),
        ("gentleman", "lady", "gender"),
        ("mother", "father", "kinship"),
        ("son", "daughter", "kinship"),
        ("brother", "cousin", "kinship"),
        ("teenager", "pensioner", "age"),
        ("murder", "manslaughter", "crime"),
        ("fraud", "arson", "crime"),
        ("convict", "acquit", "verdict"),
        ("guilty", "innocent", "verdict"),
        ("charge", "clear", "verdict"),
        ("judge", "juror", "court_role"),
        ("defendant", "witness", "court_role"),
        ("northern", "south", "direction"),
        ("left", "right", "direction"),
        ("Republican", "Democrat", "politics_side"),
        ("red", "blue", "colour"),
        ("autumn", "winter", "season"),
        ("morning", "evening", "time_of_day"),
        ("monday", "friday", "day"),
        ("june", "july", "month"),
        ("week", "month", "unit_of_time"),
        ("metre", "mile", "unit_of_length"),
        ("kilogram", "tonne", "unit_of_mass"),
        ("million", "billion", "magnitude"),
        ("second", "third", "ordinal"),
        ("euro", "pound", "currency"),
        ("leg", "arm", "body_part"),
        ("cancer", "malaria", "disease"),
        ("dog", "cat", "animal"),
        ("bus", "train", "vehicle"),
        ("rugby", "cricket", "sport"),
        ("striker", "goalkeeper", "sport_position"),
        ("silver", "bronze", "medal"),
        ("copper", "steel", "raw_material"),
        ("wine", "beer", "food"),
        ("earthquake", "hurricane", "disaster"),
        ("church", "mosque", "building"),
        ("river", "lake", "landform"),
        ("nurse", "teacher", "occupation"),
        ("president", "prime minister", "office"),
        ("foreign minister", "finance minister", "office"),
        ("army", "navy", "military"),
        ("house", "senate", "legislature"),
        ("muslim", "christian", "religion"),
        ("primary school", "university", "school_level"),
        ("ally", "enemy", "relationship"),
        ("buyer", "seller", "trade_role"),
        ("employer", "employee", "trade_role"),
        ("supply", "demand", "balance"),
        ("surplus", "deficit", "balance"),
        ("profit", "loss", "balance"),
        ("war", "peace", "state_of_war"),
        ("kill", "wound", "fate"),
        ("majority", "minority", "quantity"),
        ("Iranian", "Iraqi", "country"),
        ("French", "Berlin", "country"),
        ("English", "French", "country"),
        ("British", "Irish", "country"),
        ("Scottish", "English", "nation"),
        ("Texas", "Ohio", "state"),
        ("Manchester", "Leeds", "city"),
        ("FBI", "CIA", "organisation"),
        ("African", "Asian", "continent"),
        ("rise", "fall", "change"),
        ("growth", "shrink", "change"),
        ("soar", "plummet", "change"),
        ("raise", "cut", "change"),
        ("strengthen", "weaken", "change"),
        ("tighten", "loosen", "change"),
        ("approve", "reject", "decision"),
        ("approval", "refuse", "decision"),
        ("allow", "ban", "decision"),
        ("confirm", "denial", "decision"),
        ("praise", "criticise", "decision"),
        ("include", "exclude", "decision"),
        ("start", "end", "beginning"),
        ("open", "close", "beginning"),
        ("before", "after", "beginning"),
        ("temporary", "permanent", "beginning"),
        ("hire", "fire", "beginning"),
        ("arrive", "departure", "movement"),
        ("with", "without", "movement"),
        ("domestic", "foreign", "movement"),
        ("win", "lose", "contest"),
        ("victory", "defeat", "contest"),
        ("attack", "defend", "contest"),
        ("release", "arrest", "contest"),
        ("die", "survival", "contest"),
        ("buy", "sell", "money"),
        ("more", "fewer", "quantity"),
        ("large", "small", "quantity"),
        ("best", "worst", "quality"),
        ("safe", "dangerous", "quality"),
        ("legal", "unlawful", "status"),
        ("likely", "unlikely", "status"),
        ("same", "different", "status"),
        ("civilian", "military", "status"),
        ("voluntary", "compulsory", "status"),
    ],
)
def test_exclusive_words(a: str, b: str, name: str) -> None:
    """Two fillers of which only one can hold exclude one another either way round, and are not alike."""
    assert name == exclude(a, b) == exclude(b, a)
    assert not alike(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    pairs("""
        rise / rise
        rise / climb
        rise / army
        fall / plunge
        man / gentleman
        mother / woman
        doctor / physician
        hospital / clinic
        car / vehicle
        van / lorry
        knee / leg
        finger / hand
        city / town
        aircraft / helicopter
        vessel / submarine
        university / college
        hotel / building
        pub / restaurant
        monday / june
        million / euro
        minister / prime minister
        murder / kill
        death / casualty
        child / teenager
        British / English
        Scotland / UK
        American / Texas
        European / French
        Brussels / French
        Chinese / Hong Kong
        Israeli / Gaza
        Latin American / South American
        us / Iran
        who / FBI
        act / actress
        king / royal
        table / cloud
        rise / orvane
        orvane / kessary
    """),
)
def test_compatible_words(a: str, b: str) -> None:
    """The same, a part, a kind, words of different slots and unknown words exclude nothing."""
    assert exclude(a, b) is None
    assert exclude(b, a) is None


@pytest.mark.parametrize(
    ("a", "b"),
    pairs("""
        say / state
        say / tell
        Say / announce
        say / declare
        say / add
        claim / allege
        kill / slay
        kill / shoot dead
        mp / lawmaker
        lawmaker / legislator
        mp / parliamentarian
        doctor / physician
        car / vehicle
        firm / company
        company / business
        buy / purchase
        buy / acquire
        begin / start
        launch / commence
        ask / request
        ask / urge
        urge / call
        big / large
        large / huge
        meet / gather
        fall / drop
        plunge / plummet
        home / house
        house / property
        police / officer
        help / assist
        aid / support
        child / kid
        child / youngster
        arrest / detain
        jail / imprison
        jail / prison
        sue / take legal action
        ban / prohibit
        prime minister / premier
        spokesman / spokesperson
        agreement / deal
        row / dispute
        resign / step down
        worker / employee
        wage / salary
        shop / store
        film / movie
        lorry / truck
        plane / aircraft
        ship / vessel
        earthquake / quake
        blaze / fire
        football / soccer
        win / triumph
        beat / defeat
        talk / negotiation
        pledge / vow
        forecast / predict
        injure / wound
        former / ex
        about / approximately
        before / prior to
        percent / per cent
        organise / organize
        die / death
        choose / choice
        lose / loss
        arrive / arrival
        decide / decision
        prosecute / prosecution
        prosecute / prosecutor
        injure / injury
        sell / sale
        know / knowledge
        grow / growth
        strong / strength
        speak / speech
        think / thought
        give / gift
        young / youth
        poor / poverty
        president / presidential
        kill / killer
        invade / invasion
        withdraw / withdrawal
        analyse / analysis
        refuse / refusal
        arrest / detention
        growth / increase
        orvane / orvane
        Orvane / orvane
    """),
)
def test_alike(a: str, b: str) -> None:
    """Near-synonyms, the forms of one idea, and a word with itself are alike either way round and never exclusive."""
    assert alike(a, b)
    assert alike(b, a)
    assert exclude(a, b) is None


@pytest.mark.parametrize(
    ("a", "b"),
    pairs("""
        say / deny
        say / sing
        kill / injure
        kill / murder
        murder / manslaughter
        doctor / nurse
        doctor / patient
        car / train
        company / union
        buy / sell
        begin / end
        ask / answer
        big / small
        meet / leave
        fall / rise
        home / office
        police / army
        help / hinder
        child / adult
        arrest / convict
        arrest / release
        charge / convict
        suspect / victim
        prime minister / president
        spokesman / spokeswoman
        agreement / dispute
        strike / lockout
        wage / price
        robbery / burglary
        employer / employee
        lend / borrow
        teach / learn
        winner / loser
        plane / helicopter
        ship / submarine
        earthquake / flood
        football / rugby
        talk / fight
        forecast / result
        former / current
        more / less
        before / after
        some / all
        percent / million
        propose / approve
        consider / decide
        threaten / attack
        warn / threaten
        hope / expect
        expect / happen
        likely / certain
        orvane / kessary
        iran / iraq
        tehran / iran
    """),
)
def test_not_alike(a: str, b: str) -> None:
    """What differs in deed, degree or stage is not alike; places are a matter of `same_place`."""
    assert not alike(a, b)
    assert not alike(b, a)


def test_no_pair_is_both_alike_and_exclusive() -> None:
    """Over all data: words on two sides of a line exclude one another, either way round, and are not alike."""
    for line in lines("contrasts"):
        for side, other_side in combinations(map(words, line.split("|")), 2):
            for a in side:
                for b in other_side:
                    assert exclude(a, b) is not None, (a, b)
                    assert exclude(a, b) == exclude(b, a)
                    assert not alike(a, b), (a, b)


def test_no_group_has_exclusive_words() -> None:
    """Over all data: what stands in one group is alike and does not exclude one another."""
    sides = [side for line in lines("contrasts") for part in line.split("|") for side in part.split(";")]
    for group in [*lines("synonyms"), *sides]:
        for a, b in combinations(words(group), 2):
            assert alike(a, b), (a, b)
            assert alike(b, a)
            assert exclude(a, b) is None, (a, b)


def test_data_are_as_the_module_reads_them() -> None:
    """One space after a comma or semicolon, a space on either side of a bar, nothing twice in a line, no capitals."""
    for name in NAMES:
        for line in lines(name):
            assert "  " not in line
            assert line == line.strip(" ,;|")
            tight = re.sub(" *([,;|]) *", r"\1", line)
            assert line == tight.replace(",", ", ").replace(";", "; ").replace("|", " | ").replace("  ", " ")
            cells = [words(cell) for cell in line.split("|")]
            assert all(len(cell) == len(set(cell)) for cell in cells), line
            assert name == "places" or line == line.lower()


def test_size_of_the_data() -> None:
    """The data are large enough to matter: classes, oppositions, groups, derivations."""
    assert 70 <= len(DATA["contrasts"]["classes"])
    assert 350 <= len(list(lines("contrasts", "opposites")))
    assert 450 <= len(list(lines("synonyms", "synonyms")))
    assert 150 <= len(list(lines("synonyms", "derivations", "relatives")))
    assert 195 <= len(DATA["places"]["places"]["country"].splitlines())


@given(st.text(), st.text())
def test_any_text_is_a_word(a: str, b: str) -> None:
    """Whatever is asked for, there is an answer, and it is the same the other way round."""
    assert exclude(a, b) == exclude(b, a)
    assert alike(a, b) == alike(b, a)
    assert exclude(a, a) is None
    assert alike(a, a)
    assert isinstance(same_place(a), frozenset)
    assert place_kind(a) in {None, "country", "state", "city"}


def test_long_words_cost_little() -> None:
    """A hundred thousand characters in place of a word are looked up like any other."""
    nasty = "us, " * 25_000

    with no_blow_up():
        assert not alike(nasty, "us")
        assert exclude(nasty, "US") is None
        assert frozenset() == same_place(nasty)
