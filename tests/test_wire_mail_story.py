import pytest

from briefgen.errors import SourceError
from briefgen.story import PARAGRAPH_BREAK, Story
from briefgen.wire import read_story

LEAD = "The council voted 9-4 on Tuesday to build a tram line to the harbor."
MORE = "It will open in 2029, the mayor said after the vote."
HEAD = "From: City Wire <wire@city.example>\nDate: Fri, 20 Nov 2026 15:00:00 +0000\nMIME-Version: 1.0\n"


def read(mail: str) -> Story:
    return read_story(mail.replace("\n", "\r\n").encode())


def test_attached_text_is_read_as_plain_copy() -> None:
    """The headline and the byline of an attached text are its own, not the subject and the sender of the mail."""
    story = read(
        f"{HEAD}Subject: copy\nContent-Type: multipart/mixed; boundary=xx\n\n--xx\nContent-Type: text/plain\n\n"
        "Story attached.\n\nRegards,\nJo\n--xx\nContent-Type: text/plain; charset=utf-8; name=tram.txt\n"
        "Content-Disposition: attachment; filename=tram.txt\n\n"
        f"Harbor tram wins vote\n\nBy Jo Dellan\n\nHARBOR CITY — {LEAD}\n\n{MORE}\n--xx--\n"
    )

    assert ("Harbor tram wins vote", "Jo Dellan", "Harbor City") == (story.headline, story.byline, story.located)
    assert [LEAD, MORE] == story.text.split(PARAGRAPH_BREAK)
    assert "City Wire" == story.provider


def test_header_in_the_body_counts_for_more_than_the_subject() -> None:
    """Where the body brings headline and byline along, the subject only says what the mail is."""
    story = read(
        f"{HEAD}Subject: Copy for Saturday\nContent-Type: text/plain\n\n"
        f"Harbor tram wins vote\n\nBy Jo Dellan\n\nHARBOR CITY (CW) - {LEAD}\n\n{MORE}\n"
    )

    assert ("Harbor tram wins vote", "Jo Dellan") == (story.headline, story.byline)
    assert [LEAD, MORE] == story.text.split(PARAGRAPH_BREAK)


def test_reason_for_a_newsletter_is_no_copy() -> None:
    """What tells why one gets a letter is a footer."""
    story = read(
        f"{HEAD}Subject: Harbor tram wins vote\nContent-Type: text/html; charset=utf-8\n\n"
        f"<html><body><p>{LEAD}</p><p>{MORE}</p>"
        "<p>You receive this because you signed up. <a href='u'>Unsubscribe</a></p></body></html>\n"
    )

    assert [LEAD, MORE] == story.text.split(PARAGRAPH_BREAK)


def test_letter_above_the_story_is_no_copy() -> None:
    """What a letter says between its salutation and the byline is for the desk."""
    story = read(
        f"{HEAD}Subject: Harbor tram wins vote\nContent-Type: text/plain; charset=utf-8\n\n"
        f"Bonjour,\n\nMy copy is below. Photos follow.\n\nPar Jo Dellan\n\nHARBOR CITY, 9 mars - {LEAD}\n\n{MORE}\n"
    )

    assert [LEAD, MORE] == story.text.split(PARAGRAPH_BREAK)
    assert ("Harbor tram wins vote", "Jo Dellan", "Harbor City") == (story.headline, story.byline, story.located)


def test_labelled_header_in_a_wrapped_mail() -> None:
    """Each labelled line is a field, however many there are; none goes on with the next."""
    fields = (
        "Slug: HARBOR-TRAM\nHeadline: Harbor tram wins vote of council\nByline: By Jo Dellan\nPriority: 3\nWords: 90"
    )
    story = read(f"{HEAD}Subject: copy\nContent-Type: text/plain\n\n{fields}\n\nHARBOR CITY - {LEAD}\n\n{MORE}\n")

    assert ("Harbor tram wins vote of council", "Jo Dellan") == (story.headline, story.byline)
    assert [LEAD, MORE] == story.text.split(PARAGRAPH_BREAK)


def test_subject_with_a_label_gives_way_to_the_title_in_the_body() -> None:
    """Where the subject is the title with a label before it, the title counts and is no copy."""
    story = read(
        f"{HEAD}Subject: BTA: Harbor tram wins vote\nContent-Type: text/plain\n\nHarbor tram wins vote\n\n{LEAD}\n"
    )

    assert ("Harbor tram wins vote", LEAD) == (story.headline, story.text)


def test_story_under_a_short_answer_is_the_story() -> None:
    """What is quoted with its dateline below a few words is the story; the words are for the desk."""
    quoted = f"Harbor tram wins vote\n\nBy Jo Dellan\n\nHARBOR CITY (CW) - {LEAD}\n\n{MORE}".replace("\n", "\n> ")
    story = read(
        f"{HEAD}Subject: Re: tram\nContent-Type: text/plain\n\nFine with me.\n\n"
        f"On Fri, 20 Nov 2026 at 14:00, Jo Dellan <jo@city.example> wrote:\n> {quoted}\n"
    )

    assert [LEAD, MORE] == story.text.split(PARAGRAPH_BREAK)
    assert ("Harbor tram wins vote", "Jo Dellan", "Fine with me.") == (story.headline, story.byline, story.ednote)


def test_letter_above_a_rule_is_no_copy() -> None:
    """Correspondents write to the desk above a rule; the story stands below it."""
    story = read(
        f"{HEAD}Subject: FILED: tram\nContent-Type: text/plain\n\n"
        f"Hi all,\n\nCopy below. I am on +44 7700 900123.\n\nCheers\nJo\n\n---\n\n"
        f"Harbor tram wins vote\n\nBy Jo Dellan in Selwyn\n\n{LEAD}\n\n{MORE}\n"
    )

    assert ("Harbor tram wins vote", "Jo Dellan") == (story.headline, story.byline)
    assert [LEAD, MORE] == story.text.split(PARAGRAPH_BREAK)


def test_version_in_the_subject() -> None:
    """Before a subject, "(LEAD)" and "(2nd LD)" say which version it is."""
    story = read(f"{HEAD}Subject: (2nd LD) Harbor tram wins vote\nContent-Type: text/plain\n\n{LEAD}\n\n{MORE}\n")

    assert "2nd LD" == story.version


def test_release_in_a_letter_with_place_and_day_alone() -> None:
    """Letter and letterhead stand above the release; place and day on a line of their own are its dateline."""
    story = read(
        f"{HEAD}Subject: Communique de presse - tram de Selva\nContent-Type: text/plain; charset=utf-8\n\n"
        "Mesdames, Messieurs les journalistes,\n\nVeuillez trouver ci-dessous le texte de la mairie.\n\n"
        "COMMUNIQUÉ DE PRESSE\n\nSelva-sur-Orne, le 23 novembre 2026\n\nTram de Selva : feu vert du conseil\n\n"
        "Le conseil a voté lundi la construction d'un tram.\n\n"
        "Pensez à l'environnement avant d'imprimer ce message.\n"
    )

    assert ("Tram de Selva : feu vert du conseil", "Selva-sur-Orne") == (story.headline, story.located)
    assert "Le conseil a voté lundi la construction d'un tram." == story.text


def test_letterhead_and_day_above_the_headline_are_no_copy() -> None:
    """What stands above the headline that the subject names, and is no sentence, is furniture."""
    story = read(
        f"{HEAD}Subject: News release: Harbor tram wins vote\nContent-Type: text/plain\n\n"
        "City of Selwyn\n\n- Press office -\n\nNews release\n\n23 November 2026\n\n"
        f"Harbor tram wins vote\n\n{LEAD}\n\n{MORE}\n"
    )

    assert "Harbor tram wins vote" == story.headline
    assert [LEAD, MORE] == story.text.split(PARAGRAPH_BREAK)


def test_forward_in_the_language_of_the_mail_program() -> None:
    """The mail that is passed on is known by its header in many languages; its sender is the author."""
    story = read(
        f"{HEAD}Subject: VB: Harbor tram wins vote\nContent-Type: text/plain; charset=utf-8\n\nKör den här.\n\n"
        "-----Ursprungligt meddelande-----\nFrån: Jo Dellan <jo@frilans.example>\nSkickat: den 23 november 2026 16:12\n"
        f"Till: Desk\nÄmne: Harbor tram wins vote\n\n{LEAD}\n\n{MORE}\n"
    )

    assert ("Harbor tram wins vote", "Jo Dellan") == (story.headline, story.byline)
    assert [LEAD, MORE] == story.text.split(PARAGRAPH_BREAK)


def test_marks_of_bold_are_no_copy() -> None:
    """Stars around words are bold, also over the end of a line; a star before a point of a list stays out of it."""
    story = read(
        f"{HEAD}Subject: Tram\nContent-Type: text/plain\n\n*Harbor tram\nwins vote*\n\n"
        f"*Port Selwyn, 23 November 2026 -* {LEAD}\n\n{MORE}\n"
    )

    assert "Port Selwyn" == story.located
    assert [LEAD, MORE] == story.text.split(PARAGRAPH_BREAK)[-2:]
    assert "*" not in story.text


def test_office_that_sends_is_no_author() -> None:
    """Who sends for the police names no author, and the subject may call the paper by its kind in any language."""
    story = read(
        HEAD.replace("City Wire", '"Jens Borg (Politi)"').replace("wire@", "jens@")
        + f"Subject: R: COMUNICATO STAMPA - Harbor tram wins vote\nContent-Type: text/plain\n\n{LEAD}\n\n{MORE}\n"
    )

    assert ("Harbor tram wins vote", None, "Jens Borg (Politi)") == (story.headline, story.byline, story.provider)


def test_external_mark_and_officer_of_a_release_are_no_story() -> None:
    """A release that a named officer sends from outside has no author, and below its headline stands a second one."""
    story = read(
        "From: Jo Greer <jgreer@roads.example>\nSubject: [EXTERNAL] NEWS RELEASE: Bridge to close for weeks\n\n"
        "CAUTION: This email originated from outside the organization. Do not open links.\n\nFOR IMMEDIATE RELEASE\n\n"
        "CONTACT:\n\nJo Greer, Information Officer\n\n(555) 555-0147\n\nBridge to close for weeks\n\n"
        "Detour to add 14 miles for drivers\n\nHOLLIS, Ohio – The bridge will close on Monday, the county said.\n\n"
        "Work is to last eight weeks, it said."
    )
    assert (story.headline, story.byline, story.located) == ("Bridge to close for weeks", None, "Hollis")
    assert story.text.split(PARAGRAPH_BREAK) == [
        "The bridge will close on Monday, the county said.",
        "Work is to last eight weeks, it said.",
    ]


def test_house_and_caption_in_a_release_of_html_are_no_copy() -> None:
    """Below "Kontakter" and "Om X" a release tells of who sends it, and a caption says so in its class."""
    story = read(
        "From: Red <red@fjell.example>\nSubject: Rekord\nContent-Type: text/html; charset=utf-8\n\n"
        "<p>Over 400 gjester kom til fjellet i sommer, sier laget.</p>"
        '<table class="mcnCaptionBlock"><tr><td>Toppen i juli. Foto: Per</td></tr></table>'
        "<p>Hotellene venter en roligere vinter.</p><h3>Kontakter</h3><ul><li>Kari, +47 900 00 000</li></ul>"
        "<h3>Om Fjell AS</h3><p>Fjell AS er en sammenslutning av 32 hoteller.</p>"
        "<p>Du mottar denne e-posten fordi du abonnerer.</p>"
    )
    assert story.text.split(PARAGRAPH_BREAK) == [
        "Over 400 gjester kom til fjellet i sommer, sier laget.",
        "Hotellene venter en roligere vinter.",
    ]


def test_digest_parted_by_rules_is_refused() -> None:
    """Stories with titles and datelines below rules are several, and none may be merged."""
    stories = "".join(
        f"{'=' * 40}\n\n{number}. Minister resigns\n\nKALVOR, Nov 20 (AP) - The minister resigned on Friday.\n\n"
        for number in (1, 2)
    )
    with pytest.raises(SourceError, match="several stories"):
        read(f"From: Wire <wire@una.example>\nSubject: Digest\n\n{stories}")


def test_greeting_that_runs_into_a_letter_is_no_copy() -> None:
    """What greets the desk above a byline is a letter, and "at" says where it was written."""
    story = read(
        "From: Kay Bligh <kay@free.example>\nSubject: Rovers report\n\nHi guys, report below. Quotes to follow.\n\n"
        "Rovers 2 Town 1\n\nBy Kay Bligh at Marsh Lane\n\nA header gave Rovers a win over Town on Saturday.\n\nends"
    )
    assert (story.headline, story.byline) == ("Rovers 2 Town 1", "Kay Bligh")
    assert story.text == "A header gave Rovers a win over Town on Saturday."


def test_release_in_dutch_with_its_end_mark() -> None:
    """A cover letter, the kind of paper, place and day, and "Einde persbericht" are none of the story."""
    story = read(
        "From: Sanne Dam <s.dam@oudkerk.example>\nSubject: Persbericht: Bad dicht\n\nBeste redactie,\n\n"
        "Hieronder vindt u ons persbericht.\n\nPERSBERICHT\nOudkerk, 19 november 2026\n\nBad dicht\n\n"
        "Het bad in Oudkerk blijft tot april gesloten, zegt de gemeente.\n\n-- Einde persbericht --\n"
    )
    assert (story.byline, story.located) == (None, "Oudkerk")
    assert story.text == "Het bad in Oudkerk blijft tot april gesloten, zegt de gemeente."
