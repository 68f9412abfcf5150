import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.brief import Finding
from briefgen.story import Story
from briefgen.verify.attribution import check
from briefgen.verify.claim import Claim
from briefgen.verify.reading.marks import narration, quotations
from briefgen.verify.reading.speakers import attributions
from conftest import no_blow_up

COPY = """Two tankers collided off Gannet Rock on Monday, and the coastguard closed the northern lane.

The pilot of the larger tanker had slept for three hours in two days, police said.

Ilse Varnholt, who heads the Sundholm inquiry, said the radar log showed no warning from the harbour tower. The \
larger ship reportedly carried 40,000 tonnes of crude. According to the Selwyn Pilots' Guild, traffic would return to \
normal within a week.

Teodor Maskelyn, the owner's lawyer, argued that the harbour master had refused a tug twice. He claimed the refusals \
were recorded on tape.

The clean-up will cost $14 million, insurers expect. Deputy mayor Anneke Solbraa announced that beaches would stay \
shut until Friday.

Prosecutors opened a case on Tuesday. The first mate is alleged to have switched off the bridge alarm.

Varnholt will hear the crews in March. Maskelyn declined to name the pilot. Solbraa thanked the volunteers."""
STORY = Story.from_text(COPY)


def only(text: str, cites: tuple[int, ...] = ()) -> Finding:
    (finding,) = check(Claim(text, "reported", cites), STORY)
    return finding


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The pilot of the larger tanker had slept for three hours in two days.", "the police"),
        ("The pilot had slept only three hours in two days.", "the police"),
        ("The radar log showed no warning from the harbour tower.", "Ilse Varnholt"),
        ("No warning came from the harbour tower, the radar log showed.", "Ilse Varnholt"),
        ("Traffic will return to normal within a week.", "Selwyn Pilots' Guild"),
        ("The harbour master had refused a tug twice.", "Teodor Maskelyn"),
        ("The harbour master refused a tug twice before.", "Teodor Maskelyn"),
        ("The refusals were recorded on tape.", "Teodor Maskelyn"),
        ("The clean-up will cost $14 million.", "the insurers"),
    ],
)
def test_source_left_out_is_a_warning(text: str, source: str) -> None:
    """What the copy gives to a source and the claim states as fact is warned of, with the sentence."""
    finding = only(text)

    assert ("attribution", "warning") == (finding.check, finding.severity)
    assert finding.reason.startswith(f"The copy gives this to {source}")
    assert finding.reason.endswith("; the brief states it as fact.")
    assert finding.evidence is not None
    assert COPY[finding.evidence.start : finding.evidence.end] == finding.evidence.text


@pytest.mark.parametrize(
    "text",
    [
        "The larger ship carried 40,000 tonnes of crude.",
        "The first mate switched off the bridge alarm.",
    ],
)
def test_hearsay_as_fact_is_a_warning(text: str) -> None:
    """What is "reportedly" or "alleged" so has a source without a name."""
    assert "The copy has this as hearsay; the brief states it as fact." == only(text).reason


@pytest.mark.parametrize(
    "text",
    [
        "Police said the pilot had slept for three hours in two days.",
        "The pilot had slept for three hours in two days, according to police.",
        "The pilot had reportedly slept for three hours in two days.",
        "The pilot allegedly slept for three hours in two days.",
        "The pilot may have slept for three hours in two days.",
        "Insurers expect the clean-up to cost $14 million.",
        "The clean-up is expected to cost $14 million.",
        "The alleged refusal of a tug by the harbour master is on tape.",
        "Two tankers collided off Gannet Rock on Monday.",
        "The coastguard closed the northern lane.",
        "Prosecutors opened a case on Tuesday.",
        "Beaches will stay shut until Friday.",
        "Varnholt heads the Sundholm inquiry.",
        "Varnholt will hear the crews in March.",
        "Nothing of this is in the copy at all.",
        "Tankers sank.",
        "",
    ],
)
def test_source_kept_and_plain_fact_are_right(text: str) -> None:
    """A claim that names or hints at a source is fine, and so is what the copy says itself or somebody announced."""
    assert [] == check(Claim(text), STORY)


@pytest.mark.parametrize("basis", ["inference", "forecast"])
def test_only_reports_need_a_source(basis: str) -> None:
    """An inference or a forecast is the brief's own."""
    assert [] == check(Claim("The clean-up will cost $14 million.", basis), STORY)  # type: ignore[arg-type]


def test_what_the_copy_also_says_itself_is_fact() -> None:
    """One sentence without a source is enough."""
    story = Story.from_text(
        "The tower sent no warning to the tanker, police said. The tower sent the tanker no warning."
    )

    assert [] == check(Claim("The tower sent no warning to the tanker."), story)


def test_cited_sentences_are_what_a_claim_rests_on() -> None:
    """Where the claim says on what it rests, no other sentence is looked for; numbers that do not exist are ignored."""
    text = "The pilot of the larger tanker had slept for three hours in two days."

    assert "warning" == only(text, (2,)).severity
    assert "warning" == only(text, (99,)).severity
    assert [] == check(Claim(text, "reported", (1,)), STORY)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Solbraa said the harbour master had refused a tug twice.", "Teodor Maskelyn", "Solbraa"),
        ("Anneke Solbraa argued that the harbour master refused a tug twice.", "Teodor Maskelyn", "Anneke Solbraa"),
        ("The harbour master had refused a tug twice, Solbraa said.", "Teodor Maskelyn", "Solbraa"),
        ("The harbour master had refused a tug twice, according to Solbraa.", "Teodor Maskelyn", "Solbraa"),
        ("Solbraa warned that the radar log showed no warning from the tower.", "Ilse Varnholt", "Solbraa"),
        ("Maskelyn said the radar log showed no warning from the harbour tower.", "Ilse Varnholt", "Maskelyn"),
        ("Varnholt said the refusals were recorded on tape.", "Teodor Maskelyn", "Varnholt"),
        ("Varnholt announced that beaches would stay shut until Friday.", "Anneke Solbraa", "Varnholt"),
        ("Varnholt promised that beaches would stay shut until Friday.", "Anneke Solbraa", "Varnholt"),
    ],
)
def test_source_exchanged_is_an_error(text: str, right: str, wrong: str) -> None:
    """The copy gives it to one person, the claim to another, who speaks nowhere near it."""
    finding = only(text)

    assert "error" == finding.severity
    assert finding.reason.endswith(f"{right}, not to {wrong}.")
    assert finding.evidence is not None


@pytest.mark.parametrize(
    "text",
    [
        "Maskelyn said the harbour master had refused a tug twice.",
        "Teodor Maskelyn claimed that the harbour master had refused a tug twice.",
        "The owner said the harbour master had refused a tug twice.",
        "He said the harbour master had refused a tug twice.",
        "A spokesman for Solbraa said the harbour master had refused a tug twice.",
        "The inquiry said the radar log showed no warning from the harbour tower.",
        "Sundholm said the radar log showed no warning from the harbour tower.",
        "Maskelyn said the clean-up would cost $14 million.",
        "Pell said the harbour master had refused a tug twice.",
        "Solbraa said she thanked the volunteers.",
        "Solbraa said so.",
        "Varnholt said “the harbour master had refused a tug twice”.",
    ],
)
def test_source_that_cannot_be_told_apart_is_no_error(text: str) -> None:
    """Bodies, offices, pronouns, strangers and those who speak near it may be meant; quotations are not for here."""
    assert [] == [one for one in check(Claim(text), STORY) if one.severity == "error"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ilse Varnholt said it.", [("Ilse Varnholt", "name")]),
        ("Sundholm's chief mediator, Ilse Varnholt, told reporters.", [("Ilse Varnholt", "name")]),
        ("Ilse Varnholt, 61, chief mediator of Sundholm, said it.", [("Ilse Varnholt", "name")]),
        ("Ilse Varnholt , the mediator , said it .", [("Ilse Varnholt", "name")]),
        ("“No,” said Ilse Varnholt, the mediator.", [("Ilse Varnholt", "name")]),
        ("“No,” said Sundholm's chief mediator, Ilse Varnholt.", [("Ilse Varnholt", "name")]),
        ("Ilse Varnholt, who was there, later said it.", [("Ilse Varnholt", "name")]),
        ("Varnholt on Monday said it.", [("Varnholt", "name")]),
        ("“No,” said a spokesman for Varnholt.", [("Varnholt", "role")]),
        ("A spokesman for Varnholt said it.", [("Varnholt", "role")]),
        ("Mr. Ortiz said it.", [("Mr. Ortiz", "name")]),
        ("Ortiz and Pell would say it.", [("Pell", "name")]),
        ("The police said it.", [("The police", "role")]),
        ("“No,” she said.", [("she", "pronoun")]),
        ("Prices fell, according to Varnholt, while Ortiz warned of more.", [("Varnholt", "name"), ("Ortiz", "name")]),
        ("Varnholt was told that Ortiz would not say.", []),
        ("Varnholt declined to say.", []),
        ("“Ortiz said no.”", []),
    ],
)
def test_attributions_are_read_off_a_sentence(text: str, said: list[tuple[str, str]]) -> None:
    """Subjects stand before the verb, with what describes them, or behind it; passive and negated verbs have none."""
    assert said == [(one.speaker, one.kind) for one in attributions(narration(text, quotations(text)))]


@given(
    st.text(alphabet="abcOPR ,.:;'“”", max_size=80),
    st.lists(
        st.sampled_from(["Ortiz", "said", "told", "according to", ",", "who", "he", "the", "a", "x."]), max_size=20
    ),
)
def test_no_text_breaks_the_check(text: str, words: list[str]) -> None:
    """Whatever claim and copy say, findings point into the copy."""
    story = Story.from_text(f"Ortiz said a b c. {' '.join(words)}")

    for claim in (text, " ".join(words), f"Pell said {text}"):
        for finding in check(Claim(claim), story):
            assert finding.evidence is not None
            assert story.text[finding.evidence.start : finding.evidence.end] == finding.evidence.text


@pytest.mark.parametrize(
    "unit", ["Ortiz said ", "said Ortiz, a ", "Ortiz, x, ", "Ortiz and Pell ", "A.", "A'A", "reportedly a ", "the a "]
)
def test_hostile_copy_takes_no_more_than_its_length(unit: str) -> None:
    """A hundred thousand characters of names and verbs are read in seconds."""
    text = (unit * 100_000)[:100_000].strip()
    story = Story.model_validate(
        {"text": text, "sentences": [{"number": 1, "start": 0, "end": len(text), "text": text}]}
    )

    with no_blow_up():
        check(Claim("Ortiz said that Pell and Varnholt reportedly saw the harbour."), story)
        check(Claim(text[:2000]), story)
