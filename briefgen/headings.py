"""Headings of the five sections, and what stands in one that the copy does not carry, in the language of the story."""

from briefgen.brief import GAPS, HEADINGS, SECTION_IDS, SectionId

# A row a section in the order of SECTION_IDS: the heading, and the sentence of the gap.
_ROWS: dict[str, tuple[tuple[str, str], ...]] = {
    "de": (
        ("Was passiert ist", "Die Meldung sagt nicht so, was passiert ist, dass es sich prüfen ließe."),
        ("Wer an Einfluss gewinnt", "Der Meldung zufolge gewinnt niemand an Einfluss."),
        ("Welcher Mechanismus dahintersteckt", "Aus der Meldung geht kein Mechanismus hervor."),
        ("Warum es wichtig ist", "Die Meldung lässt keinen Schluss zu, warum das wichtig ist."),
        ("Worauf zu achten ist", "Die Meldung nennt nichts, worauf als Nächstes zu achten wäre."),
    ),
    "fr": (
        ("Ce qui s’est passé", "La dépêche ne dit pas ce qui s’est passé sous une forme vérifiable."),
        ("Qui gagne en influence", "La dépêche ne fait état d’aucun acteur qui gagne en influence."),
        ("Le mécanisme à l’œuvre", "La dépêche ne fait apparaître aucun mécanisme à l’œuvre."),
        ("Pourquoi c’est important", "La dépêche ne permet pas de conclure pourquoi c’est important."),
        ("Ce qu’il faut surveiller", "La dépêche ne mentionne rien à surveiller."),
    ),
    "es": (
        ("Qué ha pasado", "El texto no cuenta lo ocurrido de una forma que pueda verificarse."),
        ("Quién gana influencia", "El texto no recoge que nadie gane influencia."),
        ("Qué mecanismo opera", "El texto no muestra ningún mecanismo en marcha."),
        ("Por qué importa", "El texto no permite concluir por qué importa."),
        ("Qué hay que seguir", "El texto no menciona nada que seguir en adelante."),
    ),
    "it": (
        ("Che cosa è successo", "Il testo non dice che cosa è successo in una forma verificabile."),
        ("Chi guadagna peso", "Dal testo non risulta che qualcuno guadagni peso."),
        ("Quale meccanismo è all’opera", "Dal testo non emerge alcun meccanismo all’opera."),
        ("Perché è importante", "Il testo non consente di concludere perché è importante."),
        ("Che cosa tenere d’occhio", "Il testo non indica nulla da tenere d’occhio."),
    ),
    "pt": (
        ("O que aconteceu", "O texto não diz o que aconteceu de uma forma que se possa verificar."),
        ("Quem ganha influência", "O texto não aponta ninguém que ganhe influência."),
        ("Que mecanismo está em ação", "O texto não mostra nenhum mecanismo em ação."),
        ("Por que é importante", "O texto não permite concluir por que isso é importante."),
        ("O que acompanhar", "O texto não menciona nada a acompanhar."),
    ),
    "nl": (
        ("Wat er is gebeurd", "Het bericht zegt niet controleerbaar wat er is gebeurd."),
        ("Wie aan invloed wint", "Volgens het bericht wint niemand aan invloed."),
        ("Welk mechanisme er speelt", "Uit het bericht blijkt geen mechanisme."),
        ("Waarom het ertoe doet", "Uit het bericht is niet op te maken waarom dit ertoe doet."),
        ("Waar op te letten", "Het bericht noemt niets om op te letten."),
    ),
    "nb": (
        ("Dette har skjedd", "Saken sier ikke hva som har skjedd på en måte som lar seg kontrollere."),
        ("Hvem som styrkes", "Saken viser ikke at noen styrker sin stilling."),
        ("Hvilken mekanisme som virker", "Saken viser ingen mekanisme som virker."),
        ("Derfor er det viktig", "Saken gir ikke grunnlag for å si hvorfor dette er viktig."),
        ("Dette bør du følge med på", "Saken nevner ikke noe å følge med på."),
    ),
    "nn": (
        ("Dette har skjedd", "Saka seier ikkje kva som har skjedd på ein måte som lèt seg kontrollere."),
        ("Kven som blir styrkt", "Saka viser ikkje at nokon styrkjer stillinga si."),
        ("Kva mekanisme som verkar", "Saka viser ingen mekanisme som verkar."),
        ("Difor er det viktig", "Saka gir ikkje grunnlag for å seie kvifor dette er viktig."),
        ("Dette bør du følgje med på", "Saka nemner ikkje noko å følgje med på."),
    ),
    "sv": (
        ("Det här har hänt", "Texten säger inte vad som har hänt på ett sätt som går att kontrollera."),
        ("Vem som stärks", "Texten visar inte att någon stärker sin ställning."),
        ("Vilken mekanism som verkar", "Texten visar ingen mekanism som verkar."),
        ("Därför är det viktigt", "Texten ger inte underlag för att säga varför detta är viktigt."),
        ("Det här bör man följa", "Texten nämner inget att följa."),
    ),
    "da": (
        ("Det er der sket", "Teksten siger ikke, hvad der er sket, på en måde der kan kontrolleres."),
        ("Hvem der styrkes", "Teksten viser ikke, at nogen styrker sin stilling."),
        ("Hvilken mekanisme der er på spil", "Teksten viser ingen mekanisme på spil."),
        ("Derfor er det vigtigt", "Teksten giver ikke grundlag for at sige, hvorfor det er vigtigt."),
        ("Det skal man holde øje med", "Teksten nævner ikke noget at holde øje med."),
    ),
    "pl": (
        ("Co się stało", "Z depeszy nie wynika w sposób możliwy do sprawdzenia, co się stało."),
        ("Kto zyskuje na znaczeniu", "Z depeszy nie wynika, by ktoś zyskiwał na znaczeniu."),
        ("Jaki mechanizm działa", "Z depeszy nie wynika, jaki mechanizm działa."),
        ("Dlaczego to ważne", "Depesza nie pozwala stwierdzić, dlaczego to ważne."),
        ("Na co zwrócić uwagę", "Depesza nie wskazuje, na co zwrócić uwagę w najbliższym czasie."),
    ),
    "ru": (
        ("Что произошло", "В сообщении нет описания произошедшего, которое можно проверить."),
        ("Кто усиливает позиции", "Из сообщения не следует, что кто-то усиливает позиции."),
        ("Какой механизм действует", "Сообщение не показывает, какой механизм действует."),
        ("Почему это важно", "Сообщение не позволяет сделать вывод, почему это важно."),
        ("За чем следить", "В сообщении не названо ничего, за чем стоит следить."),
    ),
    "ar": (
        ("ماذا حدث", "لا يذكر الخبر ما حدث على نحو يمكن التحقق منه."),
        ("من يكسب نفوذا", "لا يذكر الخبر أي طرف يكسب نفوذا."),
        ("ما الآلية وراء ذلك", "لا يُظهر الخبر آلية وراء ما جرى."),
        ("لماذا يهم ذلك", "لا يتيح الخبر استنتاج سبب أهمية ذلك."),
        ("ما ينبغي متابعته", "لا يذكر الخبر ما ينبغي متابعته."),
    ),
}
_ROWS["no"] = _ROWS["nb"]

LANGUAGES: tuple[str, ...] = ("en", *_ROWS)


def heading(section: SectionId, language: str | None) -> str:
    """The heading of a section in a language (a tag of BCP 47, region and case ignored); English for one not here."""
    row = _row(section, language)
    return row[0] if row else HEADINGS[section]


def gap(section: SectionId, language: str | None) -> str:
    """The sentence of a section that the copy does not carry, in a language as `heading` takes it."""
    row = _row(section, language)
    return row[1] if row else GAPS[section]


def is_gap(section: SectionId, text: str) -> bool:
    """Whether a text is the sentence of a section's gap in any language."""
    return text == GAPS[section] or any(text == gap(section, language) for language in _ROWS)


def _row(section: SectionId, language: str | None) -> tuple[str, str] | None:
    code = (language or "").replace("_", "-").split("-", maxsplit=1)[0].strip().lower()
    return _ROWS[code][SECTION_IDS.index(section)] if code in _ROWS else None
