import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.errors import SourceError
from briefgen.wire.item import Item
from briefgen.wire.page.chrome import is_chrome, is_tag_line, without_chrome
from briefgen.wire.page.html import read_html

LEAD = "PORT TARN (HT) — Ferry crews on Tarn Sound ended a nine-day strike on Monday, the union said."
QUOTE = "“We got what we asked for,” said Dana Frew, who leads the union."
LAST = "The first boat leaves at noon on Tuesday. Fares stay as they are."
STORY = [LEAD, QUOTE, LAST]
BODY = "".join(f"<p>{line}</p>" for line in STORY)
WRAPPED = LEAD.replace("ended a ", "ended a\n      ")
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "@id": "#site", "name": "Harbour Times"},
        {"@type": "Person", "@id": "#ines", "name": "Ines Calder"},
        {
            "@type": "NewsArticle",
            "headline": "Ferry strike ends &amp; boats return",
            "author": [{"@id": "#ines"}, {"@type": "Person", "name": "Olu Brand"}],
            "publisher": {"@id": "#site"},
            "datePublished": "2024-03-05T10:00:00-05:00",
            "dateModified": "2024-03-06T10:00:00-05:00",
            "copyrightNotice": "Harbour Times, print only",
        },
    ],
}

HOUSE = {
    "@type": "NewsArticle",
    "headline": "Strike ends",
    "author": {"@type": "Organization", "name": "HT News"},
    "publisher": {"@type": "NewsMediaOrganization", "name": "HT"},
}


def page(body: str, head: str = "", attributes: str = ' lang="en-CA"') -> str:
    return f"<!DOCTYPE html><html{attributes}><head><meta charset='koi8-r'>{head}</head><body>{body}</body></html>"


def linked(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def one(text: str) -> Item:
    [item] = read_html(text)
    return item


FULL_PAGE = page(
    '<header><nav><ul><li><a href="/">Home</a></li></ul></nav></header>'
    '<div id="cookie-banner"><p>We use cookies to improve your experience and to show you advertising.</p></div>'
    '<main><article class="post category-video author-ines"><header><h1>Ferry strike ends &amp; boats return</h1>'
    '<p class="dek">Crews go back to work.</p><div class="byline">By <a rel="author">Ines Calder</a></div></header>'
    "<figure><img src=a.jpg><figcaption>Crews at the dock. Lena Moor/HT</figcaption></figure>"
    '<div class="c-share"><p>Send this page to someone via email</p><ul><li>Facebook</li></ul></div>'
    f'<div class="story-text"><p>{WRAPPED}</p><p>Advertisement</p>'
    "<p>“We got what we asked for,”<br/>said Dana Frew, who leads the union.</p>"
    '<div class="wp-caption"><p>The ferry Heron at its berth last week.</p></div>'
    '<p><strong>Read more:</strong> <a href="/x">Why the ferries stopped</a></p><h2>What happens next</h2>'
    f'<p><a href="/y">Commuters left stranded as the strike bites</a></p><p>{LAST}</p>'
    '<blockquote class="twitter-tweet"><p>Boats are back, at long last!</p></blockquote>'
    "<table><tr><th>Route</th><th>Fare</th></tr><tr><td>Tarn</td><td>4.20</td></tr></table>"
    "<p>Sign up for our newsletter to get the day’s top stories.</p><p>A tug on Monday. (AP Photo/Lena Moor)</p>"
    "<p>With files from Petra Lund</p><p>(MORE)</p><p>ENDS</p><p>For interviews ring the pier.</p></div>"
    '<section class="comments"><article><p>I was there and it was nothing like that.</p></article></section>'
    '</article><aside><article class="card"><h3><a href="/z">Bridge shut</a></h3><p>It is shut.</p></article></aside>'
    "</main><footer><p>Copyright 2024 Harbour Times. All rights reserved.</p></footer>",
    head=linked(LINKED) + "<title>Ferry strike ends &amp; boats return - Harbour Times</title>",
)


def test_page_is_its_article() -> None:
    """Of a page only the copy of its article is in the paragraphs; what speaks to the desk is in the notes."""
    item = one(FULL_PAGE)

    assert STORY == item.paragraphs
    assert ["With files from Petra Lund", "(MORE)", "ENDS", "For interviews ring the pier."] == item.notes


def test_page_says_what_it_is() -> None:
    """Headline, authors, site, language, rights and the time of publication are read from the page."""
    item = one(FULL_PAGE)

    assert ("Ferry strike ends & boats return", "Ines Calder, Olu Brand") == (item.headline, item.byline)
    assert ("Harbour Times", "en-CA", "Harbour Times, print only") == (item.provider, item.language, item.usageterms)
    assert item.versioncreated is not None
    assert "2024-03-05T10:00:00-05:00" == item.versioncreated.isoformat()


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ('<meta name="author" content="By Ines Calder">', "", "Ines Calder"),
        ('<meta property="article:author" content="https://social.example/ines">', "", None),
        ("", '<a rel="author" href="/i">Ines Calder</a>', "Ines Calder"),
        ("", '<div class="byline">Von Ines Calder | 5. März 2024</div>', "Ines Calder"),
        ("", '<span itemprop="author"><span itemprop="name">Ines Calder</span>, editor</span>', "Ines Calder"),
        ("", '<p class="c-byline__author">By Ines Calder, ines@ht.example</p>', "Ines Calder"),
        ('<meta name="author" content="admin">', "", None),
        ('<meta name="author" content="di Ines Calder">', "", "Ines Calder"),
        ("", '<div class="author"><span>Ines Calder</span> <span>wo 19 mrt 14:02</span></div>', "Ines Calder"),
        (linked(HOUSE), '<div class="authorline__author">Von Ines Calder, HT</div>', "Ines Calder, HT"),
        (linked(HOUSE) + '<meta property="og:site_name" content="ht.example">', "", None),
        (linked(HOUSE | {"publisher": {"name": "Moor Wire"}}), "", "HT News"),
    ],
)
def test_byline_is_names(head: str, body: str, expected: str | None) -> None:
    """A byline is who wrote it: no "By", address, date, link or name of an account."""
    item = one(page(f"<article><h1>Strike ends</h1>{body}{BODY}</article>", head))

    assert (expected, STORY) == (item.byline, item.paragraphs)


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (
            "<title>Strike ends on Tarn Sound | Harbour Times</title>",
            "<h1>Harbour Times</h1>",
            "Strike ends on Tarn Sound",
        ),
        (
            '<title> | Harbour Times</title><meta property="og:title" content="Strike ends on Tarn | Harbour Times">',
            "<h1>Harbour Times</h1><h2>Strike ends on Tarn</h2>",
            "Strike ends on Tarn",
        ),
        ("<title>Strike ends - HT</title>", "<h1>Strike ends on the Sound</h1>", "Strike ends on the Sound"),
        ("", "<h1>Strike ends</h1>", "Strike ends"),
        ('<meta property="og:title" content="Strike ends &amp; more">', "", "Strike ends & more"),
    ],
)
def test_headline_is_the_story_not_the_site(head: str, body: str, expected: str) -> None:
    """The heading counts if the title has its words; the site's name is no part of a headline."""
    assert expected == one(page(f"<header>{body}</header><article>{BODY}</article>", head)).headline


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="teasers"><p>Another tale of the sea.</p></div><div itemprop="articleBody">{BODY}</div>',
        f'<div id="x"><div class="ArticleBody_text__x1">{BODY}</div><div class="more">Elsewhere it rained.</div></div>',
        "<article>"
        + "".join(f'<div data-testid="paragraph-{n}">{line}</div>' for n, line in enumerate(STORY))
        + "</article>",
        (
            f'<div class="cols"><div class="article-body"><p>{LEAD}</p></div><div class="ad">Buy.</div>'
            f'<div class="article-body"><p>{QUOTE}</p><p>{LAST}</p></div></div>'
        ),
        f"<form><div role=main>{LEAD}<br><br>{QUOTE}<br><br>{LAST}</div></form>",
        f"<article class='sidebar comments related-author'>{BODY}</article>",
        f"<article><p>{LEAD}</p><aside><p>{QUOTE}</p></aside><p hidden>No.</p><p>{QUOTE}</p><p>{LAST}</p></article>",
        f"<article><p>{LEAD}</p><div class='video-transcript'><p>{QUOTE}</p></div><p>{LAST}</p></article>",
        (
            f"<article><p>{LEAD}</p><p class='c-paragraph paywall'>{QUOTE}</p><p class='paywall'>{LAST}</p>"
            "<div class='paywall__offer'>Read on for a pound a week.</div></article>"
        ),
        (
            f"<article><p>{LEAD}</p><div class='inline'><span>Leggi anche</span><a href='/x'>Porto chiuso</a></div>"
            f"<p>{QUOTE}<span style='clip:rect(0px, 0px, 0px, 0px)'>, opens new tab</span></p><p>{LAST}</p></article>"
        ),
    ],
    ids="itemprop class divisions pieces breaks names aside transcript paywall unseen".split(),
)
def test_article_is_found(body: str) -> None:
    """Whatever marks the article, all of its paragraphs are read and nothing beside them."""
    assert STORY == one(page(body)).paragraphs


def test_page_without_marks_is_searched() -> None:
    """A page that marks nothing is read where its running text is."""
    text = page(f'<div><a href="/">Home</a> <a href="/n">News</a></div><div><h1>Strike ends</h1>{BODY}</div>')

    assert STORY == one(text).paragraphs


def test_fuller_of_two_bodies_is_taken() -> None:
    """A body in the metadata is read if the page shows only its beginning; never both."""
    article = {"@type": "NewsArticle", "headline": "Strike ends", "articleBody": "\n\n".join(STORY)}

    assert STORY == one(page(f"<article><p>{LEAD}</p></article>", linked(article))).paragraphs
    article["articleBody"] = LEAD[:60]
    assert STORY == one(page(f"<article>{BODY}</article>", linked([article]))).paragraphs


def test_fragment_is_a_story() -> None:
    """A fragment needs no page around it; the headline and the byline above it are not repeated in the copy."""
    item = one(f"<p>By Ines Calder</p><p>Photo: Lena Moor</p>{BODY}")

    assert STORY == [line for line in item.paragraphs if line != "By Ines Calder"]
    assert STORY == one(f"<h1>Strike ends</h1><p>Strike ends</p>{BODY}").paragraphs


def test_several_stories_are_several_items() -> None:
    """Stories in full on one page are apart, each under its heading; the one that the page is named after is alone."""
    first = f"<article><h2>Strike ends</h2>{BODY}</article>"
    second = (
        f"<article><h2>Bridge shut</h2><p>The bridge is shut for a week now.</p><p>{LAST}</p><p>{QUOTE}</p></article>"
    )

    assert ["Strike ends", "Bridge shut"] == [item.headline for item in read_html(page(first + second))]
    assert STORY == one(page(first + second, "<title>Strike ends</title>")).paragraphs


@pytest.mark.parametrize(
    "text",
    [
        page(""),
        page("<main><p>Please enable JavaScript to continue.</p></main>"),
        page("<h1>Page not found</h1><p>Access denied.</p>"),
        page("<ul>" + '<li><a href="/x">A headline that goes on for long.</a></li>' * 20 + "</ul>"),
        page(
            "".join(
                f"<article><h3><a href='/{n}'>Strike {n}</a></h3><p>It ended on day {n}.</p></article>"
                for n in range(9)
            )
        ),
        page("<div><p>We use cookies to make this work for you.</p><p>Subscribe now for a dollar.</p></div>"),
        "<p></p>",
        "<p>Advertisement</p>",
        "<html>",
    ],
)
def test_page_without_an_article_is_refused(text: str) -> None:
    """Menus, lists of links and notices are no story."""
    with pytest.raises(SourceError, match="no story is in the page"):
        read_html(text)


@pytest.mark.parametrize(
    "line",
    """Sign up for our newsletter
Send this page to someone via email
Share this article
Your information is being handled in accordance with the Harbour Times Privacy Collection Statement.
Thanks for reading Harbour Letter! Subscribe for free to receive new posts.
While you're here: every Tuesday our editors round up the week.
To view this video please enable JavaScript, and consider another browser.
Um diesen Inhalt zu sehen, ist Ihre Zustimmung erforderlich.
Har du tips til denne saken? Send meg gjerne en e-post.
Seguir leyendo
Share on Facebook
Read more: Why the ferries stopped
Advertisement
Story continues below advertisement
Follow us on Instagram
Follow @harbour on X
Copyright 2024 Harbour Times. All rights reserved.
© 2024 Harbour Times
Listen to this article
We use cookies to make this site work.
FILE - A ferry leaves the port on Monday.
FILE - Lena Moor, who left on Monday, her lawyer said.
Sign up to The Tide, our briefing that told you first.
Inscrivez-vous, et lisez sa lettre.
Copyright © 2024 by Harbour Times Ltd. All rights reserved.
A ferry leaves on Monday. (Photo by Lena Moor/Getty Images)
A ferry leaves on Monday. REUTERS/Lena Moor
Crews at the dock. Photograph: Lena Moor/The Pier
Related stories
Skip to content
Our Standards: The Harbour Times Trust Principles.
The post Strike ends appeared first on Harbour Times.
Anzeige
Lesen Sie auch: Warum die Fähren stehen
Diesen Artikel teilen
Foto: Lena Moor/dpa
Jetzt Newsletter abonnieren
Publicité
Lire aussi : Pourquoi les bateaux restent à quai
Abonnez-vous à notre lettre
Lea también: Por qué pararon
Síguenos en X
Les også: Hvorfor fergene sto
Annonse
Følg oss på Facebook
Meld deg på vårt nyhetsbrev""".splitlines(),
)
def test_chrome_is_told(line: str) -> None:
    """Invitations, captions and notices are chrome, in five languages."""
    assert is_chrome(line)


@pytest.mark.parametrize(
    "line",
    [
        *STORY,
        "Read more than thirty books, the mayor told pupils on Monday.",
        "Share prices fell 4 per cent after the strike.",
        "Follow-up talks are set for Friday.",
        "Advertisements for the ferry were taken down, Frew said.",
        "Copyright law was not at issue, the court said.",
        "By signing the bill into law, the governor ended a privacy dispute of nine years.",
        "Sources: two people at the union, who asked not to be named.",
        "Your data is worth less under the new privacy policy, the watchdog said.",
        "Um die Zustimmung der Länder zu gewinnen, bot die Ministerin mehr Geld an.",
        "Call the ferry a folly, and 4,000 islanders will contact you by morning, Frew said.",
        "Most passengers walked home.",
        "The newsletter, which has 30,000 readers, was shut on Monday.",
        "Push back the deadline, Frew told the operator.",
        "More – and larger – boats are needed, she said.",
        "This report was published by the ministry on Monday.",
        "Cookies are sold on board, and business is good.",
        "Anzeigen gegen zwei Männer wurden erstattet, teilte die Polizei mit.",
        "Lire est un plaisir, a dit la ministre.",
        "Del av broen falt i sjøen mandag kveld, sier politiet.",
        "Foto og film er forbudt om bord, sier rederiet.",
        "Sign up for the union by March, Frew told the crowd.",
        "Watch: the crowd sang until dawn, a witness said.",
        "Subscribe to the theory or not, the port is full, said Ola Brandt.",
        "Click here, the mail to the dockers said.",
        "All rights reserved to the crew stay in force.",
        "Copyright 1998 was the only legible line on the plaque.",
    ],
)
def test_copy_is_not_chrome(line: str) -> None:
    """A sentence that begins like an invitation is copy."""
    assert ([line], []) == without_chrome([line])


@pytest.mark.parametrize(
    "line",
    [
        "With files from Petra Lund",
        "(AFP)",
        "(APA/dpa)",
        "Quelle: ht.example/dpa",
        "(©NTB)",
        "Edited by: Petra Lund",
        "SOURCE: Tarn Optics Corp.",
        "Neither the exchange nor its regulator accepts responsibility for the accuracy of this release.",
        "14.07.2025 / 07:30 CET/CEST Für den Inhalt der Mitteilung ist der Emittent verantwortlich.",
        "Reach Ines Calder at ines@ht.example or 555-0117.",
        "Alternatively, contact the harbour police anonymously on 0800 555 111.",
        "This information is subject to the disclosure requirements of the Securities Trading Act.",
    ],
)
def test_tag_lines_are_notes(line: str) -> None:
    """Where a story is from is said to the desk."""
    assert is_tag_line(line)
    assert ([LEAD], [line]) == without_chrome([LEAD, line])


TAGS = [
    "<p>", "</p>", "<html>", "<article>", "</article>", "<div class='caption'>", "</div>", "<table><tr><td>", "<br>",
    "<script type='application/ld+json'>", '{"@type":"NewsArticle","headline":', "</script>", "<a href=x>", "<h1>",
    "<title>", "<meta name=author content='", "<!--", "<![CDATA[", "&lt;p&gt;", "&#0;", "\0", "\ud83d", LEAD, QUOTE,
    "<?xml version='1.0' encoding='utf-16'?>", "<svg>", "<p itemprop=articleBody>", "<main>", "'", '"', ">", "<li>",
]  # fmt: skip


@given(st.lists(st.sampled_from(TAGS), max_size=30))
def test_any_page_is_read_or_refused(parts: list[str]) -> None:
    """Any arrangement of markup gives items with copy, or an error in one line."""
    said: list[str] = []
    items: list[Item] = []
    try:
        items = read_html("".join(parts))
    except SourceError as error:
        said = str(error).splitlines()

    assert (len(items) > 0, all(item.paragraphs for item in items)) == (not said, True)
    assert len(said) <= 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"<html><body><article>{'<p>' * 60_000}", "more than 50,000 tags"),
        (f"<html><body><article>{'<p>x' * 30_000}", "more than 25,000 elements"),
        (f"<html><body><article>{f'<p>{LAST}' * 6_000}", "more than 5,000 paragraphs"),
        (f"<html><body><article><p>{LAST * 20_000}", "longer than 1,000,000 characters"),
    ],
)
def test_more_than_a_page_is_refused(text: str, wanted: str) -> None:
    """What no page holds is not read to its end."""
    with pytest.raises(SourceError, match=wanted):
        read_html(text)
