import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.brief import Finding
from briefgen.story import Story
from briefgen.verify.claim import Claim
from briefgen.verify.language import check, checks_english, language, skipped
from conftest import no_blow_up

TEXTS = {
    "en": "The envoys of both countries left the hotel on Wednesday, and the mediators said that no text was agreed.",
    "de": (
        "Die Gesandten haben das Hotel am Mittwoch verlassen, und nach Angaben der Vermittler ist "
        "der Text nicht fertig."
    ),
    "fr": (
        "Les envoyés ont quitté le port dans la nuit, et la médiatrice a dit que le texte n’est "
        "pas prêt pour un accord."
    ),
    "es": (
        "Los enviados de Orvane dejaron el puerto en la noche y la mediadora dijo que no hay un texto para el acuerdo."
    ),
    "it": (
        "Gli inviati di Orvane hanno lasciato il porto nella notte e la mediatrice ha detto che "
        "non è pronto un accordo."
    ),
    "pt": (
        "Os enviados de Orvane deixaram o porto na noite e a mediadora disse que não há um texto para o acordo do mar."
    ),
    "nl": "De gezanten van Orvane hebben het hotel op woensdag verlaten en het is niet zeker dat er een akkoord komt.",
    "no": (
        "Utsendingene fra Orvane forlot havnen i natt, og mekleren sier at det ikke er en avtale "
        "om avgiften etter møtet."
    ),
    "da": (
        "Udsendingene fra Orvane forlod havnen i nat, og mægleren siger at det ikke er en aftale "
        "om afgiften efter mødet."
    ),
    "sv": (
        "Sändebuden från Orvane lämnade hamnen i natt, och medlaren säger att det inte är ett "
        "avtal om avgiften efter mötet."
    ),
    "fi": (
        "Lähettiläät lähtivät satamasta yöllä, ja sovittelija sanoi että sopimus ei ole valmis "
        "mutta se on lähellä, hän sanoi."
    ),
    "pl": (
        "Wysłannicy opuścili port w nocy i nie jest pewne, że do umowy dojdzie, ale to jest ważne "
        "dla obu stron na morzu."
    ),
    "ru": "Посланники покинули порт ночью.",
    "el": "Οι απεσταλμένοι έφυγαν από το λιμάνι.",
    "ar": "غادر الوفد ليلا.",
    "he": "השליחים עזבו את הנמל בלילה.",
    "zh": "特使们昨晚离开了港口。",
    "ja": "特使たちは昨夜、港を離れた。",
    "ko": "특사들은 어젯밤 항구를 떠났다.",
    "hi": "दूत रात को बंदरगाह से चले गए।",
    "lv": (
        "Sūtņi trešdienas vakarā atstāja ostu pēc trīs dienas ilgām sarunām par to, kas iekasēs muitu un kas sargās "
        "jūras šaurumu."
    ),
    "th": "ทูตออกจากท่าเรือเมื่อคืนนี้",
}
TABLE = "\n\n".join(f"Aldersund {number} Castel Bray {number + 1}" for number in range(30))


@pytest.mark.parametrize("code", TEXTS)
def test_language_is_told_by_the_text(code: str) -> None:
    """Where the story does not say its language, its function words or its letters do."""
    assert {"no": "nb"}.get(code, code) == language(Story.from_text(TEXTS[code]))
    assert (code == "en") == checks_english(Story.from_text(TEXTS[code]))


@pytest.mark.parametrize(
    ("text", "declared", "code"),
    [
        (TEXTS["en"], "en", "en"),
        (TEXTS["en"], "en-GB", "en"),
        (TEXTS["en"], "EN_us", "en"),
        (TEXTS["en"], "no", "en"),
        (TEXTS["en"], "ru", "en"),
        (TEXTS["en"], "English", "en"),
        (TEXTS["no"], "en", "nb"),
        (TEXTS["no"], "nb-NO", "nb"),
        (TEXTS["no"], "da", "da"),
        (TEXTS["es"], "ca", "es"),
        (TEXTS["ru"], "ru", "ru"),
        (TEXTS["ru"], "en", "ru"),
        (TEXTS["zh"], "en", "zh"),
        (TEXTS["zh"], "ja", "zh"),
        (TEXTS["zh"], "und", "zh"),
        (TEXTS["fr"], "ru", "fr"),
        (TEXTS["lv"], "en", "lv"),
        (TABLE, None, None),
        (TABLE, "en", "en"),
        ("Talks end.", None, None),
        ("Talks end.", "und", None),
        ("Ende der Gespräche.", "de", "de"),
        ("1 2 3.", None, None),
        (f"{TEXTS['en']} {TEXTS['en']} “{TEXTS['fr']}”", None, "en"),
        (TEXTS["en"].lower(), None, "en"),
        (TEXTS["en"].upper(), None, "en"),
    ],
)
def test_what_a_story_says_of_itself_counts_unless_it_is_clearly_untrue(
    text: str, declared: str | None, code: str | None
) -> None:
    """A tag gives way to a text that is English where the tag is not, or the other way, or is in another script."""
    assert code == language(Story.from_text(text, language=declared))


@pytest.mark.parametrize("text", [TEXTS["en"], TABLE, "Talks end."])
def test_english_checks_run_where_nothing_speaks_against_them(text: str) -> None:
    """English and what is too short to say are checked, and nothing is said of it."""
    story = Story.from_text(text)

    assert checks_english(story)
    assert skipped(story, ["dates"]) is None


@pytest.mark.parametrize(
    ("text", "declared", "where"),
    [
        (TEXTS["no"], None, "in Norwegian"),
        (TEXTS["no"], "nn", "in Norwegian"),
        (TEXTS["ru"], None, "in Russian"),
        (TEXTS["lv"], None, "in Latvian"),
        (TEXTS["fi"], "se", "not in English"),
    ],
)
def test_skipped_checks_are_named_once(text: str, declared: str | None, where: str) -> None:
    """One warning says the language and every check that did not run."""
    reason = f"The story is {where}; these checks know English and were skipped: dates, quotes."

    assert Finding(check="language", severity="warning", reason=reason) == skipped(
        Story.from_text(text, language=declared), ["dates", "quotes"]
    )


def test_nothing_skipped_is_nothing_to_say() -> None:
    """Without a check to skip there is no warning."""
    assert skipped(Story.from_text(TEXTS["fr"]), []) is None


@given(st.text(min_size=1), st.one_of(st.none(), st.text()))
def test_no_text_breaks_the_answer(text: str, declared: str | None) -> None:
    """Whatever the text and its tag, there is a code or none."""
    code = language(Story.from_text(f"Stop. {text}", language=declared))

    assert code is None or 2 <= len(code) <= 8


@pytest.mark.parametrize("text", ["the ", "\u4e00", "a-", "1 "])
def test_long_text_is_answered_at_once(text: str) -> None:
    """A hundred thousand characters take no longer than what is read of them."""
    story = Story.from_text(f"Stop {text * (100_000 // len(text))}.")

    with no_blow_up():
        language(story)


@pytest.mark.parametrize(
    ("text", "story", "reason"),
    [
        (TEXTS["en"], TEXTS["de"], "It is in English, and the story is in German."),
        (TEXTS["de"], TEXTS["en"], "It is in German, and the story is in English."),
        (
            "Die Hafenarbeiter keep their power to strike, as they have most of the votes that were cast.",
            TEXTS["de"],
            "It is in English, and the story is in German.",
        ),
        (TEXTS["zh"], TEXTS["fr"], "It is in Chinese, and the story is in French."),
    ],
)
def test_a_sentence_of_a_brief_is_in_the_language_of_its_story(text: str, story: str, reason: str) -> None:
    """What is not goes back to the model, and is withheld if that does not help."""
    found = check(Claim(text), Story.from_text(story))

    assert [Finding(check="language", severity="error", reason=reason)] == found


@pytest.mark.parametrize(
    ("text", "story"),
    [
        *((TEXTS[code], TEXTS[code]) for code in TEXTS),
        (TEXTS["da"], TEXTS["no"]),
        ("Orvane will die Gebühr.", TEXTS["en"]),
        ("Der Sprecher nannte den Satz “the envoys of both countries left the hotel and that is all”.", TEXTS["de"]),
        (TEXTS["en"], TABLE),
        ("Rio de Janeiro police arrested João da Silva dos Santos.", TEXTS["en"]),
        ("Watch Jakarta.", TEXTS["en"]),
        ("L’Oréal, Société Générale and Crédit Agricole fell.", TEXTS["en"]),
        (TEXTS["en"], "Xkq vbn wrt plm zxc qwp mnb hjk lkj fgh trw."),
    ],
)
def test_a_language_that_cannot_be_told_is_no_fault(text: str, story: str) -> None:
    """Neighbours, short sentences, names, quotations, tables and stories in no known language pass."""
    assert [] == check(Claim(text), Story.from_text(story))
