import pytest

from briefgen.errors import SourceError
from briefgen.story import PARAGRAPH_BREAK, Story
from briefgen.wire import read_story
from briefgen.wire.copy.dateline import split_dateline
from briefgen.wire.encoding.charsets import guess
from conftest import no_blow_up

LEAD = "The council voted on Monday to build a tram line to the harbor."
MORE = "Work starts in May, the mayor said."


def read(text: str) -> Story:
    return read_story(text.encode())


def paragraphs(story: Story) -> list[str]:
    return story.text.split(PARAGRAPH_BREAK)


@pytest.mark.parametrize(
    ("line", "dateline", "located", "provider"),
    [
        ("PORT SELWYN, 20 nov 2026 (AFP) - Text", "PORT SELWYN, 20 nov 2026", "Port Selwyn", "AFP"),
        ("ПОРТ СЕЛЬВИН, 20 ноября. /ТАСС/. Text", "ПОРТ СЕЛЬВИН, 20 ноября.", "Порт Сельвин", "ТАСС"),
        ("СЕЛЬВИН, 20 ноя - РИА Новости. Text", "СЕЛЬВИН, 20 ноя", "Сельвин", "РИА Новости"),
        ("Сельвин. 20 ноября. INTERFAX.RU - Text", "Сельвин. 20 ноября.", "Сельвин", "INTERFAX.RU"),
        ("CALDER BAY, Nov. 20, 2026 /PRNewswire/ -- Text", "CALDER BAY, Nov. 20, 2026", "Calder Bay", "PRNewswire"),
        ("HOLMSTADT, Nordmark--(BUSINESS WIRE)--Text", "HOLMSTADT, Nordmark", "Holmstadt", "BUSINESS WIRE"),
        (
            "Selváros, 2026. november 20., péntek (MTI) - Text",
            "Selváros, 2026. november 20., péntek",
            "Selváros",
            "MTI",
        ),
        ("New Selwyn, Nov 20 (PTI) Text", "New Selwyn, Nov 20", "New Selwyn", "PTI"),
        ("Lipnice 20. listopadu (ČTK) - Text", "Lipnice 20. listopadu", "Lipnice", "ČTK"),
        ("بورت سلوين 20 نوفمبر (رويترز) - Text", "بورت سلوين 20 نوفمبر", "بورت سلوين", "رويترز"),
        ("SELWYN DE MAR, Nov 20, 14:30 (AP) - Text", "SELWYN DE MAR, Nov 20, 14:30", "Selwyn de Mar", "AP"),
        ("[セルウィン 20日 ロイター] - Text", "セルウィン 20日", "セルウィン", "ロイター"),
    ],
)
def test_dateline_of_other_languages(line: str, dateline: str, located: str, provider: str) -> None:
    """Place, date and agency are parted, whatever the language, the order and the marks."""
    found = split_dateline(line)

    assert found is not None
    assert (dateline, located, provider, "Text") == (found.dateline, found.located, found.provider, found.rest)


def test_dateline_names_the_author() -> None:
    """Some services name the author between agency and copy, with the capitals of their language."""
    story = read("LİMANKENT (AA) - TARIK DEMİR - Limankent'te liman cuma günü yeniden açıldı.")

    assert ("TARIK DEMİR", "Limankent") == (story.byline, story.located)
    assert "Limankent'te liman cuma günü yeniden açıldı." == story.text


@pytest.mark.parametrize(
    "text",
    [
        "NATO - the alliance - agreed on Monday.",
        "Shares of Kelvane (NYSE: KVG) - the largest maker - fell.",
        "Anna Berg (SPD) said no.",
        "Anna Berg (Uni) said no.",
        "Hope – for many – was all that stayed on that day in Selwyn harbor.",
    ],
)
def test_prose_keeps_its_first_words(text: str) -> None:
    """Dashes and brackets of a sentence make no dateline."""
    assert text == read(f"{text}\n\n{MORE}").text.split(PARAGRAPH_BREAK)[0]


def test_labels_are_fields() -> None:
    """What a content system labels is metadata, in any language, and none of it is copy."""
    story = read(
        f"Titel: Hafenbahn kommt\nAutor: Jette Brandt\nDatum: 20.11.2026\nRessort: Lokales\n\n{LEAD}\n\n{MORE}"
    )

    assert ("Hafenbahn kommt", "Jette Brandt") == (story.headline, story.byline)
    assert [LEAD, MORE] == paragraphs(story)


def test_paragraphs_above_a_second_dateline_stay() -> None:
    """A roundup whose later part has a dateline loses none of what stands above it."""
    story = read(f"Trams return\n\n{LEAD}\n\nELSEWHERE\n\nPORT SELWYN — {MORE}")

    assert ("Trams return", None) == (story.headline, story.located)
    assert [LEAD, "ELSEWHERE", f"PORT SELWYN — {MORE}"] == paragraphs(story)


def test_crosshead_stands_alone() -> None:
    """A heading right above wrapped lines is a paragraph of its own, and the lines below it stay."""
    story = read(
        "PARIS (AP) - The council voted on Monday to build a tram\nline to the harbor.\n\n"
        "A long road\nThe first plan was made in 1998, and the second one was\nthrown out in 2011.\n"
    )

    assert [
        "The council voted on Monday to build a tram line to the harbor.",
        "A long road",
        "The first plan was made in 1998, and the second one was thrown out in 2011.",
    ] == paragraphs(story)


@pytest.mark.parametrize("title", ["Will the tram ever come?", "“Never,” says the mayor."])
def test_headline_may_end_like_a_sentence(title: str) -> None:
    """A question, or a line with a byline below it, is the headline."""
    assert (title, LEAD) == ((story := read(f"{title}\n\nBy Ada Prins\n\n{LEAD}")).headline, story.text)


def test_key_points_above_the_dateline_are_copy() -> None:
    """Points that a desk sets above the dateline are the story's; the dateline below them is still taken off."""
    story = read(f"UPDATE 3-Council backs tram\n\n* Vote was 9-4\n\nBy Ada Prins\n\nPARIS, Nov 20 (Reuters) - {LEAD}")

    assert ("UPDATE 3", "Ada Prins", "Paris") == (story.version, story.byline, story.located)
    assert ["* Vote was 9-4", LEAD] == paragraphs(story)


def test_table_is_left_out() -> None:
    """Columns of standings are no copy."""
    story = read(
        f"Frost win\n\nPARIS (AP) - {LEAD}\n\nTeam      W  L  Pts\nFrost     12 4  25\nMiners     9 7  20\n\n{MORE}"
    )

    assert [LEAD, MORE] == paragraphs(story)


@pytest.mark.parametrize(
    "tail",
    [
        "Media Contact:\nTom Array\nKelvane Grid\n555-0100\nmedia@kelvane.example",
        "Contacts\n\nKelvane AG\n\nMia Voss, +49 40 0000 0000\n\npress@kelvane.example",
        "# # #\n\nContacts\n\nMia Voss, +49 40 0000 0000",
        "Forward-Looking Statements\n\nThis release contains forward-looking statements that involve risks.",
        "View original content: https://www.example.com/xyz\n\nSOURCE Kelvane Grid Corp.",
        "Pressekontakt:\n\nKelvane GmbH\nMia Voss\nTelefon: 040 000 000",
        "Embargoed to 0001 Monday December 28\n\nends",
        "ENDS\n\nNotes to editors\n\n1. Kelvane was founded in 1931.",
        "lam/nro\n\n(foto) (vídeo)",
        "bur-jdo/abc/def\n\nKELVANE",
        "With files from Paul Arsen in Halmouth",
        "(This story has been corrected to say that the vote was on Monday.)",
        "This report by The Canadian Press was first published Nov. 20, 2026.",
        "Noot voor de redactie, niet voor publicatie: woordvoerder Piet Kras, 06-00000000",
        "/ritzau/",
        "Ada Prins is a former mayor of Harbor City. Follow her on Twitter @adaprins.",
    ],
)
def test_what_is_below_the_copy_is_a_note(tail: str) -> None:
    """Contacts, legal text, sign-offs, initials and biographies are kept apart, and the copy is whole."""
    story = read(f"Council votes\n\nBy Ada Prins\n\nPARIS (AP) - {LEAD}\n\n{MORE}\n\n{tail}")

    assert [LEAD, MORE] == paragraphs(story)
    assert story.notes


@pytest.mark.parametrize(
    "sign", [" EFE", " Enditem", " (ANSA).", " (PAP)", " /ritzau/", " PTI ABC DEF", "/.FVE/JDU/", " (SEGUE)"]
)
def test_signature_is_taken_off_the_last_sentence(sign: str) -> None:
    """The agency that signs behind the last sentence is no part of it."""
    assert [LEAD, MORE] == paragraphs(read(f"Council votes\n\nPARIS (AP) - {LEAD}\n\n{MORE}{sign}"))


@pytest.mark.parametrize(
    "prose",
    [
        "Red Cross officials said: there were 12 dead and many were missing.",
        "Attention turned to the mayor: would she resign?",
        "Corrections officers said no.",
        "Updates on the storm came from Ada Prins: it moved north.",
    ],
)
def test_prose_is_not_for_the_desk(prose: str) -> None:
    """A sentence may begin as an instruction to editors does."""
    assert [LEAD, prose, MORE] == paragraphs(read(f"PARIS (AP) - {LEAD}\n\n{prose}\n\n{MORE}"))


@pytest.mark.parametrize("crosshead", ["Notebook", "Service", "Contact", "Online"])
def test_crosshead_is_no_notebook(crosshead: str) -> None:
    """A heading that heads notes in a telegraphic message is one of the story elsewhere; what follows stays."""
    assert MORE in paragraphs(read(f"PARIS (AP) - {LEAD}\n\n{crosshead}\n\n{MORE}"))


def test_code_of_a_share_is_left_out() -> None:
    """Codes of an exchange in angle brackets leave the sentence; other brackets stay."""
    story = read("PARIS (Reuters) - Kelvane <KVG.PS> fell and the crown <EUR=> rose, as <they> knew.")

    assert "Kelvane fell and the crown rose, as <they> knew." == story.text


def test_more_in_a_page_is_a_note() -> None:
    """A "(MORE)" that is a paragraph of a page is no copy."""
    story = read(f"<p>{LEAD}</p><p>(MORE)</p><p>{MORE}</p>")

    assert [LEAD, MORE] == paragraphs(story)


def test_table_and_footnote_of_markdown_are_left_out() -> None:
    """Tables, footnotes and their marks are no copy."""
    story = read(
        f"# Council votes\n\n{LEAD}[^1]\n\n| Item | Cost |\n|------|------|\n| Track | 410 |\n\n{MORE}\n\n[^1]: Late.\n"
    )

    assert [LEAD, MORE] == paragraphs(story)


@pytest.mark.parametrize(
    ("charsets", "text"),
    [
        ("cp1250 iso8859-2 cp852", "Banka propustí 300 lidí. Novinářům to dnes řekla mluvčí Jana Hořejší."),
        (
            "cp1250 iso8859-2 cp852",
            "Premier zapowiedział, że będzie głosować przeciw ustawie. Część posłów chce zmian.",
        ),
        ("cp1254 iso8859-9", "Vali, bütçenin geçmesi için çağrı yaptı. Büyükşehir belediyesi ise karşı çıktı."),
        ("cp1251 koi8-r cp866 iso8859-5", "Парламент отклонил бюджет на 2027 год, сообщила пресс-служба."),
        ("cp1253 iso8859-7", "Η κυβέρνηση ανακοίνωσε νέα μέτρα για την οικονομία."),
        ("cp1256", "قال الوزير إن الحكومة ستقدم الميزانية يوم الجمعة"),
        ("cp1255", "הממשלה אישרה את התקציב ביום שישי"),
        ("cp1252 cp850", "Die Größe der Lücke überrascht die Männer, sagte er für alle."),
        ("cp1257", "Prāmis, kas ved pastu uz salām, otrdien vēja dēļ pagriezās atpakaļ uz krastu."),
        ("cp1250 iso8859-2", "Uprava luke odlučila je u ponedjeljak zatvoriti stari gat, kaže lučki kapetan Šime Žic."),
        ("cp1250 iso8859-2", "A kikötő vezetősége úgy döntött, hogy bezárja a régi mólót, mert már nem elég biztos."),
        ("cp1251 iso8859-5", "Посланиците потеглиха в сряда, а пристанището в Алдерсунд остава затворено."),
        ("cp932 euc_jp", "離島へ郵便を運ぶフェリーは火曜日、強風のため引き返した。港長が述べた。"),
        ("gb18030", "运送邮件前往外岛的渡轮周二因大风折返。港务局长表示，风暴结束之前渡轮不会再次出海。"),
        ("big5", "運送郵件前往外島的渡輪週二因大風折返。港務局長表示，風暴結束之前渡輪不會再次出海。"),
        ("cp949", "섬으로 우편물을 나르는 여객선이 화요일 강풍 때문에 되돌아왔다."),
        ("cp1252 mac-roman cp850", "Le bac a fait demi-tour mardi, et l'équipage espère être à quai avant la tempête."),
        ("cp1252", "“Never,” said Zoë – in a café…"),
        ("cp1252", "It cost £4.50 in May, the harbour board said, and the ferry to the outer islands is full."),
    ],
)
def test_charset_is_told_by_its_letters(charsets: str, text: str) -> None:
    """Bytes that name no charset are read in the one whose letters make words of a language."""
    for charset in charsets.split():
        data = text.encode(charset)
        assert text == data.decode(guess(data) or "cp1252")


@pytest.mark.parametrize(
    "line", ["By Jane Doe\n", "Tel: 555\n\n", "Title: x\n", "ABC, ", "Ab ", "A - ", "x (AP) - ", "1 2 3\n"]
)
def test_repeated_furniture_takes_no_time(line: str) -> None:
    """A large file of nothing but furniture is read or refused in proportion to its size."""
    with no_blow_up():
        try:
            read(line * (2_000_000 // len(line)))
        except SourceError:
            return


def test_short_last_sentence_is_no_card() -> None:
    """A short sentence that an agency signs stays, though an address stands below it."""
    story = read(f"PARIS (EFE) - {LEAD}\n\n“Never,” said Tann. EFE\n\nmv/ro\n\n(Fotos en www.archivo.example)")

    assert [LEAD, "“Never,” said Tann."] == paragraphs(story)


def test_bold_first_line_of_markdown_is_the_headline() -> None:
    """A paragraph that is bold from end to end, above all others, is the headline; a heading below it is none."""
    story = read(f"**Council votes**\n\n_By Jo Dellan_\n\n{LEAD}\n\n### What is next\n\n{MORE}")

    assert ("Council votes", "Jo Dellan") == (story.headline, story.byline)
    assert [LEAD, MORE] == paragraphs(story)


def test_slugline_below_a_label_of_the_service() -> None:
    """What stands above a slugline of the wire is no headline; the one below it is."""
    story = read(f"AP Top Story\n\nBC-EU--Orvane-Vote, 2nd Ld-Writethru\n\nOrvane votes\n\nPARIS (AP) — {LEAD}\n\n___")

    assert ("BC-EU--Orvane-Vote", "Orvane votes") == (story.slugline, story.headline)
    assert LEAD == story.text


def test_second_story_below_an_end_mark_is_refused() -> None:
    """Two stories in one text are never merged, and neither is cut."""
    with pytest.raises(SourceError, match="several stories"):
        read(f"Tram wins\n\nPARIS (AP) - {LEAD}\n\nENDS\n\nFares rise\n\nBy Dora Pell\n\n{MORE}\n\nENDS")


def test_notes_below_an_end_mark_are_no_second_story() -> None:
    """A dateline that stands in notes to editors begins no story."""
    story = read(f"PARIS (AP) - {LEAD}\n\n{MORE}\n\nENDS\n\nNotes to editors\n\nLONDON – The fund was set up in 1971.")

    assert [LEAD, MORE] == paragraphs(story)


def test_note_to_editors_among_the_copy_stands_alone() -> None:
    """Only a bare heading ends the story; a note on one line is all there is of it."""
    story = read(f"PARIS (AP) - {LEAD}\n\nNote to editors: Pictures are available.\n\n{MORE}")

    assert [LEAD, MORE] == paragraphs(story)


def test_line_above_a_contact_is_no_name() -> None:
    """Above a telephone number stand a name and an office; a signed sentence or a line of copy stays."""
    card = "Jane Doe\n\nPress Officer\n\nKontakt: tlf. 55 50 12 34"
    story = read(f"PARIS (AP) - {LEAD}\n\nIngen ble skadet. (©NTB)\n\nNo one was hurt in it\n\n{card}")

    assert [LEAD, "Ingen ble skadet.", "No one was hurt in it"] == paragraphs(story)
    assert ("Jane Doe", "Press Officer", "Kontakt: tlf. 55 50 12 34") == story.notes


def test_caption_of_a_picture_in_markdown_is_no_copy() -> None:
    """A slanted line below a picture is its caption."""
    assert LEAD == read(f"# Tram wins\n\n![The tram](tram.jpg)\n*The tram. Photo: J. Dellan*\n\n{LEAD}").text


def test_contact_above_the_title_is_no_headline() -> None:
    """Press offices put whom to call above the headline."""
    story = read(
        f"PRESS RELEASE\n\nContact: Doreen Flack, Officer\nPhone: 555-201-7788\n\nTram wins\n\nPARIS, Nov. 3 – {LEAD}"
    )

    assert ("Tram wins", LEAD) == (story.headline, story.text)


def test_corrected_version_below_what_it_corrects() -> None:
    """What a correction says of the first version is for the desk; the story begins below it."""
    story = read(
        f"PORT SELWYN (AP) — In a story Feb. 2, The Associated Press reported erroneously that nine voted.\n\n"
        f"A corrected version of the story is below:\n\nTram wins vote\n\nBy JO DELLAN\n\n"
        f"PORT SELWYN (AP) — {LEAD}\n\n{MORE}\n"
    )

    assert ("Tram wins vote", "JO DELLAN") == (story.headline, story.byline)
    assert [LEAD, MORE] == paragraphs(story)


def test_card_above_the_headline_of_a_release() -> None:
    """The lines from "CONTACT:" to the last number or address are for the desk; the headline stands below."""
    story = read(
        "FOR IMMEDIATE RELEASE\n\nCONTACT:\n\nTina Bligh\n\nHarrow PR\n\n(555) 010-4400\n\ntina@harrow.example\n\n"
        f"Tram Wins Vote\n\nThe line opens in two years, the city says.\n\nSELWYN, Ohio, Feb. 3, 2026 — {LEAD}"
        f"\n\n{MORE}\n"
    )

    assert ("Tram Wins Vote", "Selwyn") == (story.headline, story.located)
    assert "Tina Bligh" in story.notes
    assert paragraphs(story)[-2:] == [LEAD, MORE]


def test_second_story_without_byline_is_refused() -> None:
    """Below an end mark, a title with paragraphs and an end mark of its own is another story."""
    second = "School wins national choir prize\n\nPupils sang on Sunday.\n\nThey were 34 in all."
    with pytest.raises(SourceError, match="several stories"):
        read(f"Tram wins vote\n\n{LEAD}\n\n{MORE}\n\nENDS\n\n{second}\n\nENDS\n")

    about = "About the Selwyn Tram Company\n\nIt was founded in 1931.\n\nIt has 40 cars."
    assert [LEAD, MORE] == paragraphs(read(f"Tram wins vote\n\n{LEAD}\n\n{MORE}\n\nENDS\n\n{about}\n\n###\n"))


def test_agency_in_brackets_without_a_place() -> None:
    """Before a dash, as in "(Bloomberg) -- Text", it is no copy; byline and copy stay what they are."""
    story = read(
        f"Tram wins vote\n\n(Updates with shares in third paragraph.)\n\nBy Jo Dellan\n\n"
        f"(Bloomberg) -- {LEAD}\n\n{MORE}\n"
    )

    assert ("Jo Dellan", "Bloomberg", None) == (story.byline, story.provider, story.located)
    assert [LEAD, MORE] == paragraphs(story)


def test_notes_below_a_heading_of_markdown() -> None:
    """A heading such as "Notes to editors" ends the story as a line does."""
    assert (
        LEAD
        == read(
            f"# Tram wins vote\n\n**SELWYN** -- {LEAD}\n\n## Notes to editors\n\n1. The tram was built in 1934.\n"
        ).text
    )


BODY = [
    LEAD,
    "“We waited for nine years,” said Ada Quill, who leads the riders' union.",
    "The line will carry 40,000 people a day.",
    MORE,
]


@pytest.mark.parametrize(
    "line",
    [
        "Ivo Tann can be reached at +44 20 7946 0555.",
        "For media enquiries please contact Ada Quill on 020 7946 0155 or quill@union.example.",
        "Press inquiries should be directed to Ada Quill at quill@union.example.",
        "Die Pressestelle ist unter 040 5550155 zu erreichen.",
        "Mobile (not for publication): 07700 900155",
        "Internal: the source is Ada Quill.",
        "Off the record: the source is Ada Quill.",
        "Background for editors: the source is Ada Quill.",
        "(Subs: please check the spelling of Quill)",
        "NOTE: graphic to follow by 1600 GMT.",
        "Moving on general news services. Eds: with photos.",
        "ADDS quote, details",
        "Trims; no other changes.",
        "NOT FOR USE IN NORLAND. Subscribers only.",
        "Check against delivery",
        "Twitter: @ivotann",
        "(c) Selwyn Wire 2026",
    ],
)
@pytest.mark.parametrize("at", [2, 4])
def test_what_is_for_the_newsroom_is_no_copy(line: str, at: int) -> None:
    """Contacts, labelled secrets, restrictions and what changed go to the notes, among the copy as at its end."""
    story = read("Tram line agreed\n\nSELWYN (AP) - " + "\n\n".join([*BODY[:at], line, *BODY[at:]]))

    assert BODY == paragraphs(story)
    assert line in story.notes


@pytest.mark.parametrize("mark", ["-ENDS-", "- Ends -", "//ENDS", "Ends/", "-0-", "=", "SW/it", "More to follow"])
def test_a_mark_ends_the_story_on_its_last_line(mark: str) -> None:
    """A sign-off is no copy, though nothing follows it."""
    assert BODY == paragraphs(read("Tram line agreed\n\nSELWYN (AP) - " + "\n\n".join([*BODY, mark])))


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister can be reached at no number, aides said.",
        "The minister can be reached at 020 7946 0155 only, aides said.",
        "Text messages sent to 020 7946 0155 showed the plan.",
        "Inquiries to the harbor office went unanswered on Monday.",
        "Internal rules bar the clerks from talking to the press.",
        "Off the record, ministers admit that the plan is dead.",
        "Not for use in the kitchen, the knife came from a butcher.",
        "No internet, no phones, no power.",
        "Changes to the first two paragraphs of the bill were agreed on Friday.",
        "Adds Quill: “We lost the lead, and the quotes were invented.”",
        "Moving to the front desk, he asked for the keys.",
        "With photos of the dead in their hands, they marched to the port.",
        "Subscribers only pay for what they read, the firm said.",
        "A developing story has more than two sides, as the inquiry found.",
        "Twitter: a firm that once had 7,000 staff now has 1,300.",
        "Press release after press release promised a new pier.",
    ],
)
@pytest.mark.parametrize("at", [2, 4])
def test_a_sentence_that_begins_like_a_note_is_copy(sentence: str, at: int) -> None:
    """Where somebody speaks, or something happened, the words of a note are the story's."""
    body = [*BODY[:at], sentence, *BODY[at:]]

    assert body == paragraphs(read("Tram line agreed\n\nSELWYN (AP) - " + "\n\n".join(body)))


@pytest.mark.parametrize("last", ["Reuters could not reach the firm.", "AFP saw two bodies.", "dpa staff saw it."])
def test_a_short_last_sentence_about_an_agency_is_copy(last: str) -> None:
    """An agency signs with codes; what it saw is told in words, with a stop."""
    assert [*BODY, last] == paragraphs(read("Tram line agreed\n\nSELWYN (AP) - " + "\n\n".join([*BODY, last])))


def test_a_note_behind_a_sentence_is_cut() -> None:
    """A number to call and a note to editors leave the paragraph whose last sentence they are."""
    story = read(
        f"SELWYN (AP) - {LEAD} For questions call 800-555-0155.\n\n{MORE} Eds: photos have moved.\n\n{BODY[2]}"
    )

    assert [LEAD, MORE, BODY[2]] == paragraphs(story)
    assert "Eds: photos have moved." == story.ednote


def test_markdown_that_is_struck_out_is_no_copy() -> None:
    """What an editor struck out is left out, within a sentence, too."""
    story = read(f"# Tram line agreed\n\n{LEAD}\n\n~~The source is Ada Quill.~~\n\nWork starts in ~~June~~ May.\n")

    assert [LEAD, "Work starts in May."] == paragraphs(story)


def test_labelled_headline_wins_over_the_first_line() -> None:
    """In a header of labels the headline is the one that is called so, and a note in brackets is not copy."""
    story = read(
        "CATCHLINE TRAM\nFOR: Tuesday, news, p5\nPIX: see mail\nHEADLINE: Tram wins vote\n\n"
        f"By Jo Dellan\n\n{LEAD}\n\n{MORE}\n\n"
        "[NOTE TO SUBS: the mayor is on 07700 900123]\n"
    )

    assert ("Tram wins vote", "Jo Dellan") == (story.headline, story.byline)
    assert [LEAD, MORE] == paragraphs(story)


def test_dateline_with_a_year_below_points() -> None:
    """A dateline that holds a year is one below the main points, too."""
    story = read(f"Tram wins vote\n\n- It will cost 12 million\n\nPort Selwyn, 23 November 2026. - {LEAD}\n\n{MORE}\n")

    assert "Port Selwyn" == story.located
    assert [LEAD, MORE] == paragraphs(story)[-2:]


def test_day_behind_a_byline() -> None:
    """A byline may be followed by its day."""
    assert "Jo Dellan" == read(f"Tram wins vote\n\nBy Jo Dellan, 23 November 2026\n\n{LEAD}\n\n{MORE}\n").byline


def test_house_above_the_headline_of_a_release_is_no_headline() -> None:
    """The name of a house ends with a point and is no sentence; the line of a ministry is no headline."""
    story = read(
        "News provided by\n\nArden Hydro Corp.\n\nNov 18, 2026, 08:00 ET\n\nShare this article\n\n"
        "Arden reports results\n\n"
        "TORONTO, Nov. 18, 2026 /CNW/ - Arden earned more in the quarter, it said today.\n\nAbout Arden Hydro\n\n"
        "Arden Hydro owns 17 stations in Ontario."
    )
    assert (story.headline, story.located, story.provider) == ("Arden reports results", "Toronto", "CNW")
    assert paragraphs(story) == ["Arden earned more in the quarter, it said today."]
    ministry = f"Ministry of Inland Ports\nGovernment of Sundara\n\nCargo crosses a mark\n\n{LEAD}\n\n{MORE}"
    assert read(ministry).headline == "Cargo crosses a mark"


def test_house_and_kind_of_paper_on_one_line_are_no_headline() -> None:
    """The line "House - Press release" and the place and day below it stand above the headline."""
    story = read(
        f"Council of Ports - Press release\nBrussels, 18 November 2026\n\nPorts welcome rules\n\n{LEAD}\n\n{MORE}"
    )
    assert (story.headline, story.located) == ("Ports welcome rules", "Brussels")


def test_megabytes_of_markdown_are_refused_before_they_are_parsed() -> None:
    """The parser takes a second a megabyte; no story is that long."""
    with pytest.raises(SourceError, match="800,000 characters"):
        read("# Tram line agreed\n\n" + "=" * 4_000_000)
