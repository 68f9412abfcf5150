"""Which lines of a story are not for publication, in the languages of the agencies: alike for every format."""

import re

from briefgen.lazily import lazily
from briefgen.wire.copy.agencies import AGENCY
from briefgen.wire.copy.attribution import CLAUSE, is_attributed
from briefgen.wire.copy.desk import is_secret, is_to_desks
from briefgen.wire.copy.rights import is_rights_notice

__all__ = [
    "AGENCY",
    "begins_notes",
    "is_apart",
    "is_for_desk",
    "is_for_desk_in_copy",
    "is_pictures",
    "is_tail",
    "strip_signature",
]

# Nothing but a line to the desk begins with these.
_EDITORS = (
    r"(?:eds?\b\.?|editors?\b|editor['’]s note\b|attn\b|attention (?:all |news ?)?(?:editors|desks?|subscribers"
    r"|clients)\b"
    r"|notes? to (?:the )?(?:editors?|desks?|subscribers)\b|hold for release\b|for release\b|mandatory\b"
    r"|redaktionelle[rs]? hinweise?\b|(?:hinweise?|notiz|anmerkung) (?:an|für) (?:die )?redaktion\w*"
    r"|achtung,? redaktion\w*"
    r"|(?:(?:note|notat|merknad|besked|meddelelse|info|meddelande) )?till? red(?:\b\.?|aksjon\w*|aktion\w*)"
    r"|note aux? r[ée]dact\w+|nota (?:a"
    r"|para) l[ao]s? redacc?\w+"
    r"|nota ai redattori|nota per (?:i|le) redazion\w+|nota del(?:la)? redazion\w+"
    r"|aviso a(?:l|os|los)? \w+|nota aos? \w+|toimituksille\b|huom\w* toimitu\w+|no[ou]?ta? voor de redactie"
    r"|noot redactie"
    r"|let op,? redactie|do redakcji\b|uwaga redakcje\b|redakcím\b)"
)
# In the copy these are prose ("Attention turned to …"), unless a colon or a dash follows at once.
_VERBS = (
    r"(?:recasts|adds|updates?|clarifies|corrects|corrections?|refile|repeat\w*|kill|attention|achtung|hinweise?"
    r"|berichtigung"
    r"|korrektur|wiederholung|aktualisierung|obs!?|korr\w*|rettelse|rättelse|rectificatif|pr[ée]cision"
    r"|versi[óo]n corregida"
    r"|correcci[óo]n|avviso|nota per|huom\w*|korjaus|red\.?|errata|rettifica|correzione|correctie|oprava|korekta)"
)
_EMBARGO = (
    r"(?:embargo(?:ed|e)?|sperrfrist|sperret|sp[äæ]rret|sous embargo|embargado|julkaisuvapaa|onder embargo)"
    r"(?:\s?:|\s(?:\S{1,12}\s){0,2}(?:until|till?|for|to|bis|jusqu\S*|hasta|tot|fino|a[lt]é?)\b"
    r"|\s{1,2}[\w.,]{0,12}\s?\d)"
)
_DESK_LINE = lazily(rf"\W{{0,5}}(?:{_EDITORS}|{_VERBS}(?![\w-])(?! \d+-)|{_EMBARGO})", re.IGNORECASE)
_DESK_IN_COPY = lazily(
    rf"\W{{0,5}}(?:{_EDITORS}(?:[^.:!?—]{{0,40}}:|\s?[—–-]\s|[^:]{{0,80}}\)$)|{_VERBS}(?:\s?:|\s[—–]\s)|{_EMBARGO})",
    re.IGNORECASE,
)
_WHAT_CHANGED = lazily(
    r"\(\s?(?:(?:adds|updates|recasts|corrects|removes|rewrites|refiles|repeats|clarifies|fixes|writes (?:through"
    r"|thru)|deletes"
    r"|drops|inserts|changes|new throughout|releads|leads throughout|edits|includes|with|ajoute|actualise|corrige"
    r"|r[ée]p[èe]te|actualiza|a[ñn]ade|amplía"
    r"|aggiunge|aggiorna|corregge|atualiza|acrescenta|neu|erg[äa]nzt|aktualisiert|berichtigt|korrigiert|tilf[øo]yer"
    r"|oppdaterer|retter"
    r")\b|(?:neu|new)\s?:)[^()]{0,300}\)$"
    r"|\W{0,3}(?:this (?:story|version|article|item|report|copy)(?: of (?:the|this) \w+)?|(?:an |the )?(?:earlier"
    r"|previous) versions? of this"
    r" (?:story|article|report))\b.{0,30}?\b(?:correct(?:s|ed|ing)|updat(?:es|ed)|amended|refiled|refiles"
    r"|clarif(?:ies|ied)"
    r"|rewritten|adds|deletes"
    r"|removes|fixes|incorrect(?:ly)?|misstated|misspelled|misidentified|gave|said)\b"
    r"|\W{0,3}this is a breaking news update\b|[^\n]{3,300}\s///$",
    re.IGNORECASE,
)

_REST = lazily(
    r"#{1,3}\s?(?=\S{0,8}(?:notizblock|notebook|redaktion|service|orte?\b|internet|kontakt|contact|adress|info))"
    r"|\W{0,5}(?:the )?following (?:information|matter) is (?:not\b|for (?:editors|guidance|reference)\b)"
    r"|\W{0,5}(?:die )?folgenden?\b.{0,40}nicht zur ver(?:ö|oe)ffentlichung"
    r"|[^\w\"“„«]{0,20}(?:not for publication|nicht zur ver(?:ö|oe)ffentlichung|niet voor publicatie|ikke (?:for"
    r"|til) (?:publisering"
    r"|offentligg\w+)|ej f[öo]r publicering|non destin[ée]\w* [àa] (?:la )?publication"
    r"|no (?:destinado )?para (?:su )?publicaci[óo]n"
    r"|non (?:destinat\w )?(?:per la|alla) pubblicazione|ei julkaistavaksi)"
    r"|(?:dpa-)?notizblock\s?:?$|dpa-notebook\s?:?$"
    r"|(?:r(?:ü|ue)ckfragehinweis|r(?:ü|ue)ckfragen)\s?(?::|$)"
    r"|\(?s e r v i c e\b",
    re.IGNORECASE,
)
# In a feature "Notebook", "Contact" or "Online" may be a crosshead; in a telegraphic message it is none.
_REST_IN_TELEGRAM = lazily(
    r"#{1,3}\s|notebook\s?:?$|service\s?:?$|(?:media contacts?|contacts?|kontakte?|ansprechpartner)\s?(?::|$)"
    r"|(?:internet(?: links|-?adressen?)?|liens internet|on the net|online)\s?:",
    re.IGNORECASE,
)
_APART = lazily(
    r"\W{0,3}(?:tel|telefon|phone|fax|e-?mail|mobile?|handy|t[ée]l[ée]phone|puh|tlf|telefoon|telefono|tel[ée]fono"
    r"|telefone)\b\.?(?:\s?\([^()]{1,40}\))?\s?[:+]"
    r"|(?:twitter|x|instagram|facebook|threads|bluesky|mastodon|telegram|whatsapp|signal|skype"
    r")\b\s?:?\s?(?:@\w|https?:|\+?\d[\d ]{7})"
    r"|[\W_]{0,3}[\w.-]{1,60}(?:@|\(at\))[\w.-]{1,60}\W{0,2}$"
    r"|[-\W]{0,3}(?:reporting|contributing|editing|writing|redaktion|reporter|r[ée]daction|autor\w*|redazione"
    r"|redacci[óo]n)(?: by| von)?\s?:"
    r"|\(?(?:reporting|writing|editing|additional reporting|compiled|translated|reportage|r[ée]dig[ée]|reporte"
    r"|informaci[óo]n)"
    r" (?:by|de|par|von|from|in .{2,40} by)\b"
    r"|\((?:mit |with )?(?:AP |dpa-?|AFP )?(?:photo|foto|bild|grafik|graphic|archiv|video|audio|karte|map|aviso)"
    r"[^()]{0,200}\)$|(?:\((?:fotos?|v[íi]deos?|im[áa]genes|audios?|recursos?|mapa|foto)\)\s?){1,5}$"
    rf"|(?:/{AGENCY.pattern}/|\({AGENCY.pattern}\)|{AGENCY.pattern})$"
    r"|(?:photos?|fotos?|bilder?|bild(?:er)?)\s?[:(]|distributed by\b[^.]{2,60}(?:\b(?:inc|llc|ltd)\.?)?$"
    r"|-{2} ?(?:with assistance from|editors?:)|(?-i:\(PROFILE\b|\([A-Z0-9]{2,15}:[^().!?]{0,80}\)+$)"
    r"|for related news\b|[^.!?]{1,100}<GO>$"
    r"|(?:key ?words?|stichw[oö]rte?r?|palabras? clave|slug|topic|ressort)\s?:\s?[^.!?]{0,160}$"
    r"|images?\s?:\s?[^.!?:]{1,80}$|index\s?:\s?(?-i:[A-Z][A-Z ,/-]{3,80})$|@\w{2,30}$|utl\.\s?:"
    r"|\W{0,3}(?:story can end here\b|optional (?:material|trim|cut) (?:follows|begins|ends)\b"
    r"|(?:begin|end) optional (?:material|trim|cut)\b).{0,60}$"
    r"|this material may not be published|(?:to )?view (?:the )?(?:original|source) (?:content|version|release)\b"
    r"|(?:logo|photo|multimedia|video|infographic|image)\s?[-–:]\s{0,2}https?://"
    r"|\W{0,3}(?:lifeline|samaritans|beyond blue|kids helpline|telefonseelsorge|suicide hotline)\b[^.]{0,30}\d{2,4}",
    re.IGNORECASE,
)
_PICTURES = lazily(
    r"\(?(?:with )?(?:AP|AFP|AAP|PA|EPA|Reuters|dpa)\s(?:laser|file )?"
    r"(?:photo|graphic|video|audio|picture|infographic)s?\b.{0,200}$",
    re.IGNORECASE,
)
_END_WORD = (
    r"(?:schlu(?:ss|ß)|fortsetzung|forts|folgt|ende|slutt?|fin|fine|fim|einde|loppu|ends?|end ?item|endit"
    r"|mehr|more|suite|sigue|segue|koniec|konec|konec zprávy|kraj|край|kpaj|vége"
    r"|more (?:to (?:come|follow)|follows))"
)
_TAIL = lazily(
    r".{0,250}\b(?:contributed|helped) (?:to|with|in|on) (?:this|the) (?:report|story|article|dispatch)\b.{0,80}$"
    r"|.{0,250}\bcontributed(?: from .{1,60}| reporting.{0,60})?\.$"
    r"|(?:follow\b.{0,120}(?:twitter|@))|more AP\b.{0,60}:|.{0,60}https?://\S{1,200}$"
    r"|[-–—_]{0,2}\s?(?:with (?:files|reports?|reporting|additional reporting|assistance) (?:from|by)"
    r"|avec (?:des|les) (?:informations|fichiers) (?:de|d['’]))\b.{0,160}$"
    r"|est[ae] (?:historia|nota|despacho) fue traducid[ao] del inglés\b.{0,160}$"
    r"|this report (?:by .{2,60} )?was first published\b.{0,60}$"
    r"|cette dépêche (?:de .{2,60} )?a (?:d['’]abord )?été publiée\b.{0,80}$"
    r"|[-–—./\s]{2,5}$|[=<>^*#_~|+-]{1,8}$|30$"
    r"|(?:this is )?(?:a )?(?:breaking|developing)(?: news)? story(?:\W*$|\s?(?:[-–—,.:;|(]|and|that|which)\s?"
    r"[^\"“]{0,40}\b(?:updates?|updated|more|follows?|refresh|check back)\b[^\"“]{0,40}$)"
    rf"|\(?\s?{_END_WORD}\s?\.?\s?\)?(?:[\s/][a-z]{{2,5}}(?:[/*][a-z]{{2,5}}){{0,4}})?$",
    re.IGNORECASE,
)
_INITIALS = lazily(
    rf"[a-z]{{1,6}}(?:(?:[-/*+]| ?\\ ?)[a-z0-9]{{1,6}}){{1,6}}(?: {AGENCY.pattern})?$"
    r"|[a-z]{2,5}(?: [a-z0-9/]{1,9}){1,8}$|\(?[a-z]{2,4}\)?$"
    r"|[A-Z]{2,4}(?: [A-Z]{2,4}){0,4}$|/[^\W\d_]{2,4}/$|[-–] ?[^\W\d_]{1,4} ?[-–]$"
    r"|(?:[\u0621-\u064a]{1,2}[ /]{1,3}){1,6}[\u0621-\u064a]{1,2}$"
    r"|(?-i:[A-Z][A-Z0-9]{1,4}-[A-Z][A-Z0-9]{1,4})$"
    r"|[A-Za-z]{1,4}(?:/[A-Za-z]{1,4}){1,4} \([A-Za-z][A-Za-z, /.-]{1,40}\)$"
    r"|[A-Z]{2,4}(?: ?/{1,2} ?[A-Z]{2,4}){1,4}\.?$|[A-Z]{2,4} \([A-Z]{2,4}\) // [A-Z]{2,4}$|(?:[a-z]{2,4}/ ?){1,4}$"
    r"|[A-Z]{2,4}(?:/[a-z]{2,4}){1,3}$"
    rf"|{AGENCY.pattern}/\s?(?:\([^()]{{1,160}}\)|[^\W\d_][^.!?]{{2,80}})$"
    # "dpa staff saw it." is a sentence.
    rf"|\W{{0,4}}{AGENCY.pattern}\)?(?:(?:\s?[ /-]\s?[a-z0-9]{{1,5}}){{0,8}}[^\w.!?]{{0,2}}|\W{{0,2}})$"
    r"|(?-i:Lusa|LUSA)[/ ](?:fim|Fim|FIM)\.?$"
)
_SIGNATURE = lazily(
    # "… says Bo Ravn to /ritzau/." is a sentence.
    rf"(?:\s*(?:(?<=[.!?”»\"'] )/{AGENCY.pattern}/|/{AGENCY.pattern}/(?!\.)"
    rf"|\((?:©|c)?\s?{AGENCY.pattern}\)|\((?:SEGUE|segue|MORE|more|Schluss|Forts\.? folgt"
    rf"|schluss)\)))+\.?$"
    rf"|(?<=[.!?”»\"'])\s\((?:{AGENCY.pattern}|[A-Za-z]{{2,4}}(?:-[A-Za-z]{{2,4}})?/{AGENCY.pattern}|{_END_WORD})\)"
    r"(?: ?[A-Za-z]{2,4}(?:[/-][A-Za-z]{2,4}){0,3}/?(?!\S)){0,4}$"
    r"|(?<=[.!?”»\"'])\s\((?!sic)[a-zäöü]{2,3}\)$"
    r"|(?<=[.!?”»\"'])\s\./\.$|(?<=[.!?”»\"'])\s\((?=[^()]*[/:])(?:\d\d[:.]\d\d|[A-Za-z]{2,4}|[ /–-]){2,9}\)$"
    r"|(?<=[.!?”»\"'])/\.?\s?(?:[A-Z]{2,5}/?){1,4}$|\s?[（(【](?:完|了|終わり|끝|النهاية|انتهى)[）)】]$"
    rf"|(?<=[.!?”»\"'])\s+(?:Enditem|ENDITEM|(?-i:EFE|Efe|ANI|PTI|IANS|UNI|NTB|TT|AP|AFP|ANSA|BNS|ANTARA|Xinhua|dpa"
    rf"|sda|ats))"
    r"(?: [a-z]{2,4}(?:/[a-z]{2,4}){1,3}|(?: [A-Z]{2,4}){1,5})?\.?$"
)
# One of them is in every signature: most paragraphs are spared the pattern.
_SIGNED = ("/ ( （ 【 nditem ENDITEM EFE Efe ANI PTI IANS UNI NTB TT AP AFP ANSA BNS ANTARA Xinhua dpa sda ats").split()
_REACHED = lazily(r"@|\d{3}")
_LOOKED_AT = 500  # characters; the patterns tell by the beginning


def is_for_desk(line: str) -> bool:
    """Whether a line of the header speaks to editors: "Eds: …", "(Berichtigung …)", "EMBARGOED until …"."""
    return bool(_DESK_LINE.match(line[:_LOOKED_AT]))


def is_for_desk_in_copy(paragraph: str) -> bool:
    """The same for a paragraph of the copy, where "Editors at three papers …" is prose."""
    start = paragraph[:_LOOKED_AT]
    return bool(_DESK_IN_COPY.match(start) or _WHAT_CHANGED.match(start)) or is_to_desks(paragraph)


def is_pictures(line: str) -> bool:
    """Whether a line only names pictures: "AP Photo XYZ101, XYZ102"."""
    return not line.endswith((".", "”", '"')) and bool(_PICTURES.match(line[:_LOOKED_AT]))


def is_apart(paragraph: str) -> bool:
    """Whether a paragraph is a contact, a credit, a notice of rights or a list of pictures."""
    start = paragraph[:_LOOKED_AT]
    if is_pictures(paragraph) or is_rights_notice(paragraph) or is_secret(paragraph):
        return True
    return _APART.match(start) is not None


def begins_notes(paragraph: str, *, telegram: bool = False) -> bool:
    """Whether this and all that follows is not for publication: a notebook, contacts, links."""
    start = paragraph[:_LOOKED_AT]
    found = _REST.match(start)
    # "Not for publication, the minister said of the memo." is copy; with a colon, or a number, it is for the desk.
    if found is not None and CLAUSE.match(start, found.end()) and is_attributed(paragraph):
        return _REACHED.search(paragraph) is not None
    return bool(found or (telegram and _REST_IN_TELEGRAM.match(start)))


def is_tail(paragraph: str) -> bool:
    """Whether a last paragraph is a tag line, a sign-off or the initials of who wrote it."""
    if len(paragraph) > _LOOKED_AT:
        return False
    return bool(_TAIL.match(paragraph) or _INITIALS.match(paragraph)) or not strip_signature(paragraph)


def strip_signature(paragraph: str) -> str:
    """The paragraph without the agency at its end: "… sa han. (NTB)", "… /ritzau/", "… said. Enditem"."""
    end = paragraph[-60:]
    return paragraph[:-60] + _SIGNATURE.sub("", end) if any(sign in end for sign in _SIGNED) else paragraph
