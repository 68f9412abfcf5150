"""Test transmissions, unfilled templates and terms of use, in the words of agencies: an alternative a line."""

import re

from briefgen.lazily import lazily
from briefgen.story import PARAGRAPH_BREAK
from briefgen.wire.gate.places import LABEL, Place, alternatives

_ENOUGH = 20_000  # characters of a text that are searched for what was not filled in

_WORDS = {
    "TEST": "(?:test|essai|prueba|prova|teste)",
    "DO_NOT": "(?:do not|please|pls|ignore|disregard|not for publication|nicht|bitte|ne pas|no publicar|no usar|ikke)",
    "FIELD": r"(?:head(?:line|er)?|hed|title|sub(?:head|title)|body(?:[_ ]?text)?|text|copy|byline|author|dateline|lede"
    r"|lead|slug(?:line)?|place|city|location|date|story|article|content|summary|description|name|credit|source)",
    "CLEARED": "(?:licensed|cleared|approved|authori[sz]ed|intended)",
    "CLEARANCE": "(?:approval|clearance|cleared|agreement|consultation)",
    "RESERVED": r"(?:reserved|copyright|©|\(c\))",  # AP's line forbids use without a licence
    "UNCONDITIONALLY": r"\b(?![^.;]{0,90}\b(?:without|outside|before|until|till|unless|except|after|prior|within|ohne"
    r"|vor|außerhalb|sans|avant|hors|sin|antes|fuera|uten|før|utenfor)\b)",
}
_TESTS = alternatives(
    r"""
    this is (?:only )?a test (?:(?:message|transmission|file|item|only)\b|of the (?:wire|feed|circuit|transmission)\b)
    this is (?:only )?a test\W*(?:$|[.!–-]\s*(?:please|do not|ignore|disregard))
    TEST\W*$
    TEST(?:[\s,.!*-]{1,5}(?:test|essai|prueba)\b){1,9}\s*(?:$|[.!:*–-])
    TEST\s?[*\])]{1,3}(?:\s|$)
    TEST(?:[\s,.!*-]{1,5}TEST\b){0,9}[\s:,.!(*/–-]+(?:DO_NOT\b|only\W*$)
    test (?:message|transmission|story|item|slug)\W*(?:$|[:!(*–-]|DO_NOT)
    (?:testmeldung|testnachricht|testsendung|testmelding|testmeddelelse)\W*(?:$|[:!(*–-]|DO_NOT)
    (?:dépêche test|message d[’']essai|test de transmission|mensaje de prueba|nota de prueba)\W*(?:$|[:!(*–-]|DO_NOT)
    (?:dies|das) ist (?:nur )?eine? (?:test|testmeldung|testnachricht|testsendung)\b\W*(?:$|[.!–-])
    (?:ceci est un (?:test|essai)|est[ea] es una prueba)\b\W*(?:$|[.!–-])
    dette er (?:kun )?en (?:test|testmelding|prøve)\b\W*(?:$|[.!–-])
    """,
    _WORDS,
)
_GAPS = alternatives(
    r"""
    \{\{\s{0,5}(?:\w{1,20}[._]){0,2}FIELD(?:[\w.| ]{0,30})\}\}
    \$\{FIELD\}
    %%?FIELD%%?(?=\W|$)
    <<FIELD>>
    \blorem ipsum dolor\b
    ^\W*lorem ipsum\b
    FIELD TK\W*$|\b(?:TK){2,}\b|\bTK TK\b|[\[(]TK[\])]|^\W*TK\W*$
    (?-i:(?<![\w.-])x{3,}(?![\w.-]|\.\w))|^\W*X{3,}\W*$|(?-i:\bX{3,} X{3,}\b)
    [\[<](?:insert|placeholder|enter|your)\b[^\[\]<>]{0,40}[\]>]
    ^\W*(?:insert )?FIELD (?:goes |to go )?here\W*$
    [\[<]FIELD(?: \w+){0,2} here[\]>]
    ^[{\[]FIELD[\]}]$
    ^(?:placeholder|platzhalter|blindtext)(?: (?:text|headline|story))?\W*$
    ^untitled\W*$
    """,
    _WORDS,
)
_FORBIDDING = alternatives(
    r"""
    \bnot (?:CLEARED )?for (?:publication|release|broadcast|publishing)\b(?!\s+(?:in (?!any)|by|on)\b)UNCONDITIONALLY
    \bnot to be (?:published|broadcast)\b(?!\s+(?:in (?!any)|by|on)\b)UNCONDITIONALLY
    (?<!\bnot )(?<!\bnot for )\binternal use\b
    ^\W*(?:not for use|(?:use|usage) (?:is )?(?:prohibited|forbidden|not permitted)|no usage rights|usage interdit)\W*$
    internen? (?:gebrauch|verwendung|nutzung)\b
    usage (?:strictement )?interne\b|\buso interno\b|\bintern bruk\b|\binternt? brug\b|\bintern gebruik\b
    \bdo not (?:\w+ or )?(?:use|publish)\b(?=\s*(?:[.;!]|$|this|in any|under))UNCONDITIONALLY
    \bno (?:use|usage|publication)\b(?=\s*(?:[.;!)]|$|permitted|allowed|whatsoever|of any|at all|in any))UNCONDITIONALLY
    \bpublication (?:is )?(?:prohibited|forbidden|not permitted)UNCONDITIONALLY
    \b(?:publication|publishing|release) (?:only|not permitted) (?:after|before|until) (?:\w+ ){0,2}CLEARANCE\b
    \b(?:publikation|veröffentlichung|verwendung) (?:nur|erst) nach (?:\w+ ){0,2}(?:freigabe|rücksprache)\b
    ^(?!.{0,300}RESERVED)[^.;]{0,60}\bmay not be (?:published|used)\b[^.;]{0,40}\bin any (?:form|way)UNCONDITIONALLY
    \b(?:background|information) only\b|\boff the record\b
    nicht zur (?:veröffentlichung|verwendung)UNCONDITIONALLY
    (?:veröffentlichung|verwendung) (?:ist )?(?:untersagt|verboten)UNCONDITIONALLY
    keine (?:verwendung|nutzung|veröffentlichung)UNCONDITIONALLY
    nur zur information\b
    \bne pas (?:publier|diffuser|utiliser)UNCONDITIONALLY
    publication interdite?UNCONDITIONALLY|interdit de publication\b|non destinée? à la publication\b
    \bno (?:publicar|utilizar|usar)UNCONDITIONALLY
    prohibida (?:su|la) publicaciónUNCONDITIONALLY
    no (?:apt|destinad)[oa] para (?:su |la )?publicación\b
    (?:ikke|inte|ej) (?:for|til|för) (?:publisering|offentliggjøring|publicering|offentliggørelse)UNCONDITIONALLY
    """,
    _WORDS,
)
_TEST = lazily(rf"{LABEL}(?:{_TESTS})", re.IGNORECASE)
_GAP = lazily(_GAPS, re.IGNORECASE)
_TERMS = lazily(_FORBIDDING, re.IGNORECASE)
_ALL_OF_IT = lazily(
    r"\W*(?:(?:strictly|private|(?:and )?confidential|this \w+ is)\b\W*){0,3}"
    r"(?:not for (?:publication|broadcast)(?: or \w+)?|(?:for )?internal use only|do not (?:use|publish))\W*",
    re.IGNORECASE,
)

_CAPTION = lazily(
    r"\W*(?:(?:file|stock|photo|picture|image|video|graphic|foto) ?){0,2}(?:captions?|bildunterschrift|bildtext|légende"
    r"|pie de foto|didascalia|bildetekst|billedtekst|onderschrift)\s?[:–—-]",
    re.IGNORECASE,
)


def tests(place: Place) -> bool:
    """Whether a text says that the item only tests the line."""
    return _TEST.match(place.text) is not None


def unfilled(text: str) -> bool:
    """Whether a text holds what a template or a typist left to be filled in."""
    return _GAP.search(text[:_ENOUGH]) is not None


def captions(text: str) -> bool:
    """Whether every paragraph of a text is the caption of a picture."""
    return all(map(_CAPTION.match, text.split(PARAGRAPH_BREAK)))


def forbids(terms: str) -> bool:
    """Whether terms of use rule out any publication, not one without a credit, a licence, or in some place."""
    return _TERMS.search(terms) is not None


def forbids_all(text: str) -> bool:
    """Whether a line says that the item is not for publication and nothing else: a note may say it of its contacts."""
    return _ALL_OF_IT.fullmatch(text) is not None
