"""Kill notices, withdrawals and mandatory corrections, in the words of agencies: an alternative a line."""

import re

from briefgen.lazily import lazily
from briefgen.wire.gate.places import LABEL, Place, alternatives, is_quotation

_WORDS = {
    "STORY": "(?:story|stories|item|article|dispatch|file|report|copy|version|take|alert|headline|snap|brief|series"
    "|writethru|obit|lead|advance|analysis|feature|column|text|transmission|message)",
    "MELDUNG": "(?:meldung|text|bericht|beitrag|artikel|fassung|eilmeldung|zusammenfassung|nachricht)",
    "SAKEN": "(?:saken|meldingen|artikkelen|notisen|nyhetssaken|artiklen|telegrammet|nyheden|artikeln|texten|nyheten)",
    "DEPECHE": "(?:dépêche|depeche|information|alerte|nouvelle)",
    "DEPESZA": "(?:depesz|wiadomości|informacji|materiału|tekstu)",
    "СООБЩЕНИЕ": "(?:сообщени|новост|материал|информаци|текст|молни)",
    "NOTA": "(?:noticia|notícia|nota|información|informacion|informação|despacho)",
    "GONE": "(?:withdrawn|killed|retracted|cancell?ed|spiked|recalled)",
    "POLITELY": "(?:please|pls|kindly|(?:you|DESKS) are (?:requested|asked|advised|urged) to)",
    "DROP": "(?:disregard|discard|withhold|kill|spike|ignore)",
    "DESKS": "(?:all )?(?:member |subscribing )?(?:editors|newspapers|broadcasters|members|subscribers|clients)",
    "TO_RUN": "(?:required|requested|asked|urged) to (?:run|publish|use|carry|print|broadcast)",
    "CLEARED": r"(?:\w+ )?(?:clear|approv|legal|lawyer|advised|notified|told otherwise|confirm|instruct|further)\w*",
    "UTILISER": "(?:utiliser|publier|diffuser|exploiter)",
    "SENT": "(?:slugged|headlined|titled|sent|moved|transmitted|issued|datelined|timed)",
    "SLUG": r"(?-i:BC--?\w[\w.-]*(?: [A-Z][\w-]*){0,4}|[A-Z]\w*(?:--?[A-Z0-9]\w*){2,5}"
    r"|[a-zA-Z]\d{4}|[A-Z]{2,4}\d{3,5})\b",
    "TRUKKET": r"(?:trukket(?: tilbake)?|trekkes|annullert|annulleret|makulert|dras tillbaka"
    r"|återkalla[sdt]|utgår|udgår)\b(?! fra\b)",
    "AGENCY": "(?:we|(?:the )?(?:associated press|ap|afp|agence france-presse|reuters|dpa|efe|ansa|lusa|anp|belga|aap"
    "|tass|pa media|press association|canadian press|xinhua|kyodo|yonhap|bloomberg|upi))",
    "AT_ALL": r"\b(?!\s+(?:before|until|till|prior|før|före|avant|antes|vor|bis|prima)\b)",
}
# No copy begins with one of these, and in a note they may stand anywhere.
_ORDERS = alternatives(
    r"""
    (?:bulletin|urgent|mandatory|immediate|story|advisory)[\s:,–-]{1,3}kill(?:ed)?\b(?![\s-]?switch)
    (?:bulletin|urgent|mandatory|story|advisory)[\s:,–-]{1,3}(?:elimination|withhold|withdrawal|withdrawn|retract\w+)\b
    (?:this is a )?mandatory (?:correction|corrective)\b(?! (?-i:(?!to\b|on\b|notice|follow|moved|advis)[a-z]))
    (?:a )?kill is mandatory\b(?=\W*$|\s*[.;:,!(–-])
    (?:correction|corrective|kill|withdrawal|elimination)[\s(:,–-]{1,4}mandatory\b(?=\W*$|\s*[:;.)!–-])
    DESKS\b[^.;:]{0,90}? are TO_RUN (?:this|the|our) (?:following )?(?:correct\w+|retraction)\b
    (?:kill|withdrawal|retraction) (?:notice|advisory)\b(?=\W*$|[:!*(/–-])|kill (?:notice|advisory)\b
    (?-i:ADVISORY)\W{1,3}.{0,120}\b(?:withdrawn|retracted)\W*$
    (?:(?:please|pls|kindly|must) )?(?:DROP|withdraw) SLUG(?=\W*$|\s*[.;,:(]|\s+SENT\b)
    (?:(?-i:BC--?\w[\w.-]*)|SLUG,? SENT\b.{0,80}?) (?:has been|is|was|is being) (?:withdrawn|killed|retracted|spiked)\b
    (?:(?:this|the) )?(?:story|item) (?:(?:is|has been) )?(?:withheld|on hold)(?= (?:pending|until|on legal)\b|\W*$)
    do not (?:publish|broadcast|release)\b[^.;]{0,40} (?:until|unless|pending) CLEARED
    (?-i:KILL[\s,!.*-]{1,5}KILL\b|HOLD[\s,!.*-]{1,5}HOLD[\s,!.*-]{1,5}HOLD\b)
    (?:please|pls|kindly) DROP\b(?=\W*$|[.:;!,(–-])
    (?:please|pls|kindly|must) DROP\b.{0,60}\bSTORY\b
    (?:please|pls|kindly) (?:cancel|withdraw) (?:our|the|this) STORY\b(?=\s*(?:SENT\b|[“"'‘«.:;]|on\b|$))
    (?:please|pls|kindly) DROP (?:this|it|our|previous|earlier|all)\b
    POLITELY (?:(?:remove|delete) (?:this|the|our) (?:\w+ )?STORY|(?:cancel and )?delete (?:item )?SLUG)AT_ALL
    (?:please|pls) do not (?:use|publish|run|broadcast)(?: or \w+)?(?: (?:this|the|our) STORY)?(?=\s*[.;!:)*–-]|$| SENT)
    POLITELY refrain from (?:using|publishing|running|broadcasting) (?:this|the|our) STORY(?! as\b)AT_ALL
    disregard (?:this|the|our|all|previous|earlier)\b.{0,40}\bSTORY\b
    the (?:following|above|foregoing) STORY (?:has been|is|was) GONE\b(?=\W*$|\s*[.;,:(–-]| (?:because|due|at the)\b)
    this STORY\b.{0,60}\b(?:has been|have been|is|was|is being|is hereby) (?:\w+ )?GONE\b(?! by\b)
    AGENCY\b.{0,20}\b(?:has|have|is|are) (?:withdrawn|withdrawing|retracted|retracting|killed|killing) .{0,40}\bSTORY\b
    the STORY SENT\b.{0,120}\b(?:has been|is|was|is being|is hereby) (?:\w+ )?GONE\b
    bitte (?:\w+ ){0,6}nicht (?:mehr |weiter )?(?:zu )?(?:verwenden|veröffentlichen|nutzen|verbreiten|benutzen)AT_ALL
    bitte verwenden sie (?:\w+ )?MELDUNG\b.{0,120}\bnichtAT_ALL
    (?-i:ACHTUNG|Achtung)\W{1,4}(?:redaktionen\W{1,4})?(?:stornierung|storno|annullierung|rückruf)\b
    dies(?:e|er|en|es) MELDUNG\b.{0,60}\b(?:zurückgezogen|zurueckgezogen|storniert|annulliert)\b
    MELDUNG (?:wird |wurde |ist )?(?:zurückgezogen|zurueckgezogen|storniert|annulliert)\b
    meldung (?:ist |wird )?gesperrt\b(?=\W*$|\s[–-])
    bitte (?:die|diese|unsere|den|diesen) (?:\w+ )?MELDUNG (?:\w+ ){0,4}(?:sperren|löschen|stornieren)\b(?!,)
    rückruf (?:der|einer|des) MELDUNG\b
    (?:wir )?zieh(?:t|en) (?:\w+ )?(?:die|den|diese|diesen|unsere|ihre|ihren) (?:\w+ )?MELDUNG\b.{0,90}\bzur(?:ü|ue)ck\b
    (?:merci|prière|priere|veuillez|prions)\b.{0,30}\bne (?:pas|plus) (?:l[’'])?UTILISERAT_ALL
    ne (?:pas|plus) UTILISER (?:cette|notre|la) d[ée]p[êe]che(?=\W*$|\s*[.;:(]|\s(?:précéd|ci-|intit|titr|diffus|suiv))
    la d[ée]p[êe]che (?:est|a été) (?:annulée|retirée)\b
    d[ée]p[êe]che (?:annulée|retirée)(?=\W*$|\s*[.:;,–-])
    NOTA anulad[ao](?=\W*$|\s*[.:;,–-])|se anula (?:la|esta|nuestra) NOTA(?=\W*$|\s*[.:;,–-]| anterior| enviad| titulad)
    (?:merci|prière|priere|veuillez|prions)\b.{0,30}\bne (?:pas|plus) tenir compte\b
    (?:merci|prière|priere|veuillez)\b.{0,20}\b(?:annuler|ignorer)\b
    (?:merci|prière|priere|veuillez)\b.{0,20}\b(?:supprimer|effacer) (?:cette|notre|la) DEPECHE\b
    (?:annuler|retirer?) (?:cette|notre) DEPECHE\b
    nous (?:annulons|retirons) (?:\w+ )?DEPECHE\b
    (?:cette|notre) DEPECHE\b.{0,80}\b(?:annulée|retirée)\b
    la DEPECHE (?:intitulée|titrée|diffusée)\b.{0,120}\best (?:annulée|retirée)\b
    (?:favor|rogamos|se ruega)\b.{0,30}\bno (?:usar|utilizar|publicar|utilicen|usen|publiquen)AT_ALL
    (?:favor|rogamos|se ruega)\b.{0,30}\belimin(?:ar|en|e) (?:la|esta|nuestra) NOTA\b
    (?:favor|rogamos|se ruega)\b.{0,30}\b(?:anul|ignor|desestim|descart|desconsider)(?:ar|en|em)\b
    favor\b.{0,30}\bnão (?:usar|publicar|utilizar)AT_ALL
    (?:agradecemos|pedimos|pede-se|solicita-se|agradece-se)\b.{0,40}\b(?:anul|ignor|desconsider|elimin)(?:em|ar|ação)\b.{0,20}\bNOTA\b
    prosimy (?:\w+ ){0,2}o (?:anulowanie|wycofanie|nie(?:publikowanie|wykorzystywanie|używanie)) (?:\w+ )?DEPESZA
    (?:depesza|wiadomość|informacja)\b.{0,60}\b(?:anulowana|wycofana)\b
    (?:просьба|просим) (?:\w+ ){0,4}(?:аннулировать|не использовать|не публиковать)AT_ALL (?:\w+ )?СООБЩЕНИЕ
    (?:prosíme|prosime)\b.{0,40}\b(?:nepoužívejte|nepublikujte|nepoužívat|nepoužívajte|zrušte)\b
    lütfen\b.{0,40}\b(?:kullanmay[ıi]n|yayınlamayın|iptal edin)
    AGENCY (?:retira|anula|retire|annule|ritira) (?:la|su|esta|sa|cette) (?:NOTA|DEPECHE|notizia)\b
    dit bericht (?:is |wordt )?(?:ingetrokken|vervallen)\b
    (?:esta|nuestra) NOTA\b.{0,60}\b(?:anulada|retirada)\b
    queda anulad[ao] (?:la|el|esta|nuestra) NOTA\b
    (?:si prega|preghiamo)\b.{0,30}\b(?:non (?:utilizzare|usare|pubblicare)AT_ALL|(?:annullare|ignorare|cestinare)\b)
    (?:gelieve|graag|s\.?v\.?p\.?)\b.{0,40}\bniet (?:te )?(?:gebruiken|publiceren)\b
    (?:denn[ea]|den här) SAKEN\b.{0,30}\bTRUKKET\b
    SAKEN (?:er |är |blir )?TRUKKET\W*$
    (?:ntb|tt|ritzau) (?:har trukket|trekker|drar tillbaka|trækker|har dragit tillbaka) SAKEN
    (?:skal|må|bør) ikke (?:brukes|publiseres|bruges|offentliggøres)AT_ALL
    (?:får|ska) (?:ej|inte) (?:användas|publiceras)AT_ALL
    """,
    _WORDS,
)
# In an ed-note these are orders too; copy may begin with them: "The report was withdrawn after protests."
_IN_NOTES = alternatives(
    r"""
    (?:the )?STORY\b.{0,40}\b(?:has been|have been|is|was) (?:\w+ )?(?:withdrawn|killed|retracted|spiked)\b
    do not (?:use|publish|run|print|broadcast)\b(?=\s*(?:[.;!:)*–-]|$|(?:this|the) STORY|STORY|in any|under))
    kill (?:this|the|all|our|both|previous|earlier)\b.{0,40}\bSTORY\b
    (?:withdraw|retract|kill)(?:s|n|ing|ed)?\b(?: \w+){0,4} STORY\b.{0,40}\bSENT\b
    bitte (?:\w+ ){0,6}(?:sperren|löschen|stornieren|zurückhalten)\b
    MELDUNG\b.{0,60}\b(?:zurück(?:gezogen|zuziehen)|zurueckgezogen|storniert|annulliert)\b
    MELDUNG\b.{0,60}\bdarf nicht (?:mehr |weiter )?(?:verwendet|veröffentlicht|verbreitet)AT_ALL
    (?:annuler|retirer?) la DEPECHE\b
    notizia\b.{0,30}\bannullata\b
    DEPECHE\b.{0,60}\b(?:annulée|retirée)\b
    bericht (?:is |wordt )?(?:ingetrokken|vervallen)\b
    SAKEN\b.{0,30}\bTRUKKET\b
    (?:har trukket|trekker|drar tillbaka|trækker) SAKEN
    """,
    _WORDS,
)
_OPENS_NOTE = alternatives(
    r"""
    (?:(?:please|pls) )?(?:kill|disregard|discard|withhold|ignore) (?-i:[A-Z]\w+-[A-Z])|kill (?:\w+ ){1,4}STORY\b
    STORY (?:removed|deleted|GONE)\b(?:\s*[:!*–—.,;]|\W*$)
    (?:kill|withdrawn|withdrawal|retracted|retraction)\b(?:\s*[:!*(/–—.-]|\W*$|\s+STORY\b)
    (?:annulation|annulée?|anulad[ao]|anulación|annullat[ao]|ingetrokken)\b(?:\s*[:!*(/–—.-]|\W*$)
    (?:storno|annullierung|zurückgezogen|TRUKKET)\b(?:\s*[:!*(/–—.-]|\W*$|\s+til(?:bake|bage)\b)
    """,
    _WORDS,
)
# Only in capitals, as the whole line or before a mark: "ANNULE - Orvane", not "Annulation du festival".
_CAPITALS = alternatives(
    r"""
    (?:KILL|WITHDRAWN|WITHDRAWAL|RETRACTED|RETRACTION)\b(?:\s*[:!*(/\])–—]|\s*-(?![a-z])|\W*$)
    KILL (?=[A-Z][a-z])(?!Bill\b)
    DO NOT (?:USE|RUN|PUBLISH|BROADCAST|RELEASE)(?: OR [A-Z]+)?(?:\W*$|\.\s)
    DO NOT (?:PUBLISH|BROADCAST|RELEASE)(?: OR [A-Z]+)?\s*[:!*(/–—-]
    (?:ANNUL(?:E|É|EE|ÉE|ATION)|ANULAD[AO]|ANULACI[OÓ]N|ANULAÇÃO|ANULAR|ANNULLA(?:T[AO]|RE)|ANNULLAMENTO)\b(?:\s*[:!*(/\])–—-]|\W*$)
    (?:TRUKKET(?: TILBAKE)?|TREKKES|ANNULLERT|UTGÅR|UDGÅR|INGETROKKEN)\b(?:\s*[:!*(/\])–—-]|\W*$)
    (?:ANNULLIERUNG|STORNO|ZURÜCKGEZOGEN|ZURUECKGEZOGEN)\b(?:\s*[:!*(/\])–—-]|\W*$)
    (?:ANULOWAN[AEOY]|WYCOFAN[AEOY]|АННУЛИРОВАН[АОЫ]|АННУЛИРОВАНИЕ|ОТОЗВАНО|ZRUŠENO|VERVALLEN|İPTAL)\b(?:\s*[:!*(/\])–—-]|\W*$)
    .{0,120}, (?:(?:BULLETIN|URGENT|MANDATORY) )?KILL\W*$
    .{0,120}[(\[](?:KILL|KILLED|WITHDRAWN|RETRACTED|ANNULE|ANNULÉ|ANULADA|TRUKKET)[)\]]
    """
)
_IN_SLUG = alternatives(
    r"""
    \W*KILL(?:$|[-/ :])
    .*(?:BULLETIN|URGENT|MANDATORY|NOTICE)[-/ ,]{1,3}KILL\b
    .*[,(/] ?KILL\b
    .*-(?:WITHDRAWN|RETRACTED)\b
    \W*(?:WITHDRAWN|ANNULATION|ANULADA|TRUKKET)\b
    """
)
# A story that takes another's place tells to drop the other, and is itself good.
_REPLACING = alternatives(
    r"""
    (?:replaces|remplace|ersetzt|sustituye|reemplaza|sostituisce|substitui|vervangt|erstatter|ersätter)\b(?!\s*[‘“"'«])
    replacing (?:the |an? )?(?:previous|earlier)
    (?<!not )use this (?:corrected |updated |new )?(?:story|version|copy|item|one|instead|file)
    verwenden sie (?:bitte )?(?:nur|stattdessen) (?:noch )?(?:diese|die (?:neue|folgende|korrigierte))\b
    merci d[’']utiliser cette\b
    this is (?:the |a )?(?:corrected|replacement|substitute|new|updated)
    """
)
_NOTE = lazily(rf"\b(?:{_ORDERS}|{_IN_NOTES})|^{LABEL}(?:{_OPENS_NOTE})", re.IGNORECASE)
_PROSE = lazily(rf"{LABEL}(?:{_ORDERS}|(?-i:{_CAPITALS}))", re.IGNORECASE)
_SLUG = lazily(_IN_SLUG)
_REPLACES = lazily(rf"\b(?:{_REPLACING})", re.IGNORECASE)
_THIS_ONE = lazily(
    rf"\bthis {_WORDS['STORY']}\b(?:(?!replac).){{0,60}}\b{_WORDS['GONE']}|(?:bulletin|mandatory) kill", re.IGNORECASE
)


def kills(place: Place) -> bool:
    """Whether a text withdraws a story, or orders a correction of one already sent."""
    if place.name == "the slugline" and _SLUG.match(place.text):
        return True
    return tells_of_another(place) and (not _REPLACES.search(place.text) or _THIS_ONE.search(place.text) is not None)


def tells_of_another(place: Place) -> bool:
    """Whether a text withdraws a story, be it an earlier one that this one replaces."""
    if place.prose:
        return not is_quotation(place.text) and _PROSE.match(place.text) is not None
    return (_NOTE.search(place.text) or _PROSE.match(place.text)) is not None
