"""A brief is in the language of its story: headings, gaps, what the model is told, the page."""

import pytest

from briefgen import Brief, Story, make_brief, render
from briefgen.brief import SECTION_IDS
from briefgen.config import Settings
from briefgen.headings import gap, heading
from briefgen.pipeline import plan
from briefgen.providers import Profile
from briefgen.verify import open_gaps
from conftest import Run
from scripted_server import ScriptedServer

GERMAN = Story.from_text(
    "Die Taucher haben den Damm am Montag geschlossen, und das Ministerium hat dafür noch keinen Termin genannt. "
    "Der Sprecher der Werke sagte, dass es bis zum Freitag nicht zu einer Einigung kommt."
)
ASKED = "Write every sentence in German, the language of the story; English words above stand for its own."


def write(server: ScriptedServer, story: Story = GERMAN, **given: object) -> Brief:
    settings = {"model": "desk/tiny", "base_url": server.base_url, "strategy": "sections", **given}
    return make_brief(story, settings=Settings.model_validate(settings), repair_rounds=0)


def test_the_model_is_told_the_language(server: ScriptedServer) -> None:
    """With every section, and not in the worked examples, which are in English."""
    write(server)

    for number in range(len(SECTION_IDS)):
        *before, question = [message["content"] for message in server.sent(number)]
        assert question.endswith(ASKED)
        assert not [text for text in before if "German" in text]


def test_headings_and_gaps_are_in_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the program writes into a brief is in the language of the model's sentences."""
    monkeypatch.setattr("scripted_server.SENTENCES", ["Am Damm lagen nach Angaben der Werke 77 Schiffe."])
    with ScriptedServer() as server:
        brief = write(server)

    assert [heading(section, "de") for section in SECTION_IDS] == [one.heading for one in brief.sections]
    assert [gap(section, "de") for section in SECTION_IDS] == [one.statements[0].text for one in brief.sections]
    assert brief == open_gaps(brief)


def test_the_house_has_its_own_headings_in_any_language(server: ScriptedServer) -> None:
    """What briefgen.toml says counts before the table."""
    brief = write(server, house={"headings": {"who_gains": "Gewinner und Verlierer"}})

    assert ["Was passiert ist", "Gewinner und Verlierer"] == [one.heading for one in brief.sections[:2]]


@pytest.mark.parametrize(
    ("language", "tag"), [("de-AT", 'lang="de-AT" aria'), ("ar", 'lang="ar" dir="rtl" aria'), (None, 'lang="en" aria')]
)
def test_a_page_says_its_language(language: str | None, tag: str, server: ScriptedServer) -> None:
    """For screen readers, and for the direction that the text runs in."""
    brief = write(server)
    story = brief.story.model_copy(update={"language": language})

    assert tag in render(brief.model_copy(update={"story": story}), "html")


def test_the_script_in_english_is_left_to_english_stories() -> None:
    """A model that is led through English frames is asked section by section about any other story."""
    chosen = Profile("desk", "tiny", strategy="guided")

    assert "sections" == plan(GERMAN, chosen).profile.strategy
    assert "guided" == plan(Story.from_text("Divers closed the Olm dam on Monday."), chosen).profile.strategy


def test_the_desk_is_told(server: ScriptedServer, run: Run) -> None:
    """Which language it is, and that most checks do not know it."""
    with open("damm.txt", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(GERMAN.text)

    ended = run("brief", "damm.txt", "-m", "desk/tiny", "--base-url", server.base_url)

    assert "the story is in German, and so is the brief; the checks that know English do not run" in ended.err


@pytest.mark.parametrize(
    ("copy", "sentence", "code"),
    [
        (
            "صوت مجلس الميناء يوم الاثنين على إغلاق أقدم رصيف في المدينة بعد أن عثر الغواصون على شقوق.",
            "قال مدير الميناء إن العمل سيستغرق عاما كاملا.",
            "ar",
        ),
        (
            "港口委员会周一投票决定关闭最古老的码头，因为潜水员在墙上发现了裂缝。",
            "港口委员会决定关闭码头。",
            "zh",
        ),
        (
            "Die Werke haben den Damm am Montag geschlossen, und das Ministerium hat noch keinen Termin genannt.",
            "Östlich des Damms bleibt das Tor geschlossen, und das hilft den Werken.",
            "de",
        ),
        (
            "Совет порта в понедельник решил закрыть старый причал, после того как водолазы нашли трещины.",
            "Закрытие причала ослабляет рыбаков, у которых нет другого порта.",
            "ru",
        ),
    ],
)  # fmt: skip
def test_a_model_can_write_in_the_language(
    copy: str, sentence: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The schema holds no sentence to the letters, the verbs or the marks of English."""
    monkeypatch.setattr("scripted_server.SENTENCES", [sentence])
    with ScriptedServer() as server:
        brief = write(server, Story.from_text(copy))

    assert [sentence] == list(dict.fromkeys(one.text for _, _, one in brief.statements()))[:1]
    assert heading("what_happened", code) == brief.sections[0].heading
