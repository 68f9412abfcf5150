import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.brief import Finding
from briefgen.story import Story
from briefgen.verify.claim import Claim
from briefgen.verify.quotes import check
from briefgen.verify.reading.marks import quotations

COPY = """The harbour board of Port Selwyn voted 5-2 on Tuesday to close the old fish market, its chairwoman, Ilse \
Varnholt, said.

“Nobody should call this a victory, because nobody wanted it,” Varnholt told reporters. “We didn’t close the market; \
the $3.1 million bill did.”

Teodor Maskelyn, who leads the traders’ union, said his members would “fight on and never surrender” until the vote of \
Oct 4. He called the board’s figures “a fairy tale”, and said that 1,500 jobs were at risk.

"They told us 'trust the process' for ten years," Maskelyn said. "There is no process."

Mayor Anneke Solbraa said she had not seen the plan, but that the town must decide within 30 days. “I will read it \
[the plan] tonight,” she said, “and I will answer tomorrow.”

The market appears in Corwin Abelard’s novel The Long Road to the Tide. “It was my father’s second home,” Abelard \
said. “He sold herring there for 40 years, won the 2-0 bet of 1998, and he died there.”"""
STORY = Story.from_text(COPY)

TOKENISED = Story.from_text(
    "The board voted 5 - 2 to close the market , Ilse Varnholt said . `` Nobody should call this a victory , because "
    "nobody wanted it , '' Varnholt told reporters . `` We did n't close it ; the $ 3.1 million bill did . '' "
    "The traders ' union said its members would ` fight on and never surrender ' until the vote . ' It 's a fairy "
    "tale , ' Teodor Maskelyn said ."
)


def reasons(text: str, story: Story = STORY) -> list[str]:
    return [finding.reason for finding in check(Claim(text), story)]


def only(text: str, story: Story = STORY) -> Finding:
    (finding,) = check(Claim(text), story)
    return finding


@pytest.mark.parametrize(
    "text",
    [
        "“Nobody should call this a victory, because nobody wanted it,” Varnholt said.",
        '"Nobody should call this a victory, because nobody wanted it," Varnholt said.',
        "‘Nobody should call this a victory, because nobody wanted it,’ Varnholt said.",
        "'Nobody should call this a victory, because nobody wanted it,' Varnholt said.",
        "«Nobody should call this a victory, because nobody wanted it», Varnholt said.",
        "„Nobody should call this a victory, because nobody wanted it“, Varnholt said.",
        "`` Nobody should call this a victory , because nobody wanted it , '' Varnholt said .",
        "`` Nobody should call this a victory , because nobody wanted it , `` Varnholt said .",
        "` Nobody should call this a victory ' , Varnholt said .",
        "Varnholt said:' Nobody should call this a victory' on Tuesday.",
        "Varnholt said nobody “should call this a victory.”",
        "Varnholt said it was not she but “the $3.1 million bill” that closed it.",
        "“We did n't close the market ; the $ 3.1 million bill did , ” Varnholt said.",
        "“We didn't close the market,” Varnholt said.",
        "“WE DIDN’T CLOSE THE MARKET,” Varnholt said.",
        "“we didn’t close the market” is how Varnholt put it.",
        "Maskelyn’s traders would “fight on and never surrender”.",
        "Maskelyn’s traders would “fight on — and never surrender”.",
        "The players' union's vote didn't count, and the '90s are over, said the dockers' club.",
        "Maskelyn called it “a fairy tale”.",
        "“They told us ‘trust the process’ for ten years,” Maskelyn said.",
        "'They told us \"trust the process\" for ten years,' Maskelyn said.",
        "They were told to “trust the process”, Maskelyn said.",
        "“I will read it [the plan] tonight,” Solbraa said.",
        "“I will read [the board’s plan] tonight,” Solbraa said.",
        "“I will read it [Tuesday’s plan] tonight” is what she promised.",
        "“[N]obody wanted it,” Varnholt said.",
        "“I will read it [the plan] tonight and I will answer tomorrow,” Solbraa said.",
        "“I will read it … and I will answer tomorrow,” Solbraa said.",
        "“Nobody should call this a victory ... We didn’t close the market,” Varnholt said.",
        "“He sold herring there [...] and he died there,” Abelard said.",
        "“He sold herring . . . and he died there,” Abelard said.",
        "“He sold herring there for 40 years, won the 2 - 0 bet,” Abelard said.",
        "“They told us 'trust the process' for ten years. There is no process,” Maskelyn said.",
        "The “old fish” market will close.",
        "The “market” will close.",
        "Abelard wrote “The Long Road to the Tide”.",
        "Abelard wrote “The Long Tide”.",
        "The so-called “harbour war” goes on.",
        "Neither side agreed.",
        "“”",
        "",
    ],
)
def test_exact_quotation_is_right(text: str) -> None:
    """Marks, spaces, dashes, capitals and final punctuation do not count; gaps that are marked as gaps may be there."""
    assert [] == reasons(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "“Nobody should call this a triumph, because nobody wanted it,” Varnholt said.",
            "The quotation differs from the copy: “triumph” stands where the copy has “victory”.",
        ),
        (
            "“Everybody should call this a victory,” Varnholt said.",
            "The quotation differs from the copy: “Everybody” stands where the copy has “Nobody”.",
        ),
        (
            "“Nobody should call this a defeat,” Varnholt said.",
            "The quotation differs from the copy: “defeat” stands where the copy has “victory”.",
        ),
        (
            "'Nobody should call this a defeat,' Varnholt said.",
            "The quotation differs from the copy: “defeat” stands where the copy has “victory”.",
        ),
        (
            "Nobody should call this a defeat,” Varnholt said.",
            "The quotation differs from the copy: “defeat” stands where the copy has “victory”.",
        ),
        (
            "Varnholt said: “Nobody should call this a defeat.",
            "The quotation differs from the copy: “defeat” stands where the copy has “victory”.",
        ),
        (
            "“Nobody should not call this a victory,” Varnholt said.",
            "The quotation differs from the copy: it adds “not”.",
        ),
        (
            "“We did close the market,” Varnholt said.",
            "The quotation differs from the copy: “did” stands where the copy has “didn’t”.",
        ),
        (
            "Traders would “fight on and surrender”.",
            "The quotation differs from the copy: it leaves out “never”.",
        ),
        (
            "“The $3.2 million bill did,” Varnholt said.",
            "The quotation differs from the copy: “3.2” stands where the copy has “3.1”.",
        ),
        (
            "“The $31 million bill did,” Varnholt said.",
            "The quotation differs from the copy: “31” stands where the copy has “3.1”.",
        ),
        (
            "“We didn’t close the market; the €3.1 million bill did,” Varnholt said.",
            "The quotation differs from the copy: “€” stands where the copy has “$”.",
        ),
        (
            "“We didn’t close the market; the 1 million bill did,” Varnholt said.",
            "The quotation differs from the copy: “1” stands where the copy has “$3.1”.",
        ),
        (
            "“Won the 20 bet of 1998,” Abelard said.",
            "The quotation differs from the copy: “20” stands where the copy has “2-0”.",
        ),
        (
            "“I will answer tomorrow … I will read it [the plan] tonight,” Solbraa said.",
            "The copy has these words, but not in one run.",
        ),
        (
            "“I will read it [the plan] tomorrow,” Solbraa said.",
            "The copy has these words, but not in one run.",
        ),
        (
            "“I will never read it [the plan] tonight,” Solbraa said.",
            "The quotation differs from the copy: it adds “never”.",
        ),
        (
            "“I will read it (Tuesday’s plan) tonight,” Solbraa said.",
            "The quotation differs from the copy: “Tuesday’s” stands where the copy has “the”.",
        ),
        (
            "“Nobody should call this a victory … There is no process,” Varnholt said.",
            "The copy has these words, but not in one run.",
        ),
        (
            "“Fairies pay their bills in herring every single morning,” Varnholt said.",
            "The copy does not have the words of this quotation.",
        ),
        ("The vote was a “farce”.", "The copy does not have the words of this quotation."),
        (
            "Maskelyn called it “a fairy story”.",
            "The quotation differs from the copy: “story” stands where the copy has “tale”.",
        ),
        ("The board’s “grand harbour swindle” goes on.", "The copy does not have the words of this quotation."),
        ("“Did n't close market”, said Varnholt .", "The quotation differs from the copy: it leaves out “the”."),
    ],
)
def test_quotation_that_differs_is_an_error(text: str, reason: str) -> None:
    """One word, negation, number or sign is enough; the reason names the first difference from a near passage."""
    finding = only(text)

    assert ("quotes", "error") == (finding.check, finding.severity)
    assert reason == finding.reason


@pytest.mark.parametrize(
    "text",
    [
        "“She had not seen the plan,” Solbraa said.",
        "Maskelyn said “1,500 jobs were at risk”.",
        "The town “must decide within 30 days”.",
        "The board decided “to close the old fish market”.",
        "Traders “would fight on and never surrender”.",
        "'The town must decide within 30 days,' Solbraa said.",
    ],
)
def test_paraphrase_in_quote_marks_is_an_error(text: str) -> None:
    """Three words and more that the copy has outside its quote marks only are no quotation."""
    finding = only(text)

    assert "The copy has these words, but not as a quotation." == finding.reason
    assert finding.evidence is not None
    assert COPY[finding.evidence.start : finding.evidence.end] == finding.evidence.text


@pytest.mark.parametrize(
    ("copy", "text"),
    [
        (
            "The board will close the fish market. Varnholt said so.",
            "“The board will close the fish market,” she said.",
        ),
        (
            "Q. and A. on the “fish war”.\n\nVarnholt: We will close the market by May.",
            "“We will close the market by May,” Varnholt said.",
        ),
        (
            "“We will close it.\n\n“And we will close it by May,” Varnholt said. “So there.”",
            "“We will close it … by May,” Varnholt said.",
        ),
        ('Varnholt said: \'We will close it by May. Maskelyn said "no".', "“We will close it by May,” Varnholt said."),
    ],
)
def test_copy_without_paired_marks_gets_the_benefit_of_the_doubt(copy: str, text: str) -> None:
    """Copy without marks, a transcript, a speech over two paragraphs, a mark that is never closed: all are speech."""
    assert [] == reasons(text, Story.from_text(copy))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "“Nobody should call this a victory,” Maskelyn said.",
            "The copy gives these words to Varnholt, not to Maskelyn.",
        ),
        (
            "Maskelyn said: “Nobody should call this a victory.”",
            "The copy gives these words to Varnholt, not to Maskelyn.",
        ),
        (
            "“Nobody should call this a victory,” said Teodor Maskelyn, the leader of the traders.",
            "The copy gives these words to Varnholt, not to Teodor Maskelyn.",
        ),
        (
            "“Nobody should call this a victory,” according to Maskelyn.",
            "The copy gives these words to Varnholt, not to Maskelyn.",
        ),
        (
            "Maskelyn told reporters nobody should “call this a victory”.",
            "The copy gives these words to Varnholt, not to Maskelyn.",
        ),
        ("“There is no process,” Varnholt said.", "The copy gives these words to Maskelyn, not to Varnholt."),
        (
            "“They told us 'trust the process' for ten years,” Ilse Varnholt, the chairwoman, said.",
            "The copy gives these words to Maskelyn, not to Ilse Varnholt.",
        ),
    ],
)
def test_words_in_the_wrong_mouth_are_an_error(text: str, reason: str) -> None:
    """The speaker whom the claim names is not the one whom the copy names, and both are people in the copy."""
    finding = only(text)

    assert reason == finding.reason
    assert "error" == finding.severity
    assert finding.evidence is not None


@pytest.mark.parametrize(
    "text",
    [
        "“Nobody should call this a victory,” Ilse Varnholt said.",
        "“Nobody should call this a victory,” chairwoman Varnholt said.",
        "“Nobody should call this a victory,” the chairwoman said.",
        "“Nobody should call this a victory,” she said.",
        "“Nobody should call this a victory,” a spokesman for Maskelyn said.",
        "“Nobody should call this a victory,” the board said.",
        "“Nobody should call this a victory,” Varnholt told Maskelyn.",
        "Maskelyn attacked what Varnholt called “a victory”.",
        "Maskelyn was told by Varnholt that nobody should “call this a victory”.",
        "“I will answer tomorrow,” Anneke Solbraa said.",
        "“I will answer tomorrow,” Maskelyn said.",
        "Varnholt called the figures “a fairy tale”.",
    ],
)
def test_speaker_who_cannot_be_told_apart_is_no_finding(text: str) -> None:
    """Short names, offices, bodies and pronouns may all be the speaker; after a "she said" whoever is named near it."""
    assert [] == [one for one in reasons(text) if "gives these words" in one]


@pytest.mark.parametrize(
    "text",
    [
        "“Nobody should call this a victory, because nobody wanted it,” Varnholt said.",
        "`` We did n't close it ; the $ 3.1 million bill did , '' Varnholt said .",
        "“We didn’t close it; the $3.1 million bill did.”",
        "The traders’ union would “fight on and never surrender”.",
        "“It’s a fairy tale,” Maskelyn said.",
        "' It 's a fairy tale , ' Maskelyn said .",
        "The traders ' union did n't vote .",
    ],
)
def test_tokenised_copy_is_the_same_copy(text: str) -> None:
    """What a tokeniser cut apart is put together on both sides before it is compared."""
    assert [] == reasons(text, TOKENISED)


@pytest.mark.parametrize(
    "text",
    [
        "“We did close it; the $3.1 million bill did.”",
        "“We did n't close it ; the $ 3.2 million bill did . ”",
        "“Its a fairy tale,” Maskelyn said.",
        "` fight on and always surrender '",
        "“We did”, Varnholt said, and it was not true.",
    ],
)
def test_tokenised_copy_hides_no_change(text: str) -> None:
    """A negation cut apart is not the verb without it, and an apostrophe makes a difference."""
    assert 1 == len(reasons(text, TOKENISED))


def test_each_quotation_is_checked_and_shown_where_it_stands() -> None:
    """A finding points at its quotation, marks included, and at the nearest sentences of the copy."""
    text = "“There is a process,” Maskelyn said; Varnholt spoke of “the $3.1 million bill” and “a defeat for all”."
    first, second = check(Claim(text, "forecast"), STORY)

    assert "“There is a process,”" == text[slice(*first.span or ())]
    assert "“a defeat for all”" == text[slice(*second.span or ())]
    assert first.evidence is not None
    assert '"There is no process."' == first.evidence.text
    assert None is second.evidence


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “a ‘b’ c” and 'd'.", ["“a ‘b’ c”", "'d'"]),
        ("“A “b” c,” he said.", ["“A “b” c,”"]),
        ('"A "b" c," he said.', ['"A "b" c,"']),
        ("'The traders' union won,' he said.", ["'The traders' union won,'"]),
        ("The traders' union said 'no' and the dockers' union 'yes'.", ["'no'", "'yes'"]),
        ("rock 'n' roll of the '80s, let 'em", []),
        ("it 's the traders ' hall", []),
        ('a 6" pipe and a "tap"', ['"tap"']),
        ("”A b,” he said", ["”A b,”"]),
        ("` `It changed me . ' ' he said", ["` `It changed me . ' '"]),
        ('"A b. "C d," he said', ['"A b. ', '"C d,"']),
        ("O'Hara's 'it's o'clock' joke", ["'it's o'clock'"]),
    ],
)
def test_marks_are_paired(text: str, quoted: list[str]) -> None:
    """Outermost marks of any kind pair; apostrophes are no marks."""
    assert quoted == [text[one.start : one.end] for one in quotations(text) if not one.loose]


@given(st.text(alphabet="ab S.,'’‘“”\"`«»[]…-1$\n", max_size=80), st.text(alphabet="ab S.,'’“”\"`[]…1\n", max_size=80))
def test_no_text_breaks_the_check(text: str, copy: str) -> None:
    """Whatever the marks, findings point into claim and copy."""
    story = Story.from_text(f"Ortiz said “a b”. {copy}")

    for finding in check(Claim(text), story):
        assert finding.span is not None
        assert 0 <= finding.span[0] < finding.span[1] <= len(text)
        if finding.evidence:
            assert story.text[finding.evidence.start : finding.evidence.end] == finding.evidence.text


@pytest.mark.parametrize(
    "unit", ['"a "b ', "'a 'b s' ", "` ", "a ", "A'A", "Ortiz said ", "[a", "... ", "said Ortiz, “a” "]
)
def test_hostile_copy_takes_no_more_than_its_length(unit: str) -> None:
    """A hundred thousand characters of marks and names are read in seconds."""
    text = (unit * 100_000)[:100_000].strip()
    story = Story.model_validate(
        {"text": text, "sentences": [{"number": 1, "start": 0, "end": len(text), "text": text}]}
    )
    started = time.perf_counter()

    check(Claim("“Ortiz said a b c d … a,” Pell said."), story)
    check(Claim(text[:2000]), story)

    assert 10 > time.perf_counter() - started
