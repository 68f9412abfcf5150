"""What a press office calls the paper on which it sends its story, in the languages of the offices."""

KIND_OF_RELEASE = (
    r"(?:press|news|media) (?:release|statement|notice|advisory)|pressemitteilung|medienmitteilung|presseinformation"
    r"|presseaussendung|communiqu[eé] de presse|(?:nota|comunicado) de (?:prensa|imprensa)|comunicato stampa"
    r"|pressemelding|pressmeddelande|pressemeddelelse|persbericht|lehdist[öo]tiedote|informacja prasowa"
    r"|tiskov[áa] zpr[áa]va|sajt[óo]k[öo]zlem[ée]ny"
)
