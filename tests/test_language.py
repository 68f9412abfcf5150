import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language import canonical, detect, language_of

TEXTS = {
    "en": (
        "The ferry that was to bring mail to the outer islands turned back on Tuesday because of the wind, "
        "and the harbour master said it would not leave again before the storm had passed."
    ),
    "de": (
        "Die Fähre zu den Inseln ist am Dienstag wegen des Sturms umgekehrt. Der Hafenmeister sagte, sie "
        "werde nicht auslaufen, bevor der Wind nachlässt, und die Post bleibe auf dem Festland."
    ),
    "fr": (
        "Le bac qui dessert les îles a fait demi-tour mardi à cause du vent, et le chef du port a indiqué "
        "qu’il ne repartirait pas avant la fin de la tempête, malgré les colis en attente sur le quai."
    ),
    "es": (
        "El transbordador que lleva el correo a las islas dio la vuelta el martes por el viento, y el jefe "
        "del puerto dijo que no saldrá hasta que pase la tormenta, aunque los vecinos esperan medicinas."
    ),
    "it": (
        "Il traghetto che porta la posta alle isole è tornato indietro martedì per il vento, e il capo del "
        "porto ha detto che non ripartirà prima della fine della tempesta, anche se gli abitanti aspettano i "
        "farmaci."
    ),
    "pt": (
        "A balsa que leva o correio às ilhas voltou na terça-feira por causa do vento, e o chefe do porto "
        "disse que não sairá de novo antes do fim da tempestade, embora os moradores esperem remédios."
    ),
    "nl": (
        "De veerboot die de post naar de eilanden brengt, is dinsdag omgekeerd door de wind, en volgens de "
        "havenmeester vaart hij niet uit voordat de storm voorbij is, ook al wachten er zieken op medicijnen."
    ),
    "nb": (
        "Fergen som skulle ta posten til øyene, snudde tirsdag på grunn av vinden, og havnesjefen sier at den"
        " ikke går ut igjen før uværet er over, selv om folk venter på medisiner fra fastlandet."
    ),
    "nn": (
        "Ferja som skulle ta posten til øyane, snudde tysdag på grunn av vinden, og hamnesjefen seier at ho "
        "ikkje går ut att før uvêret er over, sjølv om folk ventar på medisinar frå fastlandet."
    ),
    "sv": (
        "Färjan som skulle ta posten till öarna vände i tisdags på grund av vinden, och hamnchefen säger att "
        "den inte går ut igen förrän ovädret är över, även om folk väntar på medicin från fastlandet."
    ),
    "da": (
        "Færgen, som skulle tage posten til øerne, vendte om tirsdag på grund af vinden, og havnechefen "
        "siger, at den ikke sejler igen, før uvejret er ovre, selv om folk venter på medicin fra fastlandet."
    ),
    "fi": (
        "Saarille postia vienyt lautta kääntyi tiistaina takaisin tuulen vuoksi, ja satamapäällikkö sanoi "
        "että se ei lähde uudelleen ennen kuin myrsky on ohi, vaikka asukkaat odottavat lääkkeitä "
        "mantereelta."
    ),
    "pl": (
        "Prom, który wozi pocztę na wyspy, zawrócił we wtorek z powodu wiatru, a szef portu powiedział, że "
        "nie wypłynie ponownie przed końcem sztormu, choć mieszkańcy czekają na leki z lądu."
    ),
    "tr": (
        "Adalara posta taşıyan feribot salı günü rüzgâr nedeniyle geri döndü ve liman müdürü, fırtına "
        "geçmeden yeniden denize açılmayacağını söyledi. Adalılar ise ilaç için bir hafta daha bekleyecek."
    ),
    "ru": (
        "Паром, который возит почту на острова, во вторник повернул назад из-за ветра, и начальник порта "
        "сказал, что он не выйдет в море, пока не кончится шторм, хотя жители ждут лекарств."
    ),
    "uk": (
        "Пором, який возить пошту на острови, у вівторок повернув назад через вітер, і начальник порту "
        "сказав, що він не вийде в море до кінця шторму, хоча мешканці чекають на ліки."
    ),
    "ar": (
        "عادت العبارة التي تنقل البريد إلى الجزر يوم الثلاثاء بسبب الرياح، وقال مدير الميناء إن السفينة لن "
        "تبحر مرة أخرى قبل نهاية العاصفة، مع أن السكان في حاجة إلى الدواء من البر."
    ),
    "fa": (
        "کشتی که نامه ها را به جزیره ها می برد روز سه شنبه به خاطر باد برگشت و رئیس بندر گفت که تا پایان "
        "توفان حرکت نمی کند و این در حالی است که مردم از دیروز منتظر دارو هستند."
    ),
    "hr": (
        "Trajekt koji vozi poštu na otoke okrenuo se u utorak zbog vjetra, a lučki kapetan kaže da neće isploviti "
        "prije kraja oluje, iako stanovnici čekaju lijekove s kopna."
    ),
    "bg": (
        "Фериботът, който превозва пощата до островите, се върна във вторник заради вятъра, а капитанът на "
        "пристанището заяви, че няма да отплава преди края на бурята."
    ),
    "lv": "Prāmis, kas ved pastu uz salām, otrdien vēja dēļ pagriezās atpakaļ, un ostas kapteinis gaida vētras beigas.",
    "lt": "Keltas, kuris veža paštą į salas, antradienį dėl vėjo apsisuko, o uosto kapitonas laukia audros pabaigos.",
    "sl": "Trajekt, ki vozi pošto na otoke, se je v torek zaradi vetra obrnil, kapitan pa čaka na konec neurja.",
    "ca": "El transbordador que porta el correu a les illes va girar cua dimarts pel vent, i el port espera que passi.",
    "eu": "Uharteetara posta eramaten duen ferryak atzera egin zuen asteartean, haizearen ondorioz.",
    "sw": "Kivuko kinachopeleka barua visiwani kilirudi Jumanne kwa sababu ya upepo, na mkuu wa bandari anasubiri.",
    "vi": "Chuyến phà chở thư ra đảo đã quay lại hôm thứ Ba vì gió lớn, và cảng vụ chờ bão tan mới cho tàu chạy.",
    "hi": "द्वीपों तक डाक ले जाने वाली नौका मंगलवार को तेज़ हवा के कारण लौट आई।",
    "he": ("המעבורת שמביאה דואר לאיים חזרה ביום שלישי בגלל הרוח, ומנהל הנמל אמר כי היא לא תצא שוב לפני סוף הסערה."),
    "zh": "运送邮件前往外岛的渡轮周二因大风折返。港务局长表示，风暴结束之前渡轮不会再次出海，尽管居民正在等待药品。",
    "ja": "離島へ郵便を運ぶフェリーは火曜日、強風のため引き返した。港長は、嵐が過ぎるまで出航しないと述べた。",
    "ko": "섬으로 우편물을 나르는 여객선이 화요일 강풍 때문에 되돌아왔다.",
    "el": "Το πλοίο που μεταφέρει την αλληλογραφία στα νησιά γύρισε πίσω την Τρίτη.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_the_language_is_detected_where_none_is_declared(code: str) -> None:
    """A paragraph of running text is enough."""
    assert code == language_of(TEXTS[code], None)


@pytest.mark.parametrize("code", TEXTS)
@pytest.mark.parametrize("region", ["", "-XX"])
def test_a_true_tag_is_kept_with_its_region(code: str, region: str) -> None:
    """What the text could well be in stays as declared."""
    assert f"{code}{region}" == language_of(TEXTS[code], f"{code}{region}")


@pytest.mark.parametrize("declared", ["en", "de-AT", "ru", "zh"])
@pytest.mark.parametrize("code", TEXTS)
def test_an_untrue_tag_gives_way_to_the_text(code: str, declared: str) -> None:
    """English, German, Russian and Chinese are told from everything else here, and everything from them."""
    expected = declared if declared.split("-", maxsplit=1)[0] == code else code

    assert expected == language_of(TEXTS[code], declared)


@pytest.mark.parametrize(
    ("declared", "tag"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("en_us", "en-US"),
        ("en-gb", "en-GB"),
        ("NB-no", "nb-NO"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("es-419", "es-419"),
        ("de-DE-1996", "de-DE"),
        ("ger", "de"),
        ("fra", "fr"),
        ("nor", "no"),
        ("iw", "he"),
        (" fr ", "fr"),
        ("English", None),
        ("und", None),
        ("mul", None),
        ("zxx", None),
        ("xx", None),
        ("e", None),
        ("", None),
        (None, None),
        ("en\n<b>", None),
    ],
)
def test_a_tag_is_written_as_bcp_47_writes_it(declared: str | None, tag: str | None) -> None:
    """Case, underscores and three-letter codes are mended; what is no tag, or names no language, is none."""
    assert tag == canonical(declared)


@pytest.mark.parametrize(
    ("text", "declared", "tag"),
    [
        ("Ferry turns back.", None, None),
        ("Ferry turns back.", "en-AU", "en-AU"),
        ("Fähre kehrt um.", "de", "de"),
        ("", None, None),
        ("", "fr", "fr"),
        ("12 14 22 7.5", None, None),
        ("12 14 22 7.5", "en", "en"),
        (TEXTS["nb"], "no", "no"),
        (TEXTS["nb"], "nb-NO", "nb-NO"),
        (TEXTS["nb"], "da", "da"),
        (TEXTS["nb"], "nn", "nn"),
        (TEXTS["hr"], "sr-Latn", "sr-Latn"),
        (TEXTS["hr"], "bs-BA", "bs-BA"),
        (TEXTS["pt"], "gl", "gl"),
        (TEXTS["es"], "ca", "es"),
        (TEXTS["en"], "ca", "en"),
        (TEXTS["fi"], "se", "se"),
        (TEXTS["en"], "se", "en"),
        (TEXTS["de"], "lb", "de"),
        (TEXTS["zh"], "ja", "zh"),
        (TEXTS["ja"], "zh", "ja"),
        (TEXTS["ru"], "be", "ru"),
        (TEXTS["ar"], "he", "ar"),
        ("Паром вернулся.", None, "ru"),
        ("Паром вернулся.", "ru", "ru"),
        ("Паром вернулся.", "en", "ru"),
        ("عادت العبارة.", "ar-EG", "ar-EG"),
        (TEXTS["de"].upper(), None, "de"),
        (f"{TEXTS['en']} {TEXTS['en']} « {TEXTS['fr']} »", None, "en"),
    ],
)
def test_short_text_and_neighbours_are_left_to_the_tag(text: str, declared: str | None, tag: str | None) -> None:
    """What is too short to say, or may be in the language that is declared, does not overrule it."""
    assert tag == language_of(text, declared)


@given(st.text(), st.one_of(st.none(), st.text()))
def test_no_text_breaks_the_answer(text: str, declared: str | None) -> None:
    """Whatever the text and its tag, there is a tag or none."""
    tag = language_of(text, declared)

    assert tag is None or tag == canonical(tag)


@pytest.mark.parametrize("text", ["the ", "\u4e00", "a-", "ş", "في "])
def test_long_text_is_answered_at_once(text: str) -> None:
    """Of millions of characters only the first are read."""
    detect.cache_clear()
    began = time.perf_counter()

    language_of(text * (5_000_000 // len(text)), "en")

    assert time.perf_counter() - began < 30


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Посланники выехали ночью.", "ru"),
        ("Посланці виїхали вночі.", "uk"),
        ("Изасланици су отишли ноћу.", "sr"),
        ("غادرت البعثة الميناء ليلا.", "ar"),
        ("نمایندگان بندر را ترک کردند، گفت گوینده.", "fa"),
        ("سفیر رات کو بندرگاہ سے چلے گئے۔", "ur"),
    ],
)
def test_a_short_text_is_told_by_letters_of_one_language(text: str, code: str) -> None:
    """Three or four words are enough where the letters tell a language from its neighbours."""
    assert code == language_of(text, None)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("hu", "A kikötő vezetősége hétfőn úgy döntött, hogy bezárja a régi mólót, mert az már nem elég biztos."),
        ("cs", "Rada přístavu v pondělí rozhodla, že uzavře nejstarší molo, protože se ve zdi našly praskliny."),
        ("ro", "Consiliul portului a decis luni să închidă cel mai vechi dig, după ce s-au găsit fisuri în zid."),
        ("hr", "Uprava luke odlučila je u ponedjeljak da će zatvoriti stari gat nakon što su našli pukotine."),
        (
            "fi",
            "Sataman hallitus päätti sulkea vanhan laiturin, kun sukeltajat löysivät siitä halkeamia ja reikiä.",
        ),
        ("id", "Dewan pelabuhan memutuskan untuk menutup dermaga tertua karena ada retakan di dinding itu."),
    ],
)
def test_one_sentence_of_copy_is_enough(code: str, text: str) -> None:
    """The short words of a language tell it from its neighbours."""
    assert code == language_of(text, None)
