"""Datelines: place, date and agency at the beginning of the copy, as the agencies of a dozen languages write them."""

import re
from dataclasses import dataclass, replace

from briefgen.lazily import lazily
from briefgen.wire.copy.agencies import AGENCIES, AGENCY
from briefgen.wire.copy.furniture import is_notice

_LONGEST = 160
_LONGEST_ALONE = 60

# By their first three letters: those of the languages in Latin letters, the Slavonic ones, Russian, Turkish, Arabic.
_MONTH = (
    r"(?i:jan|feb|mar|apr|ma[ijyg]|jun|jul|aug|sep|o[ck]t|nov|de[czs]|ene|abr|ago|dic|gen|giu|lug|set|ott|dez|out|fev|fév|avr"
    r"|jui|aoû|aou|déc|mär|mrz|maa|mei|maj|hel|tam|huh|tou|kes|hei|elo|syy|lok|mar|jou"
    r"|led|úno|bře|dub|kvě|čer|srp|zář|říj|lis|pro|sty|lut|kwi|cze|lip|sie|wrz|paź|gru|máj|jún|júl|szept"
    r"|янв|яну|фев|мар|апр|ма[йя]|июн|юни|июл|юли|авг|сеп|сен|окт|ное|ноя|дек|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру"
    r"|oca|şub|nis|haz|tem|ağu|eyl|eki|kas|ara"
    r"|ιαν|φεβ|μα[ρΐι]|απρ|ιου|αύγ|αυγ|σεπ|οκτ|νοε|δεκ"
    r"|يناير|فبراير|مارس|[أا]بريل|مايو|يونيو|يوليو|[أا]غسطس|سبتمبر|[أا]كتوبر|نوفمبر|ديسمبر)[^\W\d_]{0,9}\.?"
)
_ANY_MONTH = rf"(?!{AGENCY.pattern})[^\W\d_]{{3,12}}\.?"
_DAY = r"\d{1,2}(?:\.(?!\d)|er|º|ª|st|nd|rd|th)?"
_YEAR = r"(?:,?\s(?:de\s)?\d{4}\.?(?:\s?(?:г\.|года|m\.|roku))?)?"
_TIME = r"(?:,?\s(?:um\s|at\s|à\s|kl\.?\s)?\d{1,2}[:.h]\d{2}(?:\s(?:Uhr|GMT|UTC|[A-Z]{3,4}|[ap]\.?m\.?))?)?"
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,?\s)?"


def _dates(month: str, glue: str) -> str:
    """A date after `glue`: "20. Nov", "Nov. 20", "20/11", "2026. november 20., péntek"."""
    return (
        rf"{glue}(?:{_DAY}\s?(?:de\s)?{month}{_YEAR}|{_MONTH}\s?{_DAY}{_YEAR}"
        rf"|-\s\d{{1,2}}\s-\s\d{{1,2}}|\d{{4}}\.\s{month}\s\d{{1,2}}\.(?:,\s[^\W\d_]{{4,10}})?"
        rf"|\d{{1,2}}[/.]\d{{1,2}}\.?(?:[/.]?\d{{4}}|/\d\d)?|\d{{4}}-\d\d-\d\d){_TIME}"
    )


# Between place and date a comma, a full stop or a space; a weekday may stand before it or alone.
_GLUE = rf"(?:[,.]\s{_WEEKDAY}|\s(?:في\s)?)"
_DATE = rf"(?:{_dates(_ANY_MONTH, _GLUE)}|,?\s\d{{1,2}}\.?|,\s[^\W\d_]{{5,10}})?"
_SURE_DATE = _dates(_MONTH, _GLUE)
_PLACE = r"[^\W\d_a-zà-öø-ÿ][^\d()_<>:;!?\"“„«\n]{0,60}?"
_DASH = r"(?:-{1,2}|[–—_=])"
_AFTER = rf"(?P<after>\s{{0,3}}(?:[.:]\s?)?{_DASH}?\s{{0,3}})"

_WITH_AGENCY = lazily(
    rf"(?P<dateline>(?P<located>{_PLACE})(?:\s\([^\W\d_][^()\d]{{2,30}}\)(?=,|\s\d)){{0,1}}{_DATE}),?\s{{0,3}}"
    rf"(?:-{{0,2}}\((?P<provider>{AGENCY.pattern}[^()\n]{{0,40}}|[^\W\d_][^()\n:;\d]{{1,39}})\)|/\s?(?:(?P<byline>[^\W\d_][^,()/\n]{{2,40}}),\s)?"
    rf"(?:[^\W\d_]{{2,8}}\.\s)?(?P<slashed>(?:{AGENCY.pattern}|[\u0621-\u064a]{{2,5}}(?=\s?/))"
    rf"(?:\s(?P<writer>[^\W\d_a-z][\w-]+\s[^\W\d_a-z][\w-]+)(?=/)|[^()/\n]{{0,12}}))/){_AFTER}"
)
_AGENCY_FIRST = lazily(
    rf"[(\[](?P<provider>[A-Za-z-]{{2,12}})[)\]]\s?(?:{_DASH}\s?)?"
    rf"(?P<dateline>(?P<located>{_PLACE})(?:\s\([^\W\d_][^()\d]{{2,30}}\)(?=,))?{_DATE})\s{_DASH}\s(?=\S)"
)
# "МОСКВА, 20 ноя - РИА Новости. Text", "Москва. 20 ноября. INTERFAX.RU - Text", "SYDNEY, Nov 21 AAP - Text".
_AGENCY_LAST = lazily(
    rf"(?P<dateline>(?P<located>{_PLACE}){_SURE_DATE})\s(?:{_DASH}\s)?(?P<provider>{AGENCY.pattern}(?:\.\w\w)?)"
    rf"(?:(?:\.\s|\s{{0,3}}{_DASH})\s{{0,3}}(?=\S)|$)"
)
_BARE = lazily(
    r"(?P<dateline>(?P<located>[A-ZÀ-ÖØ-ÞĀ-ŽА-Я][A-ZÀ-ÖØ-ÞĀ-ŽА-Я'’.-]+(?:[ /][A-ZÀ-ÖØ-ÞĀ-ŽА-Я'’.-]{2,}){0,4})"
    rf"(?:,\s(?!{AGENCY.pattern})[^\d(),_–—]{{2,30}}?)?{_DATE}),?(?:\s(?P<provider>{AGENCY.pattern}))?\s{{0,3}}(?:-{{1,2}}|[–—_•])\s{{1,3}}"
    r"(?=[^\W_a-zà-öø-ÿ]|[^\w\s]|\d)"
)
# "PORT TARN, 14:30: Crews …": the time alone shows that what stands in capitals is a place.
_TIMED = lazily(
    rf"(?P<dateline>(?P<located>[^\W\d_a-zà-öø-ÿ]{{2,20}}(?:[ -][^\W\d_a-zà-öø-ÿ]{{2,20}}){{0,3}})(?=,?\s\d){_TIME})"
    rf"\s?(?:{_DASH}\s|:\s)(?=[^\W_a-zà-öø-ÿ]|[„“«\"])"
)
_DATED = lazily(rf"(?P<dateline>(?P<located>{_PLACE}){_SURE_DATE})\s?(?:{_DASH}\s|:\s)(?=\S)")
# "Holmstadt – Der Rat …": a name, a dash and a sentence, without a second dash that closes an aside.
_MIXED = lazily(
    r"(?P<dateline>(?P<located>[^\W\d_a-z][\w'’.-]{2,20}(?:[ /][^\W\d_a-z][\w'’.-]{2,20}){0,2})"
    r"(?:, [^\W\d_a-z][\w'’.]{2,20}(?: [^\W\d_a-z][\w'’.]{2,20})?)?) [–—] "
    r"(?=[^\W\d_a-z][^–—]{40}|[„“«\"][^–—]{40})"
)
_CHINESE = lazily(
    r"(?P<provider>新华社|中新社|中新网)(?P<dateline>(?P<located>[\u4e00-\u9fff]{2,8}?)(?:\d{1,2}月)?\d{1,2}日)电\s*"
    r"(?:[（(](?:记者)?(?P<byline>[^（()）]{2,30})[)）])?\s*(?=\S)"
)
# "【場所共同】", "(곳=연합뉴스) 이름 기자 =".
_JAPANESE = lazily(
    r"【(?P<dateline>(?P<located>[^【】=＝]{1,12}?))(?:共同|時事|[=＝](?P<byline>[^【】]{1,20}))(?:通信)?】\s*"
)
_KOREAN = lazily(
    r"[(（](?P<dateline>(?P<located>[^()=]{1,15}))=(?P<provider>[\uac00-\ud7a3\d]{2,8})[)）]\s*"
    r"(?:(?P<byline>[\uac00-\ud7a3 ·,]{2,30}?)\s(?:기자|특파원)\s*=\s*)?"
)
_BRACKETED = lazily(
    rf"\[(?P<dateline>(?P<located>{_PLACE}){_DATE}日?)\s(?P<provider>[^\W\d_]{{2,15}})\]\s*[-–—－]\s*(?=\S)"
)
# A line of its own: "HÄLLFORSA TT", "Skovsund, onsdag", "Oslo, onsdag 14. oktober:".
_ALONE = lazily(
    rf"(?P<dateline>(?P<located>[^\W\d_a-zà-öø-ÿ][\w'’.-]+(?:[ /][^\W\d_a-zà-öø-ÿ][\w'’.-]+){{0,3}}?)"
    rf"(?:, (?P<weekday>[^\W\d_]{{5,10}})(?: {_DAY}(?: {_MONTH}{_YEAR})?)?)?)"
    rf"(?: (?P<provider>{AGENCIES.pattern}))?[.:]?$"
)
# "14.3. PORT TARN (HT) - ", "1430 GMT PORT TARN (HT) - ".
_DAY_FIRST = lazily(
    r"(?:\d{1,2}\.\d{1,2}\.(?:\d{4})?,?\s?|\d{1,2}[:.h]?\d{2}\s(?:GMT|UTC|Uhr|[A-Z]{2,4}T)[,:]?\s)(?=[^\W\d_])"
)
# An author in capitals, between the agency and the copy, as Turkish services have it.
_AUTHOR = lazily(r"(?P<byline>[^\W\d_a-z]{2,20}(?:[ /][^\W\d_a-z]{2,20}){1,5}) [-–—] (?=\S)")

_ENDS_IN_YEAR = re.compile(r", .{0,20}\d.{0,20}\b\d{4}$")
_STOP = re.compile(r"(?<=\w{4})\.$")  # "PUNTA FRÍA.- El glaciar …"
# What stands in capitals or before a date like a place, and is none.
_NO_PLACE = frozenset(
    """eu un us usa uk uae nato who imf ecb opec fbi cia g7 g20 watch update updated video breaking live analysis
    opinion explainer factbox profile exclusive sport sports news photo photos listen read weather markets
    alert bulletin comment correction corrected editorial file flash focus interview latest lead newsalert note obituary
    preview question answer recap review score scores snap summary timeline top updates urgent wrapup attention
    eilmeldung korrektur zusammenfassung überblick urgence urgente ultima última hora""".split()
)
_WEEKDAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday
    montag dienstag mittwoch donnerstag freitag samstag sonntag
    lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo lunedì
    martedì mercoledì giovedì venerdì sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag mandag
    tirsdag onsdag torsdag fredag lørdag søndag måndag tisdag lördag söndag""".split()
)
_PARTICLES = frozenset("de do da dos das del du am an im bei der den of and on upon au aux sur sous en le les".split())


@dataclass(slots=True, frozen=True)
class Dateline:
    """A dateline as sent, the place it names, the agency and the author in it, and the copy after it."""

    dateline: str
    located: str
    provider: str | None
    rest: str
    byline: str | None = None


def split_dateline(paragraph: str) -> Dateline | None:
    """The dateline of a paragraph and what follows it, "" where it stands alone; None of prose."""
    head = paragraph[:_LONGEST]
    if head[:1].isdigit() and (day := _DAY_FIRST.match(head)):
        after = split_dateline(paragraph[day.end() :])
        return replace(after, dateline=f"{day[0]}{after.dateline}") if after and after.provider else None
    found = _find(head)
    # The copy begins a sentence: "Anna Berg (SPD) - die Ministerin - sagte" goes on with one.
    if found is None or paragraph[found.end() : found.end() + 1].islower():
        return None
    if not is_place(found["located"]):
        return None
    groups = found.groupdict()
    provider = groups.get("provider") or groups.get("slashed")
    rest = paragraph[found.end() :]
    byline = groups.get("byline") or groups.get("writer")
    provider = provider.removesuffix(groups.get("writer") or "") if provider else None
    if provider and byline is None and (author := _AUTHOR.match(rest[:_LONGEST])):
        byline, rest = author["byline"], rest[author.end() :]
    return Dateline(
        dateline=found["dateline"].strip(" ,-"),
        located=place_name(found["located"]),
        provider=provider.split(" - ")[0].strip() if provider else None,
        rest=rest,
        byline=byline,
    )


def _find(head: str) -> re.Match[str] | None:
    if head.startswith(("(", "[", "（", "【")):
        return _AGENCY_FIRST.match(head) or _BRACKETED.match(head) or _KOREAN.match(head) or _JAPANESE.match(head)
    if not head[:1].isalpha() or head[:1].islower():
        return None
    if ("(" in head or "/" in head) and (found := _WITH_AGENCY.match(head)):
        provider = found["provider"] or found["slashed"]
        known = found["slashed"] or AGENCIES.fullmatch(provider)
        dashed = set(found["after"]) & set("-–—_=")
        if not (dashed or found["slashed"] or found["located"] != found["located"].lower()):
            return None  # in a script without capitals, a sentence may name an agency in brackets
        # "Anna Berg (SPD) sagte": a party stands in brackets as an agency does, but no dash follows it.
        if (dashed or known) and (found.end() < len(head) or known):
            return found
    return _find_bare(head) or _find_alone(head)


def _find_bare(head: str) -> re.Match[str] | None:
    """A dateline whose agency, if it has one, stands in no brackets."""
    if "\u4e00" <= head[0] <= "\u9fff":
        return _CHINESE.match(head)
    # A cheap look before the costly ones: none of them is without a digit, or without a dash or a colon.
    if any(map(str.isdigit, head)) and (found := _AGENCY_LAST.match(head)):
        # Alone on its line, a place is in capitals: "Das sagte er am 3. Mai dpa" is prose.
        return found if found.end() < len(head) or found["located"].split(",")[0].isupper() else None
    if not {*head}.isdisjoint("-–—_=:•"):
        return _BARE.match(head) or _DATED.match(head) or _TIMED.match(head) or _MIXED.match(head)
    return None


def _find_alone(head: str) -> re.Match[str] | None:
    """A dateline without copy after it: a weekday or, after a place in capitals, an agency shows that it is one."""
    found = _ALONE.match(head) if len(head) <= _LONGEST_ALONE else None
    if found is None or not (found["weekday"] or (found["provider"] and found["located"].isupper())):
        return None
    return found if not found["weekday"] or found["weekday"].casefold() in _WEEKDAYS else None


def is_lone_dateline(line: str) -> bool:
    """Whether a line is a dateline with its agency, and nothing else."""
    # "… the mayor said Rossi. (ANSA)." is signed: a stop before the agency, and one behind it.
    if len(line) > _LONGEST_ALONE or (line.endswith(").") and ". (" in line):
        return False
    dateline = split_dateline(line)
    return dateline is not None and bool(dateline.provider) and not dateline.rest


def dated_alone(line: str) -> Dateline | None:
    """The dateline of a release, where it is alone on its line: "Roma, 23 novembre 2026"; a year ends it."""
    if len(line) > _LONGEST_ALONE or not _ENDS_IN_YEAR.search(line):
        return None
    found = split_dateline(f"{line} - A")
    return replace(found, rest="") if found and found.rest == "A" and found.dateline == line else None


def is_place(located: str) -> bool:
    """Whether what stands where a place does is one, and no signal, weekday, agency or notice."""
    place = located.strip(" ,.-").replace(".", "").casefold()
    if _NO_PLACE.issuperset(place.split()) or place in _WEEKDAYS:
        return False
    return not (AGENCIES.fullmatch(located) or is_notice(located))


def place_name(located: str) -> str:
    """The place of a dateline, in small letters with a capital where the wire writes it in capitals."""
    located = _STOP.sub("", located.split(",", maxsplit=1)[0].split("[", maxsplit=1)[0].strip(" -"))
    if not located.isupper():
        return located
    if "İ" in located:
        return "".join(
            word[:1] + word[1:].replace("I", "ı").replace("İ", "i").lower() for word in re.split(r"(\W)", located)
        )
    first, *others = re.split(r"([ -])", re.sub(r"(?<=['’])S\b", "s", located.title()))
    return "".join([first, *(word.lower() if word.lower() in _PARTICLES else word for word in others)])
