"""Titles, signatures and datelines of telegraphic messages as the agencies set them."""

import pytest

from briefgen.wire.item import Item
from briefgen.wire.telegraph.anpa import read_anpa
from briefgen.wire.telegraph.iptc7901 import read_iptc7901

LEAD = "Die Talsperre wird erst 2029 fertig."


def iptc(body: str) -> Item:
    return read_iptc7901(f"\x01bkn014 4 pl 171 vvvvb KNA 65\n\nWasser/\n\x02{body}\n\x03201412 Nov 26\n\x04".encode())[
        0
    ]


def test_second_title_below_the_first_is_a_note() -> None:
    """A line without a stop between the title and the dateline is a second title, and no copy."""
    item = iptc(f"Talsperre verspätet sich=\nRechnungshof rügt Planung\n\nWehrau (KNA) {LEAD}")

    assert ("Talsperre verspätet sich", [LEAD]) == (item.headline, item.paragraphs)
    assert ["Rechnungshof rügt Planung"] == item.notes


def test_title_that_had_room_does_not_go_on() -> None:
    """Without a sign for its end, a title goes on in the next line only where its words had no room."""
    copy = "Una frana ha costretto nella notte ottanta famiglie a lasciare casa."
    item = iptc(f"Frana, evacuate 80 famiglie\nSindaco, 'tutto sotto controllo'\n   (ANSA) - MONTALTO, 14 NOV - {copy}")

    assert ("Frana, evacuate 80 famiglie", "Montalto", [copy]) == (item.headline, item.located, item.paragraphs)


@pytest.mark.parametrize("remark", ["[1. Zusammenfassung]", "+++ Neu: Reaktion +++", "(Neu: Reaktion)"])
def test_remark_among_the_titles_is_for_the_desk(remark: str) -> None:
    """What stands in brackets or between crosses is no part of the title."""
    assert "Talsperre verspätet sich" == iptc(f"{remark}\nTalsperre verspätet sich=\n\nWehrau (KNA) {LEAD}").headline


@pytest.mark.parametrize(
    "end",
    [
        " (09:44 - cas/joh)",
        " ./.\nTVD/JDB",
        "\n(Schluss) hel/ivn",
        "\n(Tanjug) mk/ll",
        "\n/DT/",
        "\nAGERPRES/(A - autor: Ion P)",
    ],
)
def test_signature_is_no_copy(end: str) -> None:
    """Initials, hours and agency after the last sentence or on a line below it sign it."""
    assert [LEAD] == iptc(f"Talsperre verspätet sich=\n\nWehrau (KNA) {LEAD}{end}").paragraphs


@pytest.mark.parametrize("dateline", ["WEHRAU KNA", "Wehrau, onsdag", "Wehrau, onsdag /ritzau/"])
def test_dateline_on_a_line_of_its_own(dateline: str) -> None:
    """A place with its agency or a weekday, alone on a line, is the dateline."""
    item = iptc(f"Talsperre verspätet sich=\n\n{dateline}\n\n{LEAD}")

    assert ("wehrau", [LEAD]) == ((item.located or "").casefold(), item.paragraphs)


def test_date_may_stand_before_the_place() -> None:
    """Polish and Finnish services put the day first."""
    assert "Brzozów" == iptc(f"Pożar hali=\n\n14.10. Brzozów (PAP) - {LEAD}").located


def test_keywords_without_a_caret_are_no_headline() -> None:
    """A first line that says the keywords of the header again is the slugline, marked or not."""
    data = (
        "\x16\x16\x01x3310\x1f_\r\nr i\x13\x11 BC-SONGHE-FLOODS 07-03 0220\r\n\x02BC-SONGHE-FLOODS\r\n"
        "Floods displace 12,000\r\n\t   DALAN, July 3 (Xinhua) -- Soldiers filled sandbags.\r\n\x03\r\n\x04"
    )
    item = read_anpa(data.encode())[0]

    assert ("BC-SONGHE-FLOODS", "Floods displace 12,000") == (item.slugline, item.headline)
