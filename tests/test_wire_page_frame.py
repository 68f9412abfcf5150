"""What the words of unmarked copy tell of it: datelines, signatures, boilerplate; and pages in other charsets."""

import pytest

from briefgen.errors import SourceError
from briefgen.wire.encoding.decode import decode
from briefgen.wire.page.charset import page_text
from briefgen.wire.page.dateline import lone_dateline, split_dateline
from briefgen.wire.page.feeds import read_feed
from briefgen.wire.page.frame import PageItem
from briefgen.wire.page.html import read_html

FIRST = "The bridge over the Sarna will stay shut until May, the county said on Tuesday."
SECOND = "“We will not take any risk,” said Lena Orr, who is in charge of the roads."
THIRD = "Engineers found cracks in two beams last week, and a detour adds 40 minutes."
COPY = [FIRST, SECOND, THIRD]


def page(*lines: str, title: str = "Bridge stays shut", head: str = "") -> str:
    body = "".join(line if line.startswith("<") else f"<p>{line}</p>" for line in lines)
    return f"<html><head><title>{title}</title>{head}</head><body><article>{body}</article></body></html>"


def rss(description: str, *more: str) -> bytes:
    items = "".join(
        f"<item><title>Bridge</title><link>https://ht.example/{number}</link>"
        f"<description><![CDATA[{text}]]></description></item>"
        for number, text in enumerate((description, *more), start=1)
    )
    return f"<rss version='2.0'><channel><title>HT</title>{items}</channel></rss>".encode()


@pytest.mark.parametrize(
    ("copy", "dateline", "located", "provider"),
    [
        ("SARNA FALLS, Ohio (AP) — The", "SARNA FALLS, Ohio", "Sarna Falls", "AP"),
        ("SARNA/VEST, March 12 (Reuters) - The", "SARNA/VEST, March 12", "Sarna/Vest", "Reuters"),
        ("SARNA FALLS, Ohio / ACCESSWIRE / June 10, 2025 / The", "SARNA FALLS, Ohio", "Sarna Falls", "ACCESSWIRE"),
        ("Sarnville (AFP) – Le", "Sarnville", "Sarnville", "AFP"),
        ("Sarnstadt (dpa/lby) - Die", "Sarnstadt", "Sarnstadt", "dpa/lby"),
        ("Puerto Sarna, 10 mar (EFE).- La", "Puerto Sarna, 10 mar", "Puerto Sarna", "EFE"),
        ("(ANSA) - VALSARNA, 10 MAR - Il", "VALSARNA, 10 MAR", "Valsarna", "ANSA"),
        ("САРНСК, 10 марта. /ТАСС/. Мост", "САРНСК, 10 марта.", "Сарнск", "ТАСС"),
        ("Сарнск. 10 марта. INTERFAX.RU - Мост", "Сарнск. 10 марта.", "Сарнск", "INTERFAX.RU"),
        ("Vale de Sarna, 10 mar 2026 (Lusa) – A", "Vale de Sarna, 10 mar 2026", "Vale de Sarna", "Lusa"),
        ("Sárnavár, 2026. március 10., kedd (MTI) - A", "Sárnavár, 2026. március 10., kedd", "Sárnavár", "MTI"),
        ("ØSTSARNA (NTB): Brua", "ØSTSARNA", "Østsarna", "NTB"),
        ("Sarnapur, Mar 10 (PTI) The", "Sarnapur, Mar 10", "Sarnapur", "PTI"),
        ("القرية 10 مارس (رويترز) - قال", "القرية 10 مارس", "القرية", "رويترز"),
        ("SARNA, Neb., March 10, 2026 /PRNewswire/ -- The", "SARNA, Neb., March 10, 2026", "Sarna", "PRNewswire"),
        ("SARNA, England--(BUSINESS WIRE)--The", "SARNA, England", "Sarna", "BUSINESS WIRE"),
        ("Sarna End, 10 March 2026 – The", "Sarna End, 10 March 2026", "Sarna End", None),
        ("Puerto Sarna, 10 de marzo de 2026. La", "Puerto Sarna, 10 de marzo de 2026", "Puerto Sarna", None),
        ("NEW SARNA: The", "NEW SARNA", "New Sarna", None),
        ("【砂名共同】市は", "砂名", "砂名", None),
        ("新华社青河3月10日电(记者 王小川) 县", "青河3月10日", "青河", "新华社"),
        ("(사르나=연합뉴스) 홍길동 기자 = 시는", "사르나", "사르나", "연합뉴스"),
    ],
)
def test_dateline_of_each_agency(copy: str, dateline: str, located: str, provider: str | None) -> None:
    """A dateline is told by its agency, or by capitals or a date before a dash, in any script."""
    found = split_dateline(copy)
    assert found is not None
    assert (dateline, located, provider) == (found.dateline, found.located, found.provider)
    assert copy.endswith(found.rest)
    assert len(found.rest) <= len("Bridge")


@pytest.mark.parametrize(
    "copy",
    [
        "Anna Orr (SPD) sagte am Montag",
        "NATO — the alliance — said on Monday",
        "In Sarna, 10 people - all men - died",
        "UPDATE: The bridge is shut",
        "WATCH - The bridge is shut",
        "Tuesday, March 10 - The day on which it fell",
        "Lena Orr, 34 - a nurse - said",
        "Ferry crews ended a strike",
    ],
)
def test_sentence_is_no_dateline(copy: str) -> None:
    """A party, an aside, a signal and a weekday are no place that a story comes from."""
    assert split_dateline(copy) is None


def test_dateline_on_a_line_of_its_own() -> None:
    """Place, writer and agency between slashes stand above the copy of some agencies, place and date of releases."""
    slashed, dated = lone_dateline("Sarna / Lena Orr / AA"), lone_dateline("Sarnstadt, 10. März 2026")
    assert slashed is not None
    assert ("Sarna", "Lena Orr", "AA") == (slashed.located, slashed.byline, slashed.provider)
    assert dated is not None
    assert ("Sarnstadt", "Sarnstadt, 10. März 2026") == (dated.located, dated.dateline)
    alone = lone_dateline("BAHÍA SARNA, 13 Mar. (EUROPA PRESS) -")
    assert alone is not None
    assert ("Bahía Sarna", "EUROPA PRESS") == (alone.located, alone.provider)
    assert lone_dateline("Bread / butter / jam") is None


@pytest.mark.parametrize(
    "lines",
    [
        ["Traffic", "10. März 2026, 14:03 Uhr", *COPY],
        ["Av Lena Orr", *COPY],
        [*COPY, "lo/rt/abl"],
        ["Stand: 10.03.2026 14:03 Uhr", *COPY],
        [FIRST, "- Advertisement -", SECOND, THIRD],
        [FIRST, "<blockquote><p>We will not take any risk</p><cite>Lena Orr</cite></blockquote>", SECOND, THIRD],
        [
            FIRST,
            "<div data-testid='newsletter-box'><p>Our briefing is all you need to start a day.</p></div>",
            *COPY[1:],
        ],
        [*COPY[:2], "<p>Join our WhatsApp channel and get the news first</p>", THIRD],
        [*COPY, "Kit Moss can be reached at 555-0142 or kmoss@ht.example."],
        [*COPY, "Dieses Thema im Programm: Über dieses Thema berichtete der Sarnafunk am 10. März 2026 um 16:00 Uhr."],
        [*COPY[:2], f"{THIRD} (PAP)", "abc/ def/"],
        [*COPY[:2], f"{THIRD} PTI ABC XYZ"],
        [*COPY, "ČTK"],
        [*COPY, "Printer-friendly version", "bridge roads Sarna"],
        [*COPY, "Kit Moss is a reporter who covers roads and rivers."],
        [*COPY, "<h3>About Sarna Roads</h3>", "Sarna Roads looks after 900 bridges.", "It was founded in 1951."],
        [*COPY, "<p><b>About Sarna Roads</b><br>Sarna Roads looks after 900 bridges.</p>"],
        [*COPY, "<h2>Kontakter</h2>", "Ola Vik, rådgiver", "Tlf: 900 00 000"],
        [*COPY[:2], "Διαβάστε επίσης: <a href='/x'>Νέα δρομολόγια για τα πλοία</a>", THIRD],
        [*COPY[:2], "Любое слово: <a href='/x'>Why do bridges fall down all the time?</a>", THIRD],
        [*COPY[:2], "اقرأ أيضا: أسعار الخبز ترتفع في العاصمة", THIRD],
        [*COPY, "Dieser Artikel wurde automatisiert aus dem dpa-Newskanal übernommen und nicht bearbeitet."],
    ],
)
def test_only_the_story_is_copy(lines: list[str]) -> None:
    """Labels above the copy, links in it, and signatures, boilerplate and contacts below it are not in the text."""
    [item] = read_html(page(*lines))
    assert "\n\n".join(COPY) == item.to_story().text


def test_heading_about_a_place_ends_no_story() -> None:
    """Below "About X" the copy ends where X is told of and nobody speaks; else it is a heading of the story."""
    [item] = read_html(page(FIRST, THIRD, "<h2>About Sarna</h2>", SECOND))
    assert [FIRST, THIRD, SECOND] == item.to_story().text.split("\n\n")


def test_name_of_a_class_in_a_sentence_says_how_it_looks() -> None:
    """A phrase inside running text is copy, whatever its class is called."""
    [item] = read_html(page(*COPY[:2], THIRD.replace("two beams", '<span class="legendSpanClass">two beams</span>')))
    assert "\n\n".join(COPY) == item.to_story().text


def test_embargo_above_the_copy_is_an_ed_note() -> None:
    """A line above the copy that holds it back is said to the desk, in any language."""
    for line in ("EMBARGADA HASTA EL 13 DE MARZO DE 2099 A LAS 09:00", "EMBARGO: 00:01 GMT Friday 13 March 2099"):
        [item] = read_html(page(line, *COPY))
        story = item.to_story()
        assert (line, "\n\n".join(COPY)) == (story.ednote, story.text)


@pytest.mark.parametrize(
    "teaser",
    [
        "The bridge over the Sarna will stay shut until May, the county […]",
        "The bridge over the Sarna will stay shut until May, the county...",
        f"<p>{FIRST}</p><p><a href='/x'>Continue reading</a></p>",
        f"{FIRST} <a href='/x'>Read more</a>",
        f"<p>{FIRST}</p><p>The post Bridge appeared first on HT.</p>".replace("Tuesday.", "&#8230;"),
        f"{FIRST} Weiterlesen »",
    ],
)
def test_beginning_of_a_story_is_refused(teaser: str) -> None:
    """An entry that only holds the beginning of its story says where the story is, and hides none that is whole."""
    [item] = read_feed(rss(teaser))
    with pytest.raises(SourceError, match=r"give the address of its page: https://ht\.example/1"):
        item.to_story()
    assert [False, True] == [bool(each.paragraphs) for each in read_feed(rss(teaser, "".join(COPY)))]


def test_invitation_below_a_whole_story_is_no_cut() -> None:
    """An invitation to read more below several whole paragraphs leads elsewhere."""
    [item] = read_feed(rss("".join(f"<p>{line}</p>" for line in COPY) + "<p><a href='/x'>Read more…</a></p>"))
    assert "\n\n".join(COPY) == item.to_story().text


def test_posts_of_a_live_blog_are_stories_apart() -> None:
    """A live blog is never read as one story: each post is one, and without their text it is refused."""
    posts = '{"@type":"BlogPosting","headline":"A","articleBody":"%s"},{"@type":"BlogPosting","headline":"B"%s}'
    blog = (
        '<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"L","liveBlogUpdate":[%s]}</script>'
    )
    items = read_html(page(FIRST, head=blog % (posts % (FIRST, f',"articleBody":"{THIRD}"'))))
    assert [("A", [FIRST]), ("B", [THIRD])] == [(item.headline, item.paragraphs) for item in items]
    with pytest.raises(SourceError, match="live blog of 2 posts"):
        read_html(page(*COPY, head=blog % (posts % ("", ""))))


def test_first_paragraph_above_the_body_is_copy() -> None:
    """A lead that a page sets apart from the rest is the story's, but not above a dateline, where it is a summary."""
    body = f"<div class='story-content'><p>{SECOND}</p><p>{THIRD}</p></div>"
    apart = f"<title>Bridge stays shut</title><main><h1>Bridge stays shut</h1><p class='story-lead-text'>{FIRST}</p>"
    [item] = read_html(f"<html>{apart}{body}</main></html>")
    [dated] = read_html(f"<html>{apart}{body.replace(SECOND, f'SARNA (AP) — {SECOND}')}</main></html>")
    assert (COPY, 2) == (item.paragraphs, len(dated.paragraphs))


def test_names_shown_are_told_from_what_stands_beside_them() -> None:
    """A byline is read without the time in it and its label's element apart; a headline without its kicker."""
    shown = (
        "<h1><span>Sarna</span> <span>Bridge stays shut</span></h1>"
        "<div class='byline'><div>Von</div><div>Uta Groß</div>"
        "<time datetime='2026-03-10'>10. März</time></div>"
    )
    [item] = read_html(page(shown, *COPY))
    assert ("Bridge stays shut", "Uta Groß") == (item.headline, item.byline)


def test_writer_named_below_the_copy_is_the_byline() -> None:
    """Agencies that sign a story name its writer in its last line."""
    [item] = read_html(page(*COPY, "Autorka: Bogna Sitek", "bsit/ mark/"))
    story = item.to_story()
    assert ("Bogna Sitek", THIRD) == (story.byline, story.sentences[-1].text)


@pytest.mark.parametrize("taken_for", ["latin-1", "cp1252"])
def test_page_encoded_twice_is_mended(taken_for: str) -> None:
    """UTF-8 that was read as single bytes and encoded again is read as what it was."""
    text = "– Spåret var halt, säger Göran Älvås i Örby. “Über uns”"
    sent = "".join(_signs(bytes([byte]), taken_for) for byte in f"<html><body><p>{text}</p></body></html>".encode())
    assert text in page_text(sent.encode(), sent)


def _signs(byte: bytes, charset: str) -> str:
    return byte.decode(charset, errors="ignore") or byte.decode("latin-1")


@pytest.mark.parametrize(
    ("charset", "declared", "text"),
    [
        ("shift_jis", "shift_jis", "砂名市の市長は十日、橋を五月まで閉鎖すると発表した。"),
        ("euc_jp", "utf-8", "砂名市の市長は十日、橋を五月まで閉鎖すると発表した。"),
        ("iso2022_jp", "iso-2022-jp", "砂名市の市長は十日、橋を五月まで閉鎖すると発表した。"),
        ("gb18030", "gb2312", "青河县人民政府十日宣布,新建的大桥将于今年五月通车,是第一座。"),
        ("big5", "big5", "花蓮縣政府宣布,這座橋將封閉至五月,是第一次。"),
        ("euc_kr", "euc-kr", "사르나시는 다리를 오월까지 폐쇄한다고 밝혔다."),
        ("cp1251", "windows-1252", "Мост через реку закроют до мая, сообщили во вторник в мэрии города."),
        ("cp1252", "utf-8", "Die Brücke bleibt gesperrt, sagte Bürgermeisterin Uta Groß für die Stadt."),
        ("utf-8", "iso-8859-1", "Le pont restera fermé jusqu'en mai, a annoncé la mairie."),
    ],
)
def test_charset_of_a_page(charset: str, declared: str, text: str) -> None:
    """The bytes of a page tell its charset; what it declares decides where they do not."""
    data = f'<html><head><meta charset="{declared}"></head><body><p>{text}</p></body></html>'.encode(charset)
    assert text in page_text(data, decode(data) if charset != "iso2022_jp" else data.decode("ascii"))


def test_page_without_marks_needs_no_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where most of a page's text stands in one element, that is the story."""
    monkeypatch.setattr("briefgen.wire.page.html._searched", lambda _: pytest.fail("searched"))
    cell = "<br><br>".join(COPY)
    [item] = read_html(f"<html><title>Bridge</title><body><table><tr><td>News</td><td>{cell}</td></tr></table></body>")
    assert "\n\n".join(COPY) == item.to_story().text


def test_to_story_leaves_the_item_as_it_is() -> None:
    """An item can be made a story twice."""
    item = PageItem(paragraphs=[f"SARNA (AP) — {FIRST}", SECOND, "lo/rt"], page=True)
    assert item.to_story() == item.to_story()
    assert [] == item.notes


def test_house_in_brackets_ends_a_dateline() -> None:
    """Who publishes a page may stand in brackets behind the place; anyone else there may be a speaker's party."""
    head = '<meta property="og:site_name" content="HTV">'
    [item] = read_html(page(f"SOLVANG (HTV): {FIRST}", SECOND, head=head))
    story = item.to_story()
    assert ("SOLVANG", f"{FIRST}\n\n{SECOND}") == (story.dateline, story.text)

    [item] = read_html(page(f"MOSER (SPD): {FIRST}", SECOND, head=head))
    assert None is item.to_story().dateline


def test_signature_of_an_editor_with_agencies_is_no_copy() -> None:
    """Initials and the agencies that a text was made of sign it."""
    [item] = read_feed(rss("".join(f"<p>{line}</p>" for line in [*COPY, "fab/wa (dpa, rtr, afp)"])))
    assert "\n\n".join(COPY) == item.to_story().text
