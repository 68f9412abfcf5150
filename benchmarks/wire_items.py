"""One story of ours in every format that a wire sends, and the parser that knows the format's syntax alone."""

import email
import email.policy
import io
import json
import zipfile
from collections.abc import Callable
from typing import NamedTuple
from xml.sax.saxutils import escape

import feedparser  # type: ignore[import-untyped]
import lxml.html
import pypdf
from lxml import etree

HEADLINE = "Norvik closes its oldest pier after divers find cracks"
BYLINE = "Jette Brand"
_STORY = """
The harbour board of Norvik voted on Monday to close the town’s oldest pier after divers found cracks in the wall
that holds it. Seven members were for it and two against.

Port director Ruben Tjarks said that the work would take a year and cost the town about 4 million crowns. “We cannot
send people out on a wall that nobody can vouch for,” he told reporters after the meeting.

Fishing crews, who land two thirds of the county’s cod there, asked for a second meeting before the decision takes
effect on Dec. 1. Their spokeswoman, Alma Reuss, said the board had given them three days’ notice.

The board said boats could use the ferry quay between midnight and 5 a.m. in the meantime. The ferry company, Skerry
Line, has not said whether it agrees. It declined to comment on Monday evening.

Divers were sent down in October when a crane driver reported that the rails had moved by 3 centimetres. Their
report, which the board published with its decision, counts 41 cracks, the longest of them 2.8 metres.

The pier was built in 1911 and strengthened in 1964. An engineer whom the crews hired, Tomas Weil, said most of the
cracks were old and that a limit of 12 tons on lorries would be enough until the summer.

Tjarks said he had read that opinion and did not share it. The county’s inspector of works is to look at the wall on
Thursday, and his word is binding on both sides under a law of 1987.

About 220 people work on the pier, in the auction hall and in two plants that fillet and freeze. The town has set
aside no money for them, according to its budget. A vote on that is planned for Dec. 9.

Norvik lost its cannery in 2009 and its shipyard four years later. The fishing fleet has grown since, from 31 boats
to 46, and pays about a fifth of the town’s taxes.

The nearest other harbour with an auction is Castel Bray, 60 kilometres to the south. Its mayor said on Monday that
there was room for ten boats and that nobody from Norvik had called yet.
"""
PARAGRAPHS = [" ".join(paragraph.split()) for paragraph in _STORY.strip().split("\n\n")]


class Form(NamedTuple):
    """A format: its name, the story in it, what parses its syntax, and the name of that."""

    name: str
    data: bytes
    parse: Callable[[bytes], object]
    parser: str


def _html() -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in PARAGRAPHS)


def _plain() -> bytes:
    first, *rest = PARAGRAPHS
    return "\n\n".join([f"{HEADLINE}\nBy {BYLINE}", f"NORVIK, Nov 23 (MNW) - {first}", *rest]).encode()


def _markdown() -> bytes:
    return "\n\n".join([f"# {HEADLINE}", f"By **{BYLINE}**", *PARAGRAPHS]).encode()


def _page() -> bytes:
    links = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("News", "Sport", "Weather", "Tides"))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{HEADLINE} | Norvik Post</title></head>'
        f"<body><nav><ul>{links}</ul></nav><main><article><h1>{HEADLINE}</h1><p class=byline>By {BYLINE}</p>{_html()}"
        "</article></main><footer><p>Sign up for our newsletter</p></footer></body></html>"
    ).encode()


def _nitf() -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><nitf><head><title>Norvik-pier</title><docdata><urgency ed-urg="4"/>'
        '<date.issue norm="20261123T120000Z"/></docdata></head><body><body.head><hedline>'
        f"<hl1>{HEADLINE}</hl1></hedline><byline>By {BYLINE}</byline><dateline><location>NORVIK</location></dateline>"
        f"</body.head><body.content>{_html()}</body.content></body></nitf>"
    ).encode()


def _newsml12() -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><NewsML Version="1.2"><NewsItem><NewsManagement>'
        '<NewsItemType FormalName="News"/><Status FormalName="Usable"/><Urgency FormalName="4"/></NewsManagement>'
        f"<NewsComponent><NewsLines><HeadLine>{HEADLINE}</HeadLine></NewsLines>"
        '<DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>'
        f"<ContentItem><DataContent>{_html()}</DataContent></ContentItem></NewsComponent>"
        "</NewsItem></NewsML>"
    ).encode()


def _newsmlg2() -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:mnw:1" '
        'version="1"><itemMeta><itemClass qcode="ninat:text"/><provider literal="MNW"/><versionCreated>'
        '2026-11-23T12:00:00Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>'
        f'<contentMeta><urgency>4</urgency><language tag="en"/><headline>{HEADLINE}</headline><by>{BYLINE}</by>'
        "</contentMeta><contentSet>"
        '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        f"{_html()}</body></html></inlineXML></contentSet></newsItem>"
    ).encode()


def _ninjs() -> bytes:
    item = {
        "uri": "urn:mnw:1", "type": "text", "language": "en", "urgency": 4, "pubstatus": "usable", "version": "1",
        "versioncreated": "2026-11-23T12:00:00Z", "headline": HEADLINE, "byline": f"By {BYLINE}", "body_html": _html(),
    }  # fmt: skip
    return json.dumps(item, ensure_ascii=False).encode()


def _anpa() -> bytes:
    body = "\r\n".join(f"   {paragraph}" for paragraph in PARAGRAPHS).encode("cp1252")
    head = f"^BC-Norvik-Pier,0400<\r\n^{HEADLINE}<\r\n^By {BYLINE.upper()}=\r\n   NORVIK (MNW) - ".encode()
    return (
        b"\x16\x16\x01V1234 \x1f\r\nu i \x14bc-Norvik-Pier 11-23 0400\x02\r\n" + head + body.lstrip() + b"\r\n\x03\x04"
    )


def _iptc7901() -> bytes:
    body = "\r\n".join(f"   {paragraph}" for paragraph in PARAGRAPHS).encode("cp1252")
    return f"\x01mnw123 4 pl 400  MNW 0123\r\n\r\nNorvik-pier/\r\n{HEADLINE} =\r\n\x02".encode() + body + b"\x03\x04"


_SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"'
)


def _rss(of_channel: str = "", of_entry: str = "") -> bytes:
    content = f"<content:encoded><![CDATA[{_html()}]]></content:encoded>"
    entry = f"<item><title>{HEADLINE}</title><dc:creator>{BYLINE}</dc:creator>{content}{of_entry}</item>"
    channel = f"<channel><title>MNW</title>{of_channel}{entry}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0" {_SPACES}>{channel}</rss>'.encode()


def _wxr() -> bytes:
    post = "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_id>7</wp:post_id>"
    return _rss("<wp:wxr_version>1.2</wp:wxr_version>", post)


def _mail() -> bytes:
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = "desk@mnw.example", "all@mnw.example", HEADLINE
    message["Date"] = "Mon, 23 Nov 2026 12:00:00 +0000"
    message.set_content("\n\n".join(PARAGRAPHS), cte="quoted-printable")
    return message.as_bytes(policy=email.policy.SMTP)


_DOCUMENT = "word/document.xml"


def docx(document: bytes) -> bytes:
    """A Word file around its main part."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(_DOCUMENT, document)
    return packed.getvalue()


def unpacked(data: bytes) -> bytes:
    """The main part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(_DOCUMENT)


def _docx() -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{escape(one)}</w:t></w:r></w:p>" for one in (HEADLINE, *PARAGRAPHS))
    return docx(f"<w:document {space}><w:body>{body}</w:body></w:document>".encode())


def _pdf() -> bytes:
    rows, lines = [], [HEADLINE, ""]
    for paragraph in PARAGRAPHS:
        words = paragraph.replace("’", "'").replace("“", '"').replace("”", '"').split()
        while words:
            line = ""
            while words and len(line) + len(words[0]) < 84:
                line += f"{words.pop(0)} "
            lines.append(line)
        lines.append("")
    for number, line in enumerate(lines):
        shown = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        rows.append(f"BT /F1 11 Tf 60 {780 - 14 * number} Td ({shown}) Tj ET")
    drawn = "\n".join(rows).encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Font << /F1 5 0 R >> >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer << /Size 7 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)


def _parse_mail(data: bytes) -> object:
    body = email.message_from_bytes(data, policy=email.policy.default).get_body()
    return body and body.get_content()


def _parse_docx(data: bytes) -> object:
    return etree.fromstring(unpacked(data))


def _parse_pdf(data: bytes) -> object:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def _split(data: bytes) -> object:
    return data.decode("latin-1").split("\n")


def forms() -> list[Form]:
    """The story in every format."""
    return [
        Form("plain", _plain(), _split, "decode, split"),
        Form("markdown", _markdown(), _split, "decode, split"),
        Form("page", _page(), lxml.html.fromstring, "lxml.html"),
        Form("nitf", _nitf(), etree.fromstring, "lxml"),
        Form("newsml12", _newsml12(), etree.fromstring, "lxml"),
        Form("newsmlg2", _newsmlg2(), etree.fromstring, "lxml"),
        Form("ninjs", _ninjs(), json.loads, "json"),
        Form("anpa", _anpa(), _split, "decode, split"),
        Form("iptc7901", _iptc7901(), _split, "decode, split"),
        Form("feed", _rss(), feedparser.parse, "feedparser"),
        Form("wxr", _wxr(), etree.fromstring, "lxml"),
        Form("mail", _mail(), _parse_mail, "email"),
        Form("docx", _docx(), _parse_docx, "zipfile, lxml"),
        Form("pdf", _pdf(), _parse_pdf, "pypdf"),
    ]
