"""Language: what a story says it is in, where that can be true, and else what its letters and its words say."""

import re
from collections import Counter
from functools import lru_cache
from typing import Final

UNDETERMINED: Final = "und"

NAMES = dict(
    entry.split("=")
    for entry in """en=English de=German fr=French es=Spanish it=Italian pt=Portuguese nl=Dutch no=Norwegian
    nb=Norwegian nn=Norwegian da=Danish sv=Swedish fi=Finnish pl=Polish el=Greek hy=Armenian he=Hebrew th=Thai
    ka=Georgian ja=Japanese zh=Chinese ko=Korean ru=Russian uk=Ukrainian ar=Arabic fa=Persian hi=Hindi
    tr=Turkish
    ca=Catalan cs=Czech sk=Slovak hr=Croatian hu=Hungarian et=Estonian ro=Romanian bg=Bulgarian
    sr=Serbian ur=Urdu id=Indonesian""".split()
)
"""English names by language code, of those that `detect` finds and some that only a tag tells."""

# Short words that running text of a language cannot do without; words that English shares are left to it.
LATIN = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the of and to in that is was for on with as by at from it he his are be has have said but not will its",
        "de": "der die das und ist nicht ein eine den dem des mit von auf für sich im auch es zu sie wird hat bei nach",
        "fr": "le la les et des du est une un dans pour que qui sur pas au avec il elle par plus ce cette ont été",
        "es": "el la los las y del que en es un una por con para se su no al lo más como fue pero han según",
        "it": "il la le e di che è un una per non con del della dei si da sono alla nel gli più anche ha dal",
        "pt": "o os as e do da dos das que em um uma é para com não na se por mais ao foi pelo são",
        "nl": "de het een en van is dat niet op te zijn voor met aan er ook door maar naar bij heeft wordt om uit ze",
        "no": "og i er det på en som av til med ikke for har den om et fra ble også etter men var sier mellom skal",
        "nn": "og i er det på ein som av til med ikkje for har den om eit frå vart også etter men var seier skal",
        "da": "og i er det på en som af til med ikke for har den om et fra blev også efter men var siger mellem skal",
        "sv": "och i är det på en som av till med inte för har den om ett från blev också efter men var säger att ska",
        "fi": "ja on ei että se oli hän myös mutta kun ovat sen mukaan jo joka tai hänen vuoden niin kuin sekä jos ole",
        "pl": "i w na z nie się to że do jest o po jak za od przez dla są ale był ma oraz tym jego który",
        "hu": "az és hogy nem egy ezt azt volt van de már csak mint ki ha vagy még szerint után között lesz aki mert",
        "cs": "v na se je že z za ale si jako po který podle byl bylo jsou pro aby při už ve také před mezi až protože",
        "sk": "v na sa je že z za ale si ako po ktorý podľa bol bolo sú pre aby pri už vo tiež pred medzi až pretože",
        "hr": "u na je se da za su od koji nije ali će kao iz samo koja prema što nakon te ili već bio",
        "ro": "și în de la cu pe că nu din se care pentru este mai au un fi sau lui dar prin după fost către între iar",
        "et": "ja ei et oli ta ka kui oma või aga mis selle ning pole kes kuid ole veel pärast seda sest",
        "id": "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga ke karena ada oleh telah atau bahwa",
        "tr": "ve bir bu için ile da de olarak olan çok daha sonra kadar gibi ise ki en göre dedi var yeni her ancak",
    }.items()
}
_CYRILLIC = {
    code: frozenset(words.split())
    for code, words in {
        "ru": "и в не на что с по как это из к у за от о он она они был было для его но то же до при",
        "uk": "і в у не на що з до та за як це від його про був було для але він вона вони й із",
        "bg": "и в не на се да за от с по че е са като това бе ще до при той тя след",
        "sr": "и у не на се да за је су од са као то у до би не који што али он",
    }.items()
}
_ARABIC = {
    code: frozenset(words.split())
    for code, words in {
        "ar": "في من على إلى أن عن التي الذي هذا هذه مع بعد كما قد لا ما بين كان كانت وقال قال إن خلال بن أو",
        "fa": "و در به از که این را با است برای آن یک خود تا شد بود کرد می هم نیز",
        "ur": "کے کی میں ہے اور سے کا کو نے کہ پر یہ ہیں اس بھی تھا گیا",
    }.items()
}
# Turkish, Finnish and Polish say with endings what others say with short words, and Slavic neighbours share the short
# ones: letters and endings that one language has and its neighbours have not count like a word of the list.
_MARKS = {
    code: re.compile(rf"^.*{pattern}", re.MULTILINE)
    for code, pattern in {
        "tr": "[ığş]",
        "pl": "[łżśźń]",
        "ru": "[ыэ]",
        "uk": "[іїєґ]",
        "sr": "[јљњћђ]",
        "fi": r"\w{3}(?:ss[aä]|st[aä]|ll[aä]|lt[aä]|nen|ksi|v[aä]t)$",
    }.items()
}

# First and last character of the letters of a script, and what the script alone tells: a language, or an
# undetermined one with the script's tag (BCP 47).
SCRIPTS = (
    ("\u0370", "\u03ff", "el"),
    ("\u0400", "\u052f", "und-Cyrl"),
    ("\u0531", "\u058f", "hy"),
    ("\u0590", "\u05ff", "he"),
    ("\u0600", "\u077f", "und-Arab"),
    ("\u0900", "\u097f", "und-Deva"),
    ("\u0980", "\u0dff", "und"),
    ("\u0e00", "\u0e7f", "th"),
    ("\u10a0", "\u10ff", "ka"),
    ("\u3040", "\u30ff", "ja"),
    ("\u4e00", "\u9fff", "zh"),
    ("\uac00", "\ud7a3", "ko"),
)
_BY_SCRIPT = {"und-Cyrl": _CYRILLIC, "und-Arab": _ARABIC}
# What else may be written in the letters of the key, so that its tag may be true.
_WRITTEN_IN = {
    "und-Cyrl": frozenset("ru uk bg sr mk be kk ky tg mn tt az uz bs".split()),
    "und-Arab": frozenset("ar fa ur ps ckb ku ug sd pa dv".split()),
    "und-Deva": frozenset("hi mr ne sa mai bho".split()),
    "he": frozenset({"he", "yi"}),
    "zh": frozenset({"zh", "yue", "cmn", "wuu"}),
}
_NEVER_LATIN = frozenset(
    {code for *_, code in SCRIPTS}.union(*_WRITTEN_IN.values()) - set("sr bs az uz kk tt ku".split())
)
_THREE_LETTERS = dict(
    pair.split("=")
    for pair in """eng=en deu=de ger=de fra=fr fre=fr spa=es ita=it por=pt nld=nl dut=nl nor=no nob=nb nno=nn swe=sv
    dan=da fin=fi pol=pl tur=tr rus=ru ara=ar heb=he zho=zh chi=zh jpn=ja kor=ko ell=el gre=el ukr=uk fas=fa per=fa
    hin=hi ces=cs cze=cs hun=hu ron=ro rum=ro cat=ca iw=he in=id""".split()
)
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis", "xx", "un"})
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?(?:-.*)?", re.IGNORECASE
)
# From the first script above on, without the punctuation that all share.
_NOT_LATIN = re.compile("[\u0370-\u1fff\u2c00-\uffff]")
_OWN_LETTERS = {
    "und-Cyrl": (
        ("uk", re.compile("[їєґ]", re.IGNORECASE)),
        ("sr", re.compile("[јљњћђ]", re.IGNORECASE)),
        ("ru", re.compile("(?s)(?!.*[іўәғқңөүұһ]).*[ыэ]", re.IGNORECASE)),
    ),
    "und-Arab": (
        ("ur", re.compile("[ٹڈڑںے]")),
        ("fa", re.compile("[پچژگ]")),
        ("ar", re.compile("(?s)(?!.*[ټډړښکیۆێ]).*[ةىأإ]")),
    ),
}
_LETTERS = re.compile(r"[^\W\d_]+")

# Of the words of running text, function words as listed are a sixth to a half in their own language and below a
# tenth in one that is no neighbour. A table or a list of names has none in any.
_SHARE = 0.14
_FOREIGN_SHARE = 0.05
_FEWEST_WORDS = 12
_FEWEST_OF_PROSE = 60
# Of what is read to tell the language, in characters: more would not change the answer.
_ENOUGH = 6_000


def language_of(text: str, declared: str | None) -> str | None:
    """The language of a text as a tag of BCP 47; None where neither the tag nor the text says it.

    What the item declares counts, with its region, unless the text is clearly in another language: the wrong script,
    English under another tag or the other way, or a language whose words the text has at least twice as many of.
    """
    tag, found = canonical(declared), detect(text)
    if found is None or (tag and _plausible(tag.split("-")[0], found, text)):
        return tag
    return {"no": "nb"}.get(found, None if found.startswith(UNDETERMINED) else found)


def is_english(text: str, declared: str | None) -> bool:
    """Whether a text is in English, or nothing says that it is not."""
    return primary(text, declared) in ("en", None)


def primary(text: str, declared: str | None) -> str | None:
    """The primary subtag of `language_of`, else what `detect` tells of the script; None where nothing is known."""
    told = language_of(text, declared)
    return told.split("-")[0] if told else detect(text)


def canonical(declared: str | None) -> str | None:
    """A language tag as BCP 47 writes it ("EN_us" -> "en-US", "ger" -> "de"); None for what is none."""
    match = _TAG.fullmatch((declared or "").strip().replace("_", "-"))
    if match is None:
        return None
    code = match["language"].lower()
    if code in _NO_LANGUAGE:
        return None
    parts = (_THREE_LETTERS.get(code, code), (match["script"] or "").title(), (match["region"] or "").upper())
    return "-".join(filter(None, parts))


def _plausible(declared: str, found: str, text: str) -> bool:
    """Whether a text that looks like one language may be in the one that was declared."""
    if declared in (found, {"no": "nb"}.get(found)):
        return True
    for script, table in (("Latin", LATIN), *_BY_SCRIPT.items()):
        if found in table:
            if declared in table:
                shares = _shares(_words(text), table)
                return "en" not in (declared, found) and shares[declared] * 2 > shares[found]
            # Catalan may look like Spanish, and Macedonian like Serbian; nothing looks like English.
            return found != "en" and _may_be_in(script, declared)
    return _may_be_in("Latin" if found == UNDETERMINED else found, declared) and declared not in LATIN


def _may_be_in(script: str, declared: str) -> bool:
    return declared not in _NEVER_LATIN if script == "Latin" else declared in _WRITTEN_IN.get(script, ())


@lru_cache(maxsize=16)
def detect(text: str) -> str | None:
    """The language of a text by its letters and its function words; None for one too short, or for a table.

    "no" is Norwegian Bokmål. "und" is a language in Latin letters that is not told apart here, "und-Cyrl" and the
    like one in another script.
    """
    text = text[:_ENOUGH]
    words = _words(text)
    letters = sum(map(len, words))
    foreign = Counter(() if text.isascii() else _NOT_LATIN.findall(text))
    found = [
        code
        for character, count in foreign.items()
        for first, last, code in SCRIPTS
        if first <= character <= last
        for _ in range(count)
    ]
    if found and 2 * len(found) > letters:
        # Japanese has Chinese characters between its own, Chinese has none of the Japanese.
        script = "ja" if 10 * found.count("ja") > len(found) else max(dict.fromkeys(found), key=found.count)
        return _best(words, _BY_SCRIPT[script]) or _by_letters(script, text) if script in _BY_SCRIPT else script
    if best := _best(words, LATIN):
        return best
    prose = 2 * sum(word.islower() for word in words) > len(words) >= _FEWEST_OF_PROSE
    return UNDETERMINED if prose and _shares(words, LATIN)["en"] < _FOREIGN_SHARE else None


def _by_letters(script: str, text: str) -> str:
    """The language of a text too short for words, by letters that its neighbours have not; else the script's tag."""
    return next((code for code, letters in _OWN_LETTERS.get(script, ()) if letters.search(text)), script)


def _words(text: str) -> list[str]:
    return _LETTERS.findall(text[:_ENOUGH])


def _best(words: list[str], table: dict[str, frozenset[str]]) -> str | None:
    """The language of the table that has most of the words, where that says anything."""
    if len(words) < _FEWEST_WORDS:
        return None
    shares = _shares(words, table)
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= _SHARE else None


def _shares(words: list[str], table: dict[str, frozenset[str]]) -> dict[str, float]:
    lower = [word.lower() for word in words]
    counts, lines, whole = Counter(lower), "\n".join(lower), max(len(words), 1)
    shares = {code: sum(counts[word] for word in counts.keys() & own) / whole for code, own in table.items()}
    for code in _MARKS.keys() & shares.keys():
        shares[code] += len(_MARKS[code].findall(lines)) / whole
    return shares
