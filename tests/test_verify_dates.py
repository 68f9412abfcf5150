from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.brief import Finding
from briefgen.story import Story
from briefgen.verify.claim import Claim
from briefgen.verify.dates import check
from briefgen.verify.reading.times import times_of
from conftest import no_blow_up

# Wednesday, Nov. 18, 2026, in the evening.
STAMP = datetime(2026, 11, 18, 20, 0, tzinfo=UTC)


def found(copy: str, claim: str, **metadata: object) -> list[Finding]:
    """Findings on a claim against a story; the story names something besides, so that it is never empty."""
    return check(Claim(claim), Story.from_text(f"{copy} The Hallam Strait stays open.", **metadata))


@pytest.mark.parametrize(
    ("copy", "claim"),
    [
        ("Envoys left on Friday.", "Envoys left Port Selwyn on Friday."),
        ("Envoys leave on Nov.\N{NO-BREAK SPACE}20.", "Envoys leave on 20\N{NARROW NO-BREAK SPACE}November."),
        ("She has a plan.", "On frıday the ſummer of ſix ſundays ended."),
        ("Envoys left friday night.", "Envoys left on Friday night."),
        ("Envoys left on Friday.", "The envoys’ departure, on friday , surprised Orvane."),
        ("The board meets on Fri. afternoon.", "The board meets on Friday."),
        ("The board meets Fri., Nov. 20.", "The board meets on Friday, 20 November."),
        ("Friday's vote was close.", "The vote on Friday was close."),
        ("Shops close on Fridays.", "Shops close every Friday."),
        ("Envoys left last Friday.", "Envoys left on Friday."),
        ("Envoys left on Friday.", "Envoys left last Friday."),
        ("The vote is on Nov. 20.", "The vote is on 20 November."),
        ("The vote is on November 20, 2026.", "The vote is on Nov. 20."),
        ("The vote is on 20th November 2026.", "The vote is due on November 20, 2026."),
        ("The vote is on the 20th of November.", "The vote is on Nov 20."),
        ("The vote is on 2026-11-20.", "The vote is on November 20, 2026."),
        ("The vote is on nov . 20 .", "The vote is on Nov. 20."),
        ("The fair runs Nov. 20-22.", "The fair ends on Nov. 22."),
        ("The fair runs from 20 to 22 November.", "The fair is open on November 21."),
        ("The fair opens on Nov. 20 and shuts on Nov. 22.", "The fair runs Nov. 20–22."),
        ("Hearings are on Nov. 20 and 22.", "A hearing is on Nov. 22."),
        ("The vote in November was put off to the 20th.", "The vote was put off to Nov. 20."),
        ("The vote is on Sunday, Nov 30.", "The vote is on Nov. 30, a Sunday."),
        ("The vote is on Nov 30. It was called last Sunday.", "The vote is on Sunday, Nov 30."),
        ("It passed in March 2024.", "It passed in March."),
        ("It passed on March 4.", "It passed in March."),
        ("It passed in March. The fund dates from 2024.", "It passed in March 2024."),
        ("August was the wettest month.", "It rained most in August."),
        ("The March vote was close.", "The vote in March was close."),
        ("The tariff starts in 2019.", "The tariff starts in 2019."),
        ("He led the 2018-19 talks.", "He led talks in 2019."),
        ("He led the 2018/19 season.", "He led talks in 2018."),
        ("The ’19 accord holds.", "The accord of 2019 holds."),
        ("The compact dates from 1994.", "The compact dates from the 1990s."),
        ("The compact dates from the 1990s.", "The compact is of the 1990’s."),
        ("Some 2,000 ships waited.", "In all, 2000 of them waited."),
        ("It opened in the summer of 2019.", "It opened in summer 2019."),
        ("It opened in July.", "It opened last summer."),
        ("It opened in the fall.", "It opened in autumn."),
        ("It opened on 3 January.", "In the southern summer it opened."),
        ("It opened last spring.", "It opened this spring."),
        ("Profit rose in the first quarter.", "In Q1 profit rose."),
        ("Profit rose in the three months to March.", "First-quarter profit rose."),
        ("Envoys left yesterday.", "Yesterday’s departure surprised Orvane."),
        ("Envoys left today.", "The envoys’ departure today surprised Orvane."),
        ("They sail tomorrow.", "They sail tomorrow."),
        ("They sail tonight.", "They sail tonight."),
        ("It fell last month.", "It fell last month."),
        ("It fell the previous month.", "It fell in the previous month."),
        ("It fell last month.", "It fell this month, as it often does this year."),
        ("It met on Saturday.", "It met at the weekend."),
        ("It met this weekend.", "It met last weekend."),
        ("It lapses in two weeks.", "It lapses in a fortnight."),
        ("It lapses in two weeks.", "It lapses in 14 days’ time."),
        ("It lapses within 24 hours.", "It lapses in one day."),
        ("It lapses in an hour.", "It lapses within the hour."),
        ("It was built 35 years ago.", "It was built 35 - years ago."),
        ("It was built a year ago.", "It was built 12 months ago."),
        ("It came two days after the vote.", "Two days later it came."),
        ("It was built in old times.", "It was built recently, and this week it stands."),
        ("She has a plan.", "Ministers may act, march on and keep an august tone."),
        ("Prime Minister Adela May spoke.", "The plan came from May, and May said so."),
        ("Prime Minister Adela May spoke.", "Mrs May’s plan is new."),
        ("Judge Corin March ruled.", "Critics of March and of April Tolhurst object."),
        ("She has a plan.", "The sun set, and Mon sat by the Sun."),
        ("She has a plan.", "She told the Sunday Times that about 20 may stay."),
        ("She has a plan.", "He plays for Sheffield Wednesday and sprang a surprise after the fall."),
        ("She has a plan.", "It needs 2000 ships, 1,950 crews and $2000."),
        ("She has a plan.", "She hid for three minutes in the quarter-final."),
        ("She has a plan.", "A 35-year-old ran for five years."),
        ("She has a plan.", ""),
    ],
)
def test_time_of_the_copy_is_supported(copy: str, claim: str) -> None:
    """A time that stands in the copy, in whatever form, and a word that is no time, have no finding."""
    assert [] == found(copy, claim)


@pytest.mark.parametrize(
    ("copy", "claim", "reason"),
    [
        ("Envoys left.", "Envoys left on Friday.", "The copy names no Friday."),
        ("Envoys left on Thursday.", "Envoys left on friday.", "The copy names no Friday."),
        ("Envoys left yesterday.", "Envoys left on Friday.", "The copy names no Friday."),
        ("Envoys left at the weekend.", "Envoys left on Sunday night.", "The copy names no Sunday."),
        ("The sun set. He sat.", "Envoys left on Sun. night.", "The copy names no Sunday."),
        ("Envoys leave next Friday.", "Envoys left last Friday.", "The copy says “next Friday”, not “last Friday”."),
        ("The vote is on Nov. 18.", "The vote is on Nov. 20.", "The copy says “Nov. 18”, not “Nov. 20”."),
        ("The vote is in November.", "The vote is on 20 November.", "The copy says “November”, not “20 November”."),
        ("The vote is on Friday.", "The vote is on Nov. 20.", "The copy names no Nov. 20."),
        ("The fair runs Nov. 20-22.", "The fair ends on Nov. 23.", "The copy says “Nov. 20-22”, not “Nov. 23”."),
        ("The fair opens Nov. 20.", "The fair runs Nov. 20-22.", "The copy says “Nov. 20”, not “Nov. 20-22”."),
        ("It was due on 2026-11-20.", "It was due on 2026-11-21.", "The copy says “2026-11-20”, not “2026-11-21”."),
        (
            "It was sunday. The vote is on Saturday, Nov 30.",
            "The vote is on Sunday, Nov 30.",
            "November 30 is a Saturday, not a Sunday.",
        ),
        (
            "It was Sunday. The vote is on Nov. 30, 2026.",
            "The vote is on Sunday, Nov. 30.",
            "November 30 is a Monday, not a Sunday.",
        ),
        ("The vote is on Nov. 30.", "The vote is on Sunday, Nov. 30.", "The copy names no Sunday."),
        ("The vote is on Nov. 30.", "The vote is on Nov. 30, 2027.", "The copy names no 2027."),
        ("It passed in March.", "It passed in April.", "The copy names no April."),
        ("They march on. It may pass.", "It passed in March.", "The copy names no March."),
        ("They march on. It may pass.", "It passes in may.", "The copy names no may."),
        ("Prime Minister Adela May spoke.", "It passes in May.", "The copy names no May."),
        ("It is an august body.", "It passed last August.", "The copy names no August."),
        ("It passed in March 2024.", "It passed in March 2025.", "The copy names no March 2025."),
        ("It passed in March.", "It passed in March 2025.", "The copy names no 2025."),
        ("The tariff starts in 2019.", "The tariff starts in 2020.", "The copy names no 2020."),
        ("The tariff starts next year.", "The tariff starts in 2020.", "The copy names no 2020."),
        ("The compact dates from the 1990s.", "The compact dates from 1994.", "The copy names no 1994."),
        ("The compact dates from 1989.", "The compact dates from the 1990s.", "The copy names no 1990s."),
        ("It opened in July.", "It opened in the spring.", "The copy names no spring."),
        ("It opened in winter.", "It opened last summer.", "The copy names no summer."),
        ("It opened last summer.", "It opens next summer.", "The copy says “last summer”, not “next summer”."),
        ("It grew in the first quarter.", "It grew in the third quarter.", "The copy names no third quarter."),
        ("It grew.", "It grew in Q3 2026.", "The copy names no Q3 2026."),
        ("Envoys left.", "Envoys left yesterday.", "The copy names no time that is “yesterday”."),
        ("Envoys left.", "Envoys leave tomorrow.", "The copy names no time that is “tomorrow”."),
        ("Envoys left.", "Envoys left today.", "The copy names no time that is “today”."),
        ("It fell.", "It fell last week.", "The copy names no time that is “last week”."),
        ("It fell last month.", "It falls next month.", "The copy says “last month”, not “next month”."),
        ("It met.", "It met at the weekend.", "The copy names no time that is “weekend”."),
        ("It lapses.", "It lapses within the hour.", "The copy names no time that is “within the hour”."),
        ("It lapses.", "It lapses in two weeks.", "The copy names no time that is “in two weeks”."),
        (
            "It was built 35 years ago.",
            "It was built 32 years ago.",
            "The copy says “35 years ago”, not “32 years ago”.",
        ),
    ],
)
def test_time_that_the_copy_does_not_have_is_an_error(copy: str, claim: str, reason: str) -> None:
    """Without the day of the story, a time must stand in the copy; the reason says what stands there instead."""
    (finding,) = found(copy, claim)

    assert ("dates", "error", reason) == (finding.check, finding.severity, finding.reason)


@pytest.mark.parametrize(
    ("copy", "claim"),
    [
        ("Envoys left on Wednesday.", "Envoys left yesterday."),
        ("Envoys left on Nov. 18.", "Envoys left today."),
        ("Envoys return on Nov. 18.", "Envoys return tomorrow."),
        ("It fell in October.", "It fell last month."),
        ("It met on Friday.", "It met last week."),
        ("It lapses on Nov. 30.", "It lapses in two weeks."),
        ("It lapses on Nov. 30.", "It lapses within two weeks."),
        ("It was built in 1988.", "It was built 35 years ago."),
        ("It came on Friday. The vote was on Wednesday.", "It came two days later."),
    ],
)
def test_relative_time_that_cannot_be_worked_out_is_a_warning(copy: str, claim: str) -> None:
    """Where the copy has dates but its own day is not known, a relative time may be right."""
    (finding,) = found(copy, claim)

    assert "warning" == finding.severity
    assert finding.reason.endswith("from its dates the time cannot be worked out.")
    assert finding.evidence is not None


@pytest.mark.parametrize(
    ("copy", "claim"),
    [
        ("Envoys left on Wednesday.", "Envoys left today."),
        ("Envoys left yesterday.", "Envoys left on Tuesday."),
        ("Envoys left yesterday.", "Envoys left on Nov. 17."),
        ("Envoys left yesterday.", "Envoys left on Tuesday, Nov. 17, 2026."),
        ("Envoys left on Nov. 18.", "Envoys left on Wednesday."),
        ("Envoys return on Friday.", "Envoys return on Nov. 20."),
        ("Envoys return on Friday.", "Envoys return in two days."),
        ("Envoys return on Nov. 20.", "Envoys return this Friday."),
        ("Envoys left on Nov. 16.", "Envoys left the day before yesterday."),
        ("Envoys left on Nov. 13.", "Envoys left last week."),
        ("Envoys left on Nov. 14.", "Envoys left last weekend."),
        ("It fell in October.", "It fell last month."),
        ("It fell last month.", "It fell in October."),
        ("It falls next month.", "It falls in December 2026."),
        ("It was founded last year.", "It was founded in 2025."),
        ("It was founded in 1991.", "It was founded 35 years ago."),
        ("It lapses on Dec. 2.", "It lapses in two weeks."),
        ("It lapses on Nov. 30.", "It lapses within two weeks."),
        ("It started on Feb. 3.", "It started in 2026."),
        ("It started on 3 Feb.", "It started in the first quarter."),
        ("It lapses on Nov. 30.", "It lapses on Monday, Nov. 30."),
    ],
)
def test_one_day_has_many_names_where_the_day_of_the_story_is_known(copy: str, claim: str) -> None:
    """With the stamp of the story a weekday, a date and a relative time are compared as calendar days."""
    assert [] == found(copy, claim, versioncreated=STAMP)


@pytest.mark.parametrize(
    ("copy", "claim", "reason"),
    [
        ("Envoys left on Wednesday.", "Envoys left yesterday.", "The copy names no time that is “yesterday”."),
        ("Envoys left yesterday.", "Envoys left on Friday.", "The copy names no Friday."),
        ("Envoys left yesterday.", "Envoys left on Nov. 16.", "The copy names no Nov. 16."),
        ("Envoys left in January.", "Envoys left on Friday.", "The copy names no Friday."),
        ("It fell in August.", "It fell last month.", "The copy names no time that is “last month”."),
        ("It fell last month.", "It fell in August.", "The copy names no August."),
        ("It lapses on Jan. 30.", "It lapses within two weeks.", "The copy names no time that is “within two weeks”."),
        ("It lapses on Nov. 30.", "It lapses on Sunday, Nov. 30.", "November 30 is a Monday, not a Sunday."),
        ("It was founded last year.", "It was founded in 2023.", "The copy names no 2023."),
        ("It was founded in 1991.", "It was founded 20 years ago.", "The copy names no time that is “20 years ago”."),
    ],
)
def test_another_day_is_an_error_where_the_day_of_the_story_is_known(copy: str, claim: str, reason: str) -> None:
    """What cannot be one day by the calendar is an error, not a warning."""
    (finding,) = found(copy, claim, versioncreated=STAMP)

    assert ("error", reason) == (finding.severity, finding.reason)


def test_today_may_be_the_present() -> None:
    """Without a date of that day in the copy "today" is a warning, as it may mean "now"."""
    (finding,) = found("It was founded in 1991.", "Today it has 40 ships.", versioncreated=STAMP)

    assert "warning" == finding.severity


@pytest.mark.parametrize(
    ("copy", "claim", "severities"),
    [
        ("Talks ended yesterday.", "Talks ended on Nov. 11.", []),
        ("Talks ended.", "Talks ended on Nov. 12.", []),
        ("Talks began last month.", "Talks began in October.", []),
        ("Talks ended on Wednesday.", "Talks ended on Nov. 11.", ["error"]),
        ("Talks ended yesterday.", "Talks ended on Tuesday.", ["error"]),
        # The pair tells how weekdays fall in the year of the story.
        ("Talks ended on Wednesday. It lapses on Sunday, Nov. 30.", "Talks ended on Nov. 12.", []),
        ("Talks ended yesterday. It lapses on Sunday, Nov. 30.", "Talks ended on Tuesday.", []),
        ("Talks ended yesterday. It lapses on Sunday, Nov. 30.", "Talks ended on Friday.", ["error"]),
        ("It lapses on Sunday, Nov. 30, and on Dec. 4.", "It lapses on Thursday, Dec. 4.", []),
        ("It lapses on Sunday, Nov. 30, and on Dec. 4.", "It lapses on Friday, Dec. 4.", ["error"]),
        ("It lapses on Sunday, Nov. 30. Or on Monday, Nov. 30.", "It ended on Friday.", ["error"]),
    ],
)
def test_dateline_tells_the_day(copy: str, claim: str, severities: list[str]) -> None:
    """A dateline without a year tells months and days; weekdays too where the copy pairs one with a date."""
    assert severities == [one.severity for one in found(copy, claim, dateline="PORT SELWYN, Nov 12 (MNW) -")]


@pytest.mark.parametrize("stamp", [datetime(2026, 11, 18, 1, tzinfo=UTC), datetime(2026, 11, 17, 20, tzinfo=UTC)])
def test_dateline_corrects_a_stamp_of_another_zone(stamp: datetime) -> None:
    """A stamp in UTC may be a day ahead of the newsroom that writes "yesterday"."""
    metadata = {"versioncreated": stamp, "dateline": "PORT SELWYN, Nov. 17"}

    assert [] == found("Talks ended yesterday.", "Talks ended on Monday.", **metadata)


def test_dateline_far_from_the_stamp_does_not_count() -> None:
    """The stamp tells the day of a story that is older than a few days by its dateline."""
    metadata = {"versioncreated": STAMP, "dateline": "PORT SELWYN, Nov. 2"}

    assert [] == found("Talks ended yesterday.", "Talks ended on Tuesday.", **metadata)


def test_dateline_with_a_year_tells_weekdays() -> None:
    """Nov. 18, 2026 is a Wednesday."""
    metadata = {"dateline": "PORT SELWYN, Nov. 18, 2026"}

    assert [] == found("Talks ended yesterday.", "Talks ended on Tuesday.", **metadata)
    assert ["error"] == [one.severity for one in found("Talks ended.", "Talks ended on Monday.", **metadata)]


def test_finding_says_where() -> None:
    """The span is that of the time in the claim, the evidence the sentence with the nearest time of the copy."""
    claim = "Envoys return to Port Selwyn on Nov. 20, and then?"
    story = Story.from_text("They met on Oct. 3. They return on Nov. 18 by ship. Nobody asked.")

    (finding,) = check(Claim(claim), story)

    assert finding.span is not None
    assert finding.evidence is not None
    assert "Nov. 20" == claim[finding.span[0] : finding.span[1]]
    assert "They return on Nov. 18 by ship." == finding.evidence.text
    assert story.text[finding.evidence.start : finding.evidence.end] == finding.evidence.text


def test_each_wrong_time_is_found_once() -> None:
    """Two wrong times are two findings in their order; one said twice is one."""
    findings = found("Envoys left.", "On Friday, in 2019, they came, and left on Friday.")

    assert ["The copy names no Friday.", "The copy names no 2019."] == [one.reason for one in findings]
    assert (3, 9) == findings[0].span


@pytest.mark.parametrize("basis", ["reported", "inference", "forecast"])
def test_dates_of_an_analysis_come_from_the_copy_too(basis: str) -> None:
    """An inference or a forecast names no day that the copy does not have."""
    story = Story.from_text("Envoys return on Thursday.")

    assert ["error"] == [one.severity for one in check(Claim("Watch Friday.", basis), story)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "Friday ",
        "Nov. ",
        "1 ",
        "20-",
        "2019-",
        "last ",
        "within the next ",
        "May Mr ",
        "in ",
        "a couple of ",
        "\u0663 ",
    ],
)
def test_hostile_copy_takes_no_longer_than_it_is_long(text: str) -> None:
    """A hundred thousand characters of half a date are read in a few seconds, and never raise."""
    story = Story.from_text(text * (100_000 // len(text)) + ".")

    with no_blow_up():
        check(Claim("On Friday, Nov. 20, 2026, within two weeks of last May."), story)
        check(Claim(story.text[:20_000]), Story.from_text("On Friday."))


@given(st.text(), st.text(min_size=1))
def test_no_text_breaks_the_check(claim: str, copy: str) -> None:
    """Whatever the texts, the check answers with spans inside the claim."""
    for finding in check(Claim(claim), Story.from_text(f"Stop. {copy}", versioncreated=STAMP)):
        assert finding.span is not None
        assert 0 <= finding.span[0] < finding.span[1] <= len(claim)


@given(
    st.lists(
        st.sampled_from("on Friday Nov. 31 Feb 29 2026 , last in 9999 years ago may within the 1500s Q1 -".split())
    )
)
def test_no_mix_of_dates_breaks_the_check(words: list[str]) -> None:
    """Days that no calendar has and years beyond all are read, and what the copy says itself is supported."""
    text = " ".join(words) + "."

    assert [] == check(Claim(text), Story.from_text(text, versioncreated=STAMP, dateline="PORT SELWYN, Feb. 30"))


@pytest.mark.parametrize(
    "said",
    [
        "Wednesday, . the 27th through the 28th of September, of 2026",
        "Wednesday, . the Sept. 27th through 28th, of 2026",
        "September 2026",
        "last Friday",
        "on Fri.",
        "next September",
        "mid-summer 2026",
        "the first - quarter of 2026",
        "Q 3",
        "the day before yesterday",
        "last night",
        "a couple of - fortnights from now",
        "within the next a couple of centuries' time",
        "twenty - years",
        "the past weekend",
        "last decade",
        "2026-11-18",
        "2026 - 27",
        "the 1980 ’S",
        "1980",
    ],
)
@given(before=st.integers(0, 200), behind=st.integers(0, 200))
def test_words_far_from_a_time_do_not_change_it(said: str, before: int, behind: int) -> None:
    """A time is read alike wherever it stands in a text, and however far from others."""
    ahead = f"in 1980, {'x ' * before}"
    alone, around = (
        times_of(f"in 1980, {said} .", frozenset()),
        times_of(f"{ahead}{said} {'x ' * behind}.", frozenset()),
    )
    shift = len(ahead) - len("in 1980, ")
    assert len(alone) > 1
    assert alone[0] == around[0]
    assert [(one.start + shift, one.end + shift) for one in alone[1:]] == [(one.start, one.end) for one in around[1:]]
