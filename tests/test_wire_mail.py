import base64
import textwrap
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import SourceError
from briefgen.wire.copy.unwrap import unwrap
from briefgen.wire.item import Item
from briefgen.wire.mail.message import read_mail
from briefgen.wire.mail.recognition import is_mail
from conftest import no_blow_up

SAMPLE = Path(__file__).resolve().parents[2] / "shared" / "data" / "wire" / "email-simple.eml"

LEAD = "SOLVANG (MNW) - The ferry to Ness will run again on Friday after eleven days in dock, the county said."
SECOND = "Engineers found a crack in the rudder on 2 March, and divers confirmed it the next morning."
THIRD = "“We would not have sailed another mile with it,” said Captain Ingrid Vell."
COPY = f"{LEAD}\n\n{SECOND}\n\n{THIRD}\n"
PARAGRAPHS = [LEAD, SECOND, THIRD]
HTML = f"<html><body><p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p></body></html>"


def _mail(
    body: str | bytes, *header: str, kind: str = "text/plain; charset=utf-8", subject: str = "Ferry returns"
) -> bytes:
    head = [f"From: Asta Lorne <asta.lorne@mnw.example>\nSubject: {subject}", f"Content-Type: {kind}", *header]
    return "\n".join(head).encode() + b"\n\n" + (body if isinstance(body, bytes) else body.encode())


def _multi(kind: str, *parts: str) -> str:
    joined = "".join(f"--edge\n{part}\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="edge"\n\n{joined}--edge--\n'


def _part(body: str, kind: str = "text/plain; charset=utf-8", *header: str) -> str:
    return "\n".join([f"Content-Type: {kind}", *header, "", body])


def _whole(entity: str, subject: str = "Ferry returns") -> bytes:
    return f"From: Asta Lorne <asta.lorne@mnw.example>\nSubject: {subject}\nMIME-Version: 1.0\n{entity}".encode()


def _one(data: bytes) -> Item:
    items = read_mail(data)
    assert 1 == len(items)
    return items[0]


@pytest.mark.skipif(not SAMPLE.exists(), reason="the items of agencies are not here")
def test_a_mail_as_received_is_read() -> None:
    """A mail that was saved by a desk, with an empty line above its header, is one item with its body once."""
    data = SAMPLE.read_bytes()
    assert is_mail(data)
    item = _one(data)
    assert "Test message 1234" == item.headline
    assert "body text" == item.to_story().text


def test_header_fields_become_metadata() -> None:
    """Subject, sender, date and language of a mail are headline, byline, time and language of the story."""
    item = _one(_mail(COPY, "Date: Fri, 13 Mar 2026 09:30:00 +0100", "Content-Language: en-GB"))
    assert "Ferry returns" == item.headline
    assert "Asta Lorne" == item.byline
    assert datetime(2026, 3, 13, 8, 30, tzinfo=UTC) == item.versioncreated
    assert "en-GB" == item.language
    assert PARAGRAPHS == item.paragraphs
    assert item.to_story().text.startswith("The ferry to Ness")


@pytest.mark.parametrize(
    ("subject", "headline"),
    [
        ("Re: Fwd: AW: Ferry returns", "Ferry returns"),
        ("RE[2]: Ferry returns", "Ferry returns"),
        ("[mnw-wire] Ferry returns", "Ferry returns"),
        ("Fwd: [desk] Re: Ferry returns", "Ferry returns"),
        ("=?utf-8?q?F=C3=A6rge?= =?iso-8859-1?q?_tilbage_p=E5_s=F8en?=", "Færge tilbage på søen"),
        ("=?utf-8?b?RsOmcmdl?=\n returns", "Færge returns"),
        ("PRESS RELEASE: Ferry returns", "Ferry returns"),
        ("Færge tilbage", "Færge tilbage"),
        ("Regatta: 12 boats lost", "Regatta: 12 boats lost"),
        ("[Update]", "[Update]"),
    ],
)
def test_subjects_become_headlines(subject: str, headline: str) -> None:
    """Marks of replies, forwards and lists go, encoded words are read, and the words of the headline stay."""
    assert headline == _one(_mail(COPY, subject=subject)).headline


@pytest.mark.parametrize(
    ("sender", "byline", "provider"),
    [
        ("Asta Lorne <a@mnw.example>", "Asta Lorne", None),
        ('"Lorne, Asta" <a@mnw.example>', "Asta Lorne", None),
        ("Asta Lorne via Wire <a@mnw.example>", "Asta Lorne", None),
        ("MNW News Desk <desk@mnw.example>", None, "MNW News Desk"),
        ("Ministry of Fisheries <press@gov.example>", None, "Ministry of Fisheries"),
        ("Asta Lorne <press@gov.example>", None, "Asta Lorne"),
        ("a@mnw.example", None, None),
        ("=?utf-8?q?J=C3=B8rn_Aas?= <j@mnw.example>", "Jørn Aas", None),
        ("", None, None),
        ("<<<>>> ,;", None, None),
    ],
)
def test_senders_are_people_or_providers(sender: str, byline: str | None, provider: str | None) -> None:
    """A person who sends is the author; a desk, an office or an address that many share is the provider."""
    item = _one(_mail(COPY).replace(b"Asta Lorne <asta.lorne@mnw.example>", sender.encode()))
    assert (byline, provider) == (item.byline, item.provider)


def test_a_byline_in_the_copy_is_the_byline() -> None:
    """Whoever sends it, a story that names its author keeps that name."""
    story = _one(_mail(f"By Mette Krog\n\n{COPY}")).to_story()
    assert "Mette Krog" == story.byline
    assert story.text.startswith("The ferry")


@pytest.mark.parametrize(
    "order",
    [(_part(COPY), _part(HTML, "text/html")), (_part(HTML, "text/html"), _part(COPY))],
    ids=["usual", "reversed"],
)
def test_alternatives_are_read_once(order: tuple[str, str]) -> None:
    """Of a plain and an HTML body with the same copy one is read."""
    assert PARAGRAPHS == _one(_whole(_multi("alternative", *order))).paragraphs


@pytest.mark.parametrize(
    "plain",
    [
        "",
        "This message needs a program that shows HTML.",
        f"{SECOND}\n\n{THIRD}",
        LEAD,
        "View this message in your browser: https://mnw.example/1",
    ],
)
def test_an_incomplete_plain_body_gives_way(plain: str) -> None:
    """A plain body that is a stub, or lacks the lead or the rest, gives way to the HTML that has all of it."""
    entity = _multi("alternative", _part(plain), _part(HTML, "text/html; charset=utf-8"))
    assert PARAGRAPHS == _one(_whole(entity)).paragraphs


def test_bodies_beside_each_other_are_not_doubled() -> None:
    """A plain and an HTML body that are wrongly sent as parts of one text are still one."""
    assert PARAGRAPHS == _one(_whole(_multi("mixed", _part(COPY), _part(HTML, "text/html")))).paragraphs


def test_a_body_in_parts_is_joined() -> None:
    """Text before and after a picture is one story."""
    picture = _part("iVBORw0KGgo=", 'image/png; name="a.png"', "Content-Transfer-Encoding: base64")
    entity = _multi("mixed", _part(f"{LEAD}\n\n{SECOND}"), picture, _part(THIRD))
    assert PARAGRAPHS == _one(_whole(entity)).paragraphs


@pytest.mark.parametrize(
    ("declared", "used"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "utf-8"),
        ("us-ascii", "utf-8"),
        ("utf-8", "cp1252"),
        ("us-ascii", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("no-such-charset", "cp1252"),
        ("rot13", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16", "utf-8"),
    ],
)
def test_charsets_that_lie_are_seen_through(declared: str, used: str) -> None:
    """The bytes of a body count for more than the charset that its header names."""
    body = base64.encodebytes(COPY.encode(used))
    item = _one(_mail(body, "Content-Transfer-Encoding: base64", kind=f"text/plain; charset={declared}"))
    assert PARAGRAPHS == item.paragraphs


@pytest.mark.parametrize(
    ("charset", "words"), [("koi8-r", "Паром снова в пути."), ("iso-2022-jp", "船は金曜日に戻る。")]
)
def test_charsets_of_other_scripts_are_read(charset: str, words: str) -> None:
    """A true charset of another script is followed."""
    item = _one(_mail(words.encode(charset), kind=f"text/plain; charset={charset}"))
    assert [words] == item.paragraphs


def test_quoted_printable_that_is_not_declared_is_read() -> None:
    """Soft line breaks and escaped bytes are undone although the header does not speak of them."""
    body = textwrap.dedent("""\
        The county=E2=80=99s ferry will run again on Friday, and the first to cross w=
        ill be the school=E2=80=99s bus, which has waited since the second of the mon=
        th at the quay.
        """)
    expected = (
        "The county’s ferry will run again on Friday, and the first to cross will be the school’s bus, "
        "which has waited since the second of the month at the quay."
    )
    assert [expected] == _one(_mail(body)).paragraphs


def test_hard_wrapped_and_flowed_copy_is_unwrapped() -> None:
    """Lines that were broken to a width are paragraphs again, with or without the mark of flowed text."""
    wrapped = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in PARAGRAPHS)
    assert PARAGRAPHS == _one(_mail(wrapped)).paragraphs
    flowed = "\n\n".join(" \n".join(textwrap.wrap(paragraph, 40)) for paragraph in PARAGRAPHS)
    assert PARAGRAPHS == _one(_mail(flowed, kind="text/plain; charset=utf-8; format=flowed")).paragraphs


@pytest.mark.parametrize(
    "after",
    [
        "-- \nAsta Lorne\nReporter, MNW\n+47 55 01 02 03",
        "--\nAsta Lorne\nasta.lorne@mnw.example",
        "Sent from my iPhone",
        "Get Outlook for Android",
        "Von meinem iPhone gesendet",
        "Kind regards,\nAsta",
        "This e-mail and any attachments are confidential and intended solely for the addressee.",
        "If you are not the intended recipient, please delete this message.\n\nMNW Ltd is registered in Solvang.",
        "You are receiving this email because you subscribed to MNW.\n\nMNW, 1 Quay Street, Solvang",
        "To unsubscribe, click here: https://mnw.example/u",
        "Media contact:\nAsta Lorne\nTel: 055 010 203\nasta.lorne@mnw.example",
        "For more information, contact Asta Lorne on +47 55 01 02 03 or asta.lorne@mnw.example.",
        "Contact: Asta Lorne, 555-010-2030",
        "ENDS\n\nThe Ness ferry was built in 1988 and carries 40 cars.",
        "-ends-\nNotes to editors\n1. The county owns the ferry.",
        "###\n\nAbout MNW: a wire for the coast.",
        "On Fri, 13 Mar 2026 at 09:30, Ole Brand <o@mnw.example> wrote:\n> Where is the ferry story?\n> Ole",
        "On Fri, 13 Mar 2026 at 09:30, Ole Brand\n<o@mnw.example> wrote:\n\n> Where is the ferry story?",
        "-----Original Message-----\nFrom: Ole Brand\nSent: Friday\nTo: Asta\nSubject: Ferry?\n\nWhere is the story?",
        "From: Ole Brand <o@mnw.example>\nSent: Friday\nTo: Asta\nSubject: Ferry?\n\nWhere is the story?",
        "_______________________________________________\nWire mailing list\nwire@lists.example\nhttps://lists.example/w",
        "https://mnw.example/ferry",
    ],
)
def test_matter_around_the_copy_goes_to_the_notes(after: str) -> None:
    """Signatures, contacts, legal text, footers, end marks and quoted mails are no copy, and none of it is lost."""
    item = _one(_mail(f"{COPY}\n{after}\n"))
    assert PARAGRAPHS == item.paragraphs
    notes = " ".join(item.notes)
    told = [word for word in after.split() if word.strip(">-_#") and any(map(str.isalpha, word))]
    assert told[-1].strip("<>") in notes or told[-1] == "-ends-"


@pytest.mark.parametrize(
    "sentence",
    [
        "Anyone who saw the boat is asked to call the police on 055 010 203 before Sunday evening.",
        "On Tuesday the minister wrote:",
        "The union said its members had been told to unsubscribe.",
        "Patients can opt out of the scheme at any time, and one in nine has, the ministry told the court.",
        "The parcel never reached the intended recipient, police said.",
        "Sent from a mobile phone, the message ended the talks.",
        "Notes to the media were handed out at the hearing, which lasted an hour.",
        "Embargo talks with Kessary resume on Monday, the ministry said.",
        "He was 62.",
        "Contact between the two ships was lost at noon, the coast guard said.",
        "Ends were not met, the auditor found, and the county must pay.",
        "Embargoes on fish were lifted in June, and trade grew by a third, the ministry said.",
        "Media reports of a second crack were wrong, the yard said.",
        "She said: -- and then fell silent -- that it was enough.",
    ],
)
def test_copy_that_looks_like_furniture_stays(sentence: str) -> None:
    """A sentence of the story that has words of a footer, a contact or a notice in it is copy."""
    item = _one(_mail(f"{LEAD}\n\n{sentence}\n\n{SECOND}\n\n{THIRD}\n"))
    assert [LEAD, sentence, SECOND, THIRD] == item.paragraphs


def test_notices_at_the_top_are_no_copy() -> None:
    """A salutation, a notice of release and the headline said again are not part of the story."""
    item = _one(
        _mail(f"Dear editor,\n\nPlease find below a press release.\n\nFOR IMMEDIATE RELEASE\n\nFerry Returns\n\n{COPY}")
    )
    assert PARAGRAPHS == item.paragraphs


@pytest.mark.parametrize(
    ("line", "subject"),
    [
        ("EMBARGOED until 0001 GMT on Saturday 14 March 2026", "Ferry returns"),
        ("*** STRICTLY EMBARGOED UNTIL 00:01 ***", "Ferry returns"),
        ("Not for release before 6 a.m. on Monday", "Ferry returns"),
        ("", "[EMBARGOED until 0001] Ferry returns"),
        ("", "EMBARGOED 00:01 Saturday: Ferry returns home"),
        ("", "Fwd: [KILL] Ferry returns"),
        ("Eds: please disregard the earlier version.", "Ferry returns"),
    ],
)
def test_what_the_desk_must_know_is_the_ed_note(line: str, subject: str) -> None:
    """An embargo or an instruction stays where the release gate looks, and out of copy and headline."""
    item = _one(_mail(f"{line}\n\n{COPY}", subject=subject))
    assert PARAGRAPHS == item.paragraphs
    assert item.ednote
    assert any(word in item.ednote.lower() for word in ("embargo", "kill", "not for release", "disregard"))
    assert item.headline in ("Ferry returns", "Ferry returns home")


def test_an_embargo_below_the_copy_is_seen() -> None:
    """An embargo that stands under the end mark is in the ed-note too."""
    item = _one(_mail(f"{COPY}\n\nENDS\n\nEMBARGOED until 0001 GMT Saturday\n"))
    assert "EMBARGOED until 0001 GMT Saturday" == item.ednote


def test_the_version_in_the_subject_counts() -> None:
    """A writethru mark is the version."""
    assert "2nd Ld-Writethru" == _one(_mail(COPY, subject="BC-Ferry, 2nd Ld-Writethru")).version


FORWARD = f"""\
FYI, for tomorrow.

---------- Forwarded message ---------
From: Mette Krog <mette.krog@mnw.example>
Date: Fri, 13 Mar 2026 at 07:00
Subject: Ness ferry back in service
To: <asta.lorne@mnw.example>

{COPY}"""


def test_a_forwarded_mail_is_the_story() -> None:
    """What is passed on in the text is the story, with its own subject and sender; the words above it are notes."""
    item = _one(_mail(FORWARD, subject="Fwd: ferry"))
    assert PARAGRAPHS == item.paragraphs
    assert ("Ness ferry back in service", "Mette Krog") == (item.headline, item.byline)
    assert "FYI, for tomorrow." in item.notes


def test_a_quoted_forward_is_unquoted() -> None:
    """A mail program that quotes what it passes on hides nothing."""
    quoted = "\n".join(
        f"> {line}".rstrip() for line in f"From: Mette Krog <m@mnw.example>\nSubject: Ness\n\n{COPY}".splitlines()
    )
    item = _one(_mail(f"\nBegin forwarded message:\n\n{quoted}\n", subject="Fwd: ferry"))
    assert PARAGRAPHS == item.paragraphs
    assert ("Ness", "Mette Krog") == (item.headline, item.byline)


def test_a_nested_mail_is_the_story_of_an_empty_one() -> None:
    """A mail that is passed on as an attachment is read with its own header."""
    inside = f"From: Mette Krog <m@mnw.example>\nSubject: Ness\n\n{COPY}"
    item = _one(_whole(_multi("mixed", _part("See attached."), f"Content-Type: message/rfc822\n\n{inside}")))
    assert PARAGRAPHS == item.paragraphs
    assert ("Ness", "Mette Krog") == (item.headline, item.byline)


def test_digests_and_boxes_hold_a_story_each() -> None:
    """The mails of a digest or an mbox file are told apart and not merged."""
    mails = [f"From: Mette Krog <m@mnw.example>\nSubject: Ness {number}\n\n{COPY}" for number in (1, 2)]
    digest = read_mail(_whole(_multi("digest", *(f"\n{mail}" for mail in mails))))
    box = read_mail("".join(f"From m@mnw.example Fri Mar 13 07:00:00 2026\n{mail}\n" for mail in mails).encode())
    for items in (digest, box):
        assert ["Ness 1", "Ness 2"] == [item.headline for item in items]
        assert [PARAGRAPHS, PARAGRAPHS] == [item.paragraphs for item in items]


def test_an_attached_item_is_the_story_of_an_empty_mail() -> None:
    """An attachment that the body points to is read by the reader that is handed in, with the mail's fields."""
    given: list[bytes] = []

    def inner(data: bytes) -> list[Item]:
        given.append(data)
        return [Item(paragraphs=[LEAD])]

    attached = _part("<nitf>…</nitf>", "application/xml", 'Content-Disposition: attachment; filename="ferry.xml"')
    for body, expected in (("Please see attached.", [LEAD]), (COPY, PARAGRAPHS)):
        items = read_mail(_whole(_multi("mixed", _part(body), attached)), inner)
        assert [expected] == [item.paragraphs for item in items]
        assert "Ferry returns" == items[0].headline
    assert [b"<nitf>\xe2\x80\xa6</nitf>"] == [data.rstrip() for data in given]


def test_an_attached_page_is_read_without_help() -> None:
    """HTML and text that are attached to an empty mail need no other reader."""
    attached = _part(HTML, "text/html", 'Content-Disposition: attachment; filename="ferry.html"')
    assert PARAGRAPHS == _one(_whole(_multi("mixed", _part(""), attached))).paragraphs


def test_attachments_beside_a_story_are_not_read() -> None:
    """A text file that comes with a story does not get into it."""
    attached = _part(
        "Rates for space on request.", "text/plain", 'Content-Disposition: attachment; filename="rates.txt"'
    )
    assert PARAGRAPHS == _one(_whole(_multi("mixed", _part(COPY), attached))).paragraphs


@pytest.mark.parametrize(
    "markup",
    [
        f"<div dir=ltr><div>{LEAD}</div><div><br></div><div>{SECOND}</div><div><br></div><div>{THIRD}</div></div>",
        f"<p>{LEAD}<br><br>{SECOND}<br />\n<br />{THIRD}</p>",
        f"<table><tr><td><table><tr><td>{LEAD}</td></tr><tr><td><p>{SECOND}</p></td></tr></table>{THIRD}</td></tr></table>",
        f"<style>p {{}}</style><div style='display:none'>Preview text.</div><p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p>",
        f"<p>{LEAD}</p><p>{SECOND}</p><table><tr><td>Ness</td><td>40</td></tr><tr><td>Vik</td><td>12</td></tr></table><p>{THIRD}</p>",
        f"<p><a href=x>Read in browser</a></p><p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p><a href=y>Read more</a>",
        f"<p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p><div class=gmail_signature>Asta Lorne<br>MNW</div>",
        f"<p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p><blockquote type=cite><p>Where is the story?</p></blockquote>",
        f"<p>{LEAD}</p><figure><img><figcaption>Photo: MNW</figcaption></figure><p>{SECOND}</p><p>{THIRD}</p>",
        "<p>" + "<br>\n".join(textwrap.wrap(LEAD, 66)) + f"</p><p>{SECOND}</p><p>{THIRD}</p>",
        f"<p class=MsoNormal>{LEAD}<o:p></o:p></p><p class=MsoNormal>&nbsp;</p><p>{SECOND}</p>{THIRD}<![endif]-->",
    ],
)
@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "text/plain; charset=utf-8"])
def test_markup_is_read_whatever_it_is_called(markup: str, kind: str) -> None:
    """The HTML of mail programs comes down to its paragraphs, also where it is sent as plain text."""
    assert PARAGRAPHS == _one(_mail(markup, kind=kind)).paragraphs


def test_entities_in_plain_text_are_undone() -> None:
    """Escapes that a program left in plain copy are characters again."""
    item = _one(_mail("Fish &amp; chips cost &pound;9 at Ness&rsquo;s quay, R&D said &c."))
    assert ["Fish & chips cost £9 at Ness’s quay, R&D said &c."] == item.paragraphs


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_mail(""), "holds no copy"),
        (_mail(b"\x00\x01\x02" * 50), "holds no copy"),
        (_mail("x" * 5_000_001), "larger than"),
        (_mail("\n" * 400_000), "lines"),
        (_whole(_multi("encrypted", _part("Version: 1", "application/pgp-encrypted"))), "encrypted"),
        (_whole(_multi("mixed", *[_part("a")] * 400)), "parts"),
        (b"Subject: a\n" + b"Content-Type: message/rfc822\n\n" * 290 + COPY.encode(), "parts|nested|inside|copy|apart"),
        (
            b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(140)),
            "inside|parts",
        ),
        (b"", "copy"),
    ],
)
def test_mails_without_a_story_are_refused(data: bytes, reason: str) -> None:
    """What is empty, sealed, too large or nested too deep ends in one line."""
    with pytest.raises(SourceError, match=reason) as refused:
        read_mail(data)
    assert "\n" not in str(refused.value)


def test_a_mail_of_pictures_is_a_picture() -> None:
    """A mail with nothing but a photograph says so."""
    picture = _part("iVBORw0KGgo=", 'image/png; name="a.png"', "Content-Transfer-Encoding: base64")
    assert "picture" == _one(_whole(_multi("mixed", picture))).kind


def test_a_boundary_that_is_not_the_declared_one_is_found() -> None:
    """A mail whose parts are set off by another line than its header says is still read."""
    entity = _multi("alternative", _part(COPY), _part(HTML, "text/html")).replace('"edge"', '"other"')
    assert PARAGRAPHS == _one(_whole(entity)).paragraphs


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"From: a@b.example\nSubject: x\n\ny", True),
        (b"  \r\n\xef\xbb\xbfReceived: by x\r\n\tfor y\r\nDate: z\r\n\r\n", True),
        (b"From a@b.example Fri Mar 13 07:00:00 2026\nMessage-ID: <1>\nTo: c\n\n", True),
        (b"Subject: x\nDate: y\n\nz", False),
        (b"From: the sea\n\nA poem.", False),
        (b"SOLVANG (MNW) - The ferry: back.\nFrom: a\nTo: b\n", False),
        (b"", False),
        (b"{}", False),
        (b"<html>From: a\nTo: b", False),
        (b"From: a\nNot a field\nTo: b\n\n", False),
    ],
)
def test_mails_are_told_by_their_header(data: bytes, expected: bool) -> None:  # noqa: FBT001 - a table of answers
    """A mail is known by fields that only mails have, in a header that is nothing but fields."""
    assert expected is is_mail(data)


@pytest.mark.parametrize(
    "data",
    [
        _mail("> " * 490_000),
        _mail(">" * 990_000),
        _mail("a " * 490_000),
        _mail("-" * 990_000),
        _mail("On " + "wrote " * 160_000),
        _mail("1" * 990_000),
        _mail("a@" * 490_000),
        _mail("(" * 990_000),
        _mail("(" * 4_900_000),
        _mail("&" * 990_000),
        _mail("+1 " * 320_000),
        _mail("\n".join(["From: a", "Subject:"] * 55_000)),
        _mail(
            f"{LEAD}\n\n"
            + "To unsubscribe, click here and then wait for us to answer at some length.\n\n" * 11_000
            + COPY * 60
        ),
        _mail("\n".join(["> a b"] * 140_000)),
        _mail("\n".join(["a b c d e f g h. "] * 55_000)),
        _mail("\n".join(["contact: a"] * 85_000)),
        _mail("<b>" * 90_000, kind="text/html"),
        _mail("<div>" * 90_000, kind="text/html"),
        _mail("<table><tr><td>" * 30_000, kind="text/html"),
        _mail("<table><tr><td>a</td><td>b</td></tr></table>" * 15_000, kind="text/html"),
        _mail("<!--" * 240_000, kind="text/html"),
        _mail("<a " * 90_000 + "x" * 700_000, kind="text/html"),
        _mail("<p>" + "<br>" * 90_000, kind="text/html"),
        _mail("x", *[f"X-{n}: y" for n in range(100_000)]),
        _mail("x", "X: " + "(" * 4_000_000),
        _mail("x", "Received: " + "\n ".join(["a"] * 100_000)),
        _mail("x").replace(b"Asta", b"(" * 1_000_000),
        _mail("x", subject="=?utf-8?q?" * 200_000),
        _mail("x", subject="[a] " * 500_000),
        _mail("x", subject="Re: " * 500_000),
        _mail("x", kind="text/plain" + "; a=b" * 500_000),
        _whole(
            "Content-Type: multipart/mixed; boundary=b\n\n"
            + ("--b\nContent-Type: text/plain" + "; a*0*=b" * 50 + "\n\nx\n") * 280
        ),
        _whole("Content-Type: message/delivery-status\n\n" + "\n" * 140_000),
    ],
    ids=range(33),
)
def test_hostile_mails_take_no_time(data: bytes) -> None:
    """What is slow for a pattern or a parser ends within two seconds, in items or in one line."""
    with no_blow_up():
        try:
            read_mail(data)
        except SourceError as exc:
            assert "\n" not in str(exc)  # noqa: PT017 - either end is right


@given(
    st.lists(
        st.sampled_from(
            [
                *_whole(_multi("alternative", _part(COPY), _part(HTML, "text/html"))).decode().splitlines(),
                *FORWARD.splitlines(),
                "--edge",
                "--edge--",
                "Content-Type: message/rfc822",
                "Content-Transfer-Encoding: base64",
                "=",
                "\x00",
                "<p>",
                "",
                "Content-Type: multipart/digest; boundary=edge",
                "Date: Fri, 99 Mar 999999 99:99 +9999",
                "From: =?x?q?=FF?= <@>",
            ]
        ),
        max_size=40,
    )
    | st.lists(st.text(max_size=60), max_size=8)
)
@settings(max_examples=300, deadline=None)
def test_any_lines_end_in_items_or_one_error(lines: list[str]) -> None:
    """Whatever order the lines of mails come in, nothing but items or a `SourceError` comes out."""
    data = "\n".join(lines).encode("utf-8", "replace")
    is_mail(data)
    try:
        assert read_mail(data)
    except SourceError as exc:
        assert "\n" not in str(exc)  # noqa: PT017 - either end is right


def test_words_divided_at_line_ends_are_joined() -> None:
    """A hyphen that only a line end made goes; one that the copy writes elsewhere stays."""
    lines = ["The well-known ferry crossed the sound in a re-", "cord time with a well-", "known captain at the wheel."]
    expected = "The well-known ferry crossed the sound in a record time with a well-known captain at the wheel."
    assert [expected] == unwrap(lines, hyphens=True)


def test_rows_of_a_table_are_no_copy() -> None:
    """A table typed with spaces in a mail is left out, not run into lines of figures."""
    table = "Alder United    3   1   0   10\nNess Rovers     2   2   0    8\nBay Athletic    1   0   3    3"
    assert [LEAD, SECOND, THIRD] == _one(_mail(f"{LEAD}\n\n{SECOND}\n\n{table}\n\n{THIRD}\n")).paragraphs
