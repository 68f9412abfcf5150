"""The grounding benchmark: each corruption changes the one fact it names, and the figures add up."""

import json
import math
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefgen import Finding
from briefgen.verify import swaps

ROOT = Path(__file__).resolve().parent.parent
BENCHMARKS = str(ROOT / "benchmarks")
sys.path.insert(0, BENCHMARKS)  # the benchmarks are scripts that import each other by their bare names

import curve  # noqa: E402
import grounding  # noqa: E402
from corruptions import CONTROLS, KINDS, Corruption, corrupt  # noqa: E402
from reading import Item, form, names, names_in, numbers, related, sentences, value  # noqa: E402
from scoring import (  # noqa: E402
    evaluate,
    evaluate_corruptions,
    half_of,
    load,
    macro,
    naive,
    row,
    rows,
    run,
    try_corruptions,
)

DOC = (
    "Orla Venning, who chairs the Harbour Trust of Brackmere, said on Tuesday that the port was closed to 14 ferries. "
    "The trust spent $900,000 on a wall in 1998 and $2.4 million on dredging in Sallow Point. "
    "Costs rose 6 percent, and wages rose 11 percent. "
    "Ferry captain Tobias Rell said three crews had not been paid since March 3. "
    '"The sea does not wait for a committee to finish its lunch," Rell told the Brackmere Courier. '
    "Venning said the trust could reopen one quay and plans to hire nine pilots. "
    "Divers from Sallow Point inspected the wall."
)
SUMMARY = (
    "Orla Venning said the port was closed to 14 ferries on Tuesday. The trust spent $900,000 on a wall. "
    "Three crews had not been paid, Tobias Rell said. The trust could reopen one quay."
)
ITEM = Item("fiction", "harbour-1", DOC, SUMMARY, supported=True)
FICTION = [
    ITEM,
    Item("fiction", "harbour-2", DOC, "Costs rose 6 percent in Brackmere.", supported=True),
    Item("fiction", "harbour-3", DOC, 'Rell said: "The sea does not wait for a committee."', supported=True),
]


# Two names and two numbers in one sentence, which the other summary has nowhere.
PAIRS = Item(
    "fiction",
    "harbour-4",
    DOC,
    "Orla Venning works for the Harbour Trust. It spent $900,000 on 14 ferries.",
    supported=True,
)


def changed(kind: str, item: Item | None = None) -> Corruption:
    corruption = corrupt(item or (PAIRS if kind.endswith("exchanged") else ITEM), kind)
    assert corruption is not None
    return corruption


def one_fact(summary: str, kind: str, doc: str = DOC) -> str | None:
    """The changed text, or None, of a summary that leaves a kind no choice of place."""
    corruption = corrupt(Item("fiction", "one", doc, summary, supported=True), kind)
    return None if corruption is None else corruption.text


def flags_long_words(summary: str, _: str) -> list[Finding]:
    """A check that anybody can foretell: every word over twelve letters is an error."""
    return [
        Finding(check="length", severity="error", reason=f"“{word}” is long.", statement=1)
        for word in summary.split()
        if len(word) > 12
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_corruption_is_the_clean_text_but_for_one_stretch(kind: str) -> None:
    """What stands before and after the change stays as it was, and only the control `clean` changes nothing."""
    corruption = changed(kind)
    start, end = corruption.start, corruption.start + len(corruption.removed)

    assert corruption.removed == corruption.clean[start:end]
    assert corruption.clean[:start] == corruption.text[:start]
    assert corruption.clean[end:] == corruption.text[start + len(corruption.added) :]
    assert (kind == "clean") == (corruption.text == corruption.clean)


@pytest.mark.parametrize("kind", KINDS)
def test_a_corruption_begins_with_the_summary(kind: str) -> None:
    """At most a quoting sentence of the document is put after the summary before anything is changed."""
    clean = changed(kind).clean
    summary = PAIRS.summary if kind.endswith("exchanged") else SUMMARY
    added = clean.removeprefix(summary).strip()

    assert clean.startswith(summary)
    assert added in DOC


@pytest.mark.parametrize(
    ("kind", "summary", "expected"),
    [
        ("names_exchanged", "Orla Venning works for Tobias Rell.", "Tobias Rell works for Orla Venning."),
        ("names_exchanged", "Orla Venning and Tobias Rell met.", None),
        ("names_exchanged", "Orla Venning spoke. The wall pleased Tobias Rell.", None),
        ("numbers_exchanged", "The trust lost 14 ferries in 3 weeks.", "The trust lost 3 ferries in 14 weeks."),
        ("numbers_exchanged", "Between 14 and 30 ferries left.", None),
    ],
)
def test_an_exchange_is_between_neighbours_of_one_sentence(kind: str, summary: str, expected: str | None) -> None:
    """What the sentence only lists means the same in either order, and is left."""
    assert expected == one_fact(summary, kind)


def test_corruptions_are_the_same_in_every_process() -> None:
    """Neither the order of sets nor the clock has a say: two runs measure the same texts."""
    code = (
        "import sys, json; from corruptions import KINDS, corrupt; from reading import Item; "
        "item = Item(*json.loads(sys.argv[1])); print([corrupt(item, kind) for kind in KINDS])"
    )
    fields = json.dumps(["fiction", "harbour-1", DOC, SUMMARY, True])
    told = [
        subprocess.run(  # noqa: S603  (our own interpreter, our own words)
            [sys.executable, "-c", code, fields],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": BENCHMARKS},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert told[0] == told[1]
    assert told[0] == f"{[corrupt(ITEM, kind) for kind in KINDS]}\n"


def test_an_unknown_kind_is_an_error() -> None:
    """A kind misspelt in a script is no kind that never applies."""
    with pytest.raises(KeyError):
        corrupt(ITEM, "numbers_invented")


@pytest.mark.parametrize(
    "summary",
    [
        "The port was closed to 14 ferries.",
        "Costs rose 6 percent.",
        "In 1998 a wall was built.",
        "Three crews complained.",
    ],
)
def test_an_invented_number_stands_nowhere_in_the_document(summary: str) -> None:
    """Digits give way to digits and words to words, of a value that the document does not have."""
    corruption = changed("number_invented", Item("fiction", "one", DOC, summary, supported=True))

    assert value(corruption.added) not in {value(number.text) for number in numbers(DOC)}
    assert corruption.removed[0].isdigit() == corruption.added[0].isdigit()
    assert corruption.removed[0].isupper() == corruption.added[0].isupper()


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("The trust spent $900,000 on a wall.", "The trust spent $2.4 on a wall."),
        ("Costs rose 6 percent.", "Costs rose 11 percent."),
        ("Three crews complained.", "Nine crews complained."),
        ("A wall was built in 1998.", None),
    ],
)
def test_a_swapped_number_is_another_of_its_kind(summary: str, expected: str | None) -> None:
    """Money for money, per cent for per cent, words for words; a year is not exchanged for what is no year."""
    assert expected == one_fact(summary, "number_swapped")


def test_a_number_of_the_same_sentence_is_not_swapped_in() -> None:
    """“6 percent and 11 percent” would stay half true."""
    doc = "Costs rose 6 percent and wages rose 11 percent."

    assert one_fact("Costs and wages rose 6 percent and 11 percent.", "number_swapped", doc) is None


def test_an_invented_name_has_the_form_of_the_true_one() -> None:
    """As many words, the word for its kind kept, and none of the new words in the document."""
    text = one_fact("The wall was built by Brackmere Council.", "name_invented", "The wall of Brackmere Council fell.")

    assert text is not None
    assert text.startswith("The wall was built by ")
    assert text.endswith(" Council.")
    assert "Brackmere" not in text


def test_an_invented_name_in_lower_case_stays_in_lower_case() -> None:
    """A summary without capitals is read with the names that its document writes with capitals."""
    corruption = changed("name_invented", Item("fiction", "low", DOC, "Divers inspected sallow point.", supported=True))

    assert corruption.removed == "sallow point"
    assert corruption.added.islower()


def test_a_summary_and_document_without_capitals_have_no_names() -> None:
    """Where nothing tells a name, no name is changed."""
    doc = "Divers from sallow point inspected the wall. Nobody was hurt."

    assert one_fact("Divers came from sallow point.", "name_invented", doc) is None


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("The wall was praised by Orla Venning.", "The wall was praised by Tobias Rell."),
        ("Divers came from Sallow Point.", "Divers came from Brackmere."),
    ],
)
def test_a_swapped_name_is_another_of_its_kind(summary: str, expected: str) -> None:
    """Persons for persons and places for places, as far as the document tells."""
    doc = (
        "Orla Venning said the wall held. Captain Tobias Rell said so too. "
        "Divers in Sallow Point agreed. It rained in Brackmere."
    )

    assert expected == one_fact(summary, "name_swapped", doc)


def test_names_that_the_document_joins_are_not_swapped() -> None:
    """What it says of “A and B” is as true of the other."""
    doc = "It was said by Orla Venning and Tobias Rell. Later Orla Venning said more, Tobias Rell said less."

    assert one_fact("The wall was praised by Orla Venning.", "name_swapped", doc) is None


@pytest.mark.parametrize(
    ("summary", "removed"),
    [
        ("The port closed on Tuesday.", "Tuesday"),
        ("the port closed on tuesday .", "tuesday"),
        ("It closed in March.", "March"),
    ],
)
def test_an_invented_date_stands_nowhere_in_the_document(summary: str, removed: str) -> None:
    """A weekday gives way to a weekday and a month to a month, in the same case."""
    corruption = changed("date_invented", Item("fiction", "one", DOC, summary, supported=True))

    assert removed == corruption.removed
    assert corruption.added[:3].lower() not in DOC.lower()
    assert removed.islower() == corruption.added.islower()


@pytest.mark.parametrize("summary", ["The crews march home.", "May it be so.", "They may come."])
def test_a_word_that_only_looks_like_a_month_stays(summary: str) -> None:
    """“May” at the start and “march” in lower case are read as verbs."""
    assert one_fact(summary, "date_invented") is None


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("The port was closed.", "The port was not closed."),
        ("The trust has agreed.", "The trust has not agreed."),
        ("The trust will pay.", "The trust will not pay."),
        ("The trust can pay.", "The trust cannot pay."),
        ("Venning said so.", "Venning did not say so."),
        ("The crews took boats.", "The crews did not take boats."),
        ("The trust has boats.", None),
        ("The port was not closed.", None),
        ("The port was n't closed.", None),
        ('Rell told them: "It was closed to us all."', 'Rell did not tell them: "It was closed to us all."'),
    ],
)
def test_a_negation_is_inserted_at_the_verb(summary: str, expected: str | None) -> None:
    """Never a second one, never where it would be no English, never inside a quotation."""
    assert expected == one_fact(summary, "negation_inserted")


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("The crews have not been paid.", "The crews have been paid."),
        ("The crews didn't sail.", "The crews did sail."),
        ("The crews did n't sail.", "The crews did sail."),
        ("The crews didn 't sail.", "The crews did sail."),
        ("The crews won’t sail.", "The crews will sail."),
        ("The crews cannot sail.", "The crews can sail."),
        ("The crews no longer sail.", "The crews still sail."),
        ("It was not only the crews.", None),
        ("The crews sail.", None),
    ],
)
def test_a_negation_is_removed_with_its_verb_kept(summary: str, expected: str | None) -> None:
    """All the ways a negation is written, tokenised ones too."""
    assert expected == one_fact(summary, "negation_removed")


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("The trust could reopen one quay.", "The trust will reopen one quay."),
        ("The trust plans to reopen one quay.", "The trust will reopen one quay."),
        ("The trust is expected to reopen one quay.", "The trust will reopen one quay."),
        ("The trust allegedly paid.", "The trust paid."),
        ("The trust has no plans to reopen.", None),
        ("It closed in May.", None),
    ],
)
def test_what_may_be_is_raised_to_what_will_be(summary: str, expected: str | None) -> None:
    """A verb of planning counts, a noun does not."""
    assert expected == one_fact(summary, "modality_raised")


def test_a_quotation_of_the_summary_is_altered_by_one_word() -> None:
    """The new word is of the document, so that only its place tells the change."""
    doc = 'Orla Venning wrote "the water rises while they talk" and left for the table. Houses leaked.'
    summary = 'She wrote "the water rises while they talk".'
    corruption = changed("quote_altered", Item("fiction", "q", doc, summary, supported=True))

    assert ("while", "table") == (corruption.removed, corruption.added)


def test_a_summary_that_quotes_nobody_has_a_quotation_altered_all_the_same() -> None:
    """The sentence of the document is put after the summary, and then one word of it changes."""
    corruption = changed("quote_altered")

    assert corruption.clean.endswith("told the Brackmere Courier.")
    assert corruption.start > len(SUMMARY)


def test_a_verbatim_quotation_is_a_whole_sentence_with_a_named_speaker() -> None:
    """The control adds what the document says word for word."""
    corruption = changed("quote_verbatim")

    assert corruption.removed == ""
    assert (
        corruption.added
        == ' "The sea does not wait for a committee to finish its lunch," Rell told the Brackmere Courier.'
    )


@pytest.mark.parametrize(
    "doc",
    [
        '"The sea does not wait for a committee," he said to Tobias Rell.',
        '"The sea does not wait for a committee. It never did, Rell said.',
        "Nobody said a word.",
    ],
)
def test_a_quotation_whose_speaker_is_a_pronoun_or_that_is_open_is_no_control(doc: str) -> None:
    """After another sentence, “he” may be somebody else."""
    assert one_fact("Nobody came.", "quote_verbatim", doc) is None


def test_words_are_put_into_the_mouth_of_another_person_of_the_document() -> None:
    """The speaker changes, and the one who takes the place is named in the document."""
    corruption = changed("misattributed")

    assert {corruption.removed, corruption.added} == {"Orla Venning", "Tobias Rell"}


def test_controls_are_kinds() -> None:
    """What must stay unflagged is made in the same way as the rest."""
    assert set(CONTROLS) < set(KINDS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They won 2 - 0 in 1998.", [("2 - 0", "score"), ("1998", "year")]),
        ("It cost £ 50 m, up 6 per cent.", [("50", "money"), ("6", "percent")]),
        ("On 3 march just twenty-one crews came.", [("3", "day"), ("twenty-one", "plain")]),
        ("Route B-52 at 10:30, one of them.", []),
        ("A 68 - year - old came 2nd of 12,400.", [("68", "plain"), ("2", "plain"), ("12,400", "plain")]),
    ],
)
def test_numbers_are_read_with_what_they_count(text: str, expected: list[tuple[str, str]]) -> None:
    """The quick reader knows the kinds that a swap has to keep."""
    assert expected == [(number.text, number.kind) for number in numbers(text)]


@pytest.mark.parametrize(
    ("one", "other"), [("Twenty-one", "21"), ("twelve", "12"), ("1,200", "1200"), ("2 - 0", "2–0"), ("ninety", "90")]
)
def test_a_number_has_one_value_however_it_is_written(one: str, other: str) -> None:
    """Words, digits, commas and dashes aside."""
    assert value(other) == value(one)


def test_names_are_read_without_titles_and_sentence_openers() -> None:
    """A lone first word is a name only where it stands inside a sentence too."""
    text = "Divers met Mayor Orla Venning of the Harbour Trust. Venning left. The town of Sallow Point cheered Venning."

    assert ["Orla Venning of the Harbour Trust", "Venning", "Sallow Point", "Venning"] == [n.text for n in names(text)]
    assert ["sallow point"] == [name.text for name in names_in("they left sallow point .", text)]


def test_the_form_of_a_name_comes_from_the_words_around_it() -> None:
    """Who speaks is a person, what things are in is a place, and a word for its kind makes a body."""
    assert "person" == form("Tobias Rell", DOC)
    assert "place" == form("Sallow Point", DOC)
    assert "body" == form("Harbour Council", DOC)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Tobias Rell", "Rell", True),
        ("Lib Dem", "Liberal Democrat", True),
        ("United Havens", "UH", True),
        ("Brackmere", "Brackmerish", True),
        ("Tobias Rell", "Orla Venning", False),
        ("Al Moss", "Al Fenn", False),
    ],
)
def test_names_that_may_have_one_bearer_are_related(one: str, other: str, *, expected: bool) -> None:
    """A swap between them could stay true."""
    assert (expected, expected) == (related(one, other), related(other, one))


def test_sentences_keep_their_place() -> None:
    """Offsets are those of the text, for closing quote marks and tokenised stops too."""
    text = 'He left. "We stay," she said. Hull lost 2-0 . Nobody came.'

    assert all(text[one.start : one.end] == one.text for one in sentences(text))
    assert ["He left.", '"We stay," she said.', "Hull lost 2-0 .", "Nobody came."] == [o.text for o in sentences(text)]


def items(*flags: tuple[str, bool]) -> list[Item]:
    return [Item("made", str(number), DOC, summary, good) for number, (summary, good) in enumerate(flags)]


def test_figures_of_a_set() -> None:
    """Two of three unsupported flagged, one of four supported: the figures by hand."""
    long, short = "extraordinarily", "plain"
    judged = items((long, False), (long, False), (short, False), (long, True), *[(short, True)] * 3)
    measured = evaluate(judged, flags_long_words)[0]

    assert ("made", 7) == (measured.name, measured.n)
    assert pytest.approx(2 / 3) == measured.precision
    assert pytest.approx(2 / 3) == measured.recall
    assert pytest.approx(1 / 4) == measured.false_alarms
    assert pytest.approx((2 / 3 + 3 / 4) / 2) == measured.balanced
    assert measured.milliseconds >= 0


def test_precision_without_quotes_leaves_findings_on_quotes_out() -> None:
    """An item flagged for its quotes alone counts as not flagged there."""

    def check(summary: str, _: str) -> list[Finding]:
        return [Finding(check=word, severity="error", reason="x") for word in summary.split()]

    judged = items(("quotes", True), ("quotes numbers", False), ("numbers", True), ("", True))
    measured = row("made", run(judged, check))

    assert pytest.approx(1 / 3) == measured.precision
    assert pytest.approx(1 / 2) == measured.precision_without_quotes


def test_a_warning_flags_nothing() -> None:
    """Only an error withholds a sentence."""

    def check(_: str, __: str) -> list[Finding]:
        return [Finding(check="echo", severity="warning", reason="x")]

    assert [False] == [outcome.flagged for outcome in run([ITEM], check)]


def test_what_cannot_be_divided_is_not_a_number_and_stays_out_of_the_mean() -> None:
    """A set of one class has no balanced accuracy."""
    judged = [*items(("extraordinarily", False), ("plain", True)), Item("alone", "x", DOC, "plain", supported=True)]
    measured = rows(run(judged, flags_long_words))

    assert ["alone", "made"] == [one.name for one in measured]
    assert math.isnan(measured[0].balanced)
    assert math.isnan(measured[0].precision)
    assert macro(measured) == 1
    assert math.isnan(macro(measured[:1]))


def test_an_error_that_the_clean_text_has_too_is_not_new() -> None:
    """A check that always complains catches nothing."""

    def grumble(_: str, __: str) -> list[Finding]:
        return [Finding(check="mood", severity="error", reason="No.")]

    measured = {one.kind: one for one in evaluate_corruptions(FICTION, grumble)}

    assert (3, 3, 0) == (measured["clean"].n, measured["clean"].flagged, measured["clean"].new)
    assert (0, measured["name_swapped"].n) == (measured["name_swapped"].new, measured["name_swapped"].flagged)


def test_only_supported_summaries_are_corrupted() -> None:
    """A false summary with another false fact in it proves nothing."""
    false = Item("fiction", "false", DOC, SUMMARY, supported=False)

    assert try_corruptions([false], naive) == []


def test_each_text_is_checked_once() -> None:
    """The clean summary serves all kinds."""
    asked: list[str] = []

    def check(summary: str, _: str) -> Sequence[Finding]:
        asked.append(summary)
        return ()

    try_corruptions(FICTION, check)

    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        (SUMMARY, []),
        ("The port was closed to 15 ferries.", ["numbers"]),
        ("It was closed by Ilse Brandt.", ["names", "names"]),
        ('Rell said: "The sea waits for the committee."', ["quotes"]),
        ("The port was closed to 11 ferries on Tuesday.", []),
    ],
)
def test_the_floor_looks_for_words_anywhere(summary: str, expected: list[str]) -> None:
    """It catches what is invented and lets pass what is true of something else."""
    assert expected == [finding.check for finding in naive(summary, DOC)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "judged.jsonl"
    records = [
        {"dataset": dataset, "id": f"{dataset}-{number}", "doc": f"{DOC} Note {number}.", "summary": summary}
        for dataset in ("alpha", "beta")
        for number, summary in enumerate(
            ["The port was closed to 14 ferries.", "The port was closed to 77 ferries."] * 3
        )
    ]
    lines = [json.dumps({**record, "supported": "14" in record["summary"]}) for record in records]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_halves_are_apart_and_whole(data: Path) -> None:
    """By document: no document is in both."""
    development, blind = load(data, "development"), load(data, "blind")

    assert len(load(data)) == len(development) + len(blind)
    assert not {item.doc for item in development} & {item.doc for item in blind}
    assert {"development"} == {half_of(item.doc) for item in development}


def test_a_limit_takes_so_many_of_each_set_and_always_the_same(data: Path) -> None:
    """The order of the file has no say in the choice."""
    chosen = load(data, limit=2)
    data.write_text("\n".join(reversed(data.read_text(encoding="utf-8").splitlines())), encoding="utf-8")

    assert ["alpha", "alpha", "beta", "beta"] == sorted(item.dataset for item in chosen)
    assert set(load(data, limit=2)) == set(chosen)
    assert {"beta"} == {item.dataset for item in load(data, sets=["beta"])}


def test_the_command_without_data_says_so_and_measures_the_rest(capsys: pytest.CaptureFixture[str]) -> None:
    """The examples are always there."""
    grounding.main(["--data", "nowhere/judged.jsonl"])
    out = capsys.readouterr().out

    assert "There is no nowhere/judged.jsonl" in out
    assert "clean examples" in out
    assert "number_swapped" in out
    assert "macro" not in out


def test_the_command_without_data_and_without_examples_prints_empty_tables(capsys: pytest.CaptureFixture[str]) -> None:
    """A set that is not there is no error."""
    grounding.main(["--data", "nowhere/judged.jsonl", "--set", "alpha"])

    assert "one fact changed" in capsys.readouterr().out


def test_the_command_with_data_prints_each_set_and_writes_what_went_wrong(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every false alarm and miss can be read, with its document."""
    monkeypatch.setattr(grounding, "checker", lambda *_, **__: flags_long_words)
    written = tmp_path / "wrong.txt"
    grounding.main(["--data", str(data), "--set", "alpha", "--by-check", "--errors", str(written)])
    out = capsys.readouterr().out

    assert "\nalpha " in out
    assert "beta" not in out
    assert "macro balanced accuracy" in out
    assert "on unsupported" in out
    assert "alpha: missed (3)" in written.read_text(encoding="utf-8")
    assert "Harbour Trust" in written.read_text(encoding="utf-8")


def test_mistakes_are_grouped_by_set_and_check() -> None:
    """A false alarm names the checks that fired, a miss has none to name."""
    judged = items(("extraordinarily", True), ("plain", False), ("plain", True))
    told = grounding.mistakes(run(judged, flags_long_words))

    assert "made: false alarm of length (1)" in told
    assert "“extraordinarily” is long." in told
    assert "made: missed (1)" in told


def test_missed_corruptions_show_the_change_in_its_place() -> None:
    """Old and new stand in brackets where the fact stood."""
    told = grounding.missed_corruptions(try_corruptions([FICTION[1]], lambda _, __: [], ["number_swapped", "clean"]))

    assert "number_swapped: missed (1)" in told
    assert "Costs rose [6 -> 11] percent" in told
    assert "clean" not in told


def test_the_curve_measures_each_threshold_and_puts_ours_back(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A line a threshold, ours marked; afterwards the check has the one that it had."""
    items = [
        {"dataset": "made", "id": str(number), "doc": DOC, "summary": summary, "supported": supported}
        for number in range(3)
        for summary, supported in ((SUMMARY, True), ("The mayor of Atlantis resigned.", False))
    ]
    data = tmp_path / "items.jsonl"
    data.write_text("\n".join(map(json.dumps, items)), encoding="utf-8")
    monkeypatch.setattr(curve, "DATA", data)
    monkeypatch.setattr(curve, "LINES", {"NAME_THRESHOLD": (0.0, swaps.NAME_THRESHOLD)})
    before = swaps.NAME_THRESHOLD
    curve.main(["--half", "all"])
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    # At 0 every name stands in another's place; at ours none of a true summary does.
    assert lines[2][1:4] == ["0", "50.0%", "100.0%"]
    assert lines[3][1:5] == [f"{before:g}", "*", "100.0%", "0.0%"]
    assert before == swaps.NAME_THRESHOLD
