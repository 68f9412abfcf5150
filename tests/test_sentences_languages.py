import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.sentences import paragraph_spans
from conftest import no_blow_up

# Sentences of a paragraph, divided by " | "; in Chinese and Japanese copy there is no space at the division.
SPACED = {
    "German": [
        "Die Minister trafen sich am 1. Mai in Aldersund. | Am 2. Mai reisten sie ab.",
        "Er gilt vom 1. bis 3. Juni. | Bis 30. Juni ist alles offen.",
        "Der 23. Parteitag beginnt am Montag, 4. Oktober. | Danach wird gewählt.",
        "Das gilt z. B. für Häfen. | Es gilt d. h. auch für Schiffe, u. a. aus Orvane.",
        "Das gilt z.B. für Häfen bzw. Reedereien. | Mehr sagte sie nicht.",
        "Sie kamen im 19. Jahrhundert. | Die Firma wurde 1990 gegründet. | Sie zahlte 12. | Der Rest blieb offen.",
        "Dr. Anna Voss und Prof. Dr. Karl Lenz reden dort. | Die Sitzung beginnt um 12.30 Uhr. | Niemand fehlt.",
        "„Wir gehen nicht.“ | Das sagte Voss. | „Wirklich nicht!“, rief sie. | Dann ging sie.",
        "Es geht um ca. 3 Mio. Euro. | Nach Abs. 2 Nr. 1 ist das verboten. | Gezahlt wird nicht.",
        "In der 90. Minute fiel das Tor. | Sie feierte ihren 50. Geburtstag. | Das war’s.",
    ],
    "French": [
        "M. Dupont a quitté la salle. | Mme Leroy est restée. | MM. Dupont et Leroy se sont revus.",
        "« Nous ne partirons pas. » | La ministre l’a dit lundi. | « Jamais ! » a lancé M. Dupont. | Puis il sort.",
        "Selon l’art. 5 de la loi, p. ex. pour les ports, c’est permis. | Le juge a tranché.",
        "Est-ce possible ? | Oui, a répondu le Dr. Martin. | Le 1er mai sera férié. | Rien n’ouvrira à 12 h 30.",
    ],
    "Spanish": [
        "¿Quién paga? | Nadie lo sabe. | ¡Es injusto! | ¿Y ahora?",
        "La Sra. Ruiz y el Dr. Gil llegaron el 1 de mayo. | EE. UU. no firmó. | El art. 5 lo permite.",
        "El ministro dijo que «no hay acuerdo». | La mediadora calló. | D. Juan Ruiz y Dña. Ana Gil lo saben.",
    ],
    "Italian": [
        "Il sig. Rossi è partito. | La dott.ssa Bianchi e l’on. Verdi sono rimasti. | Il prof. Neri tace.",
        "L’art. 5 non vale. | Nel sec. XIX era diverso, ad es. nei porti. | Così finì.",
    ],
    "Portuguese": ["O Sr. Silva saiu. | A Dra. Costa ficou. | O art. 5.º vale. | Custa R$ 3 mil. | Nada mudou."],
    "Dutch": [
        "De heer dr. Jan de Vries vertrok o.a. naar Orvane. | Dat is bijv. Kessary te duur. | Op 1 mei komt hij terug.",
    ],
    "Norwegian": [
        "Avtalen gjelder bl.a. havner. | Møtet startet kl. 12.30. | Den 17. mai er alt stengt.",
        "Avtalen gjelder bl.a. Orvane. | Det kostet ca. 3 mill. kroner. | Han kom f.eks. ikke.",
        "– Vi gir oss ikke, sier Berg. | Møtet er kl. 12. | Statsråd Berg leder det. | Nr. 3 ble Dahl.",
    ],
    "Swedish": ["Det gäller bl.a. Orvane. | Mötet började kl. 12.30. | Den 1 maj är det stängt, dvs. alla vilar."],
    "Danish": [
        "Mødet begyndte kl. 12.30. | Den 1. maj er der lukket. | Det koster ca. 3 mio. kr. om året. | Sådan er det."
    ],
    "Finnish": ["Kokous alkoi klo 12.30. | Se päättyi 1. toukokuuta. | Hinta on n. 3 milj. euroa. | Muuta ei sanottu."],
    "Polish": [
        "Spotkanie zaczęło się o godz. 12.30. | Prof. Nowak milczał. | To m.in. Orvane, np. Kessary.",
        "Cicho było na ul. Długiej. | W porcie nie.",
    ],
    "Russian": ["Встреча началась в 12.30. | Порты и т. д. закрыты. | На ул. Ленина тихо. | И. И. Иванов вернулся."],
    "Turkish": ["Dr. Yılmaz geldi. | Toplantı 12.30’da başladı. | Kimse konuşmadı."],
    "Arabic": [
        "هل انتهت المحادثات؟ | لا أحد يعرف. | قال الوزير إن الاتفاق قريب. | وغادر د. سامي القاعة.",
        "بلغ النمو 3.5 في المئة. | وقال أ. د. كريم إن ذلك جيد! | ثم سكت.",
        "«هل انتهت؟» قال الوزير. | «متى نعود؟» | لم يجب أحد.",
    ],
    "Urdu": ["یہ پہلا جملہ ہے۔ | یہ دوسرا جملہ ہے۔ | کیا یہ تیسرا ہے؟ | ہاں۔"],
    "Hebrew": ["השליחים עזבו את הנמל. | מי ישלם? | איש אינו יודע!"],
    "Hindi": ["दूत रात को चले गए। | कोई समझौता नहीं हुआ। | क्या वे लौटेंगे? | नहीं।"],
    "English": [
        "He is 23. | Mai said so. | The deal is worth $3 bn. a year. | They met at 5 p.m. | Dr. Voss left on No. 5.",
        "It happened in the mill. | Nobody was hurt. | They sell modern art. | Verdi went on. | Orvane won.",
    ],
}
UNSPACED = {
    "Chinese": [
        "特使们昨晚离开了港口。 | 谈判没有结果。 | 谁来付钱？ | 没有人知道！ | “我们不走。”部长说。 | 他随后离开。",
        "增长率为3.5%。 | （记者王五报道。）会议结束了。",
    ],
    "Japanese": [
        "特使は昨夜、港を離れた。 | 交渉は終わった。 | 「我々は行かない。」と大臣は述べた。 | なぜか？ | 知らない！",
        "「合意は近い。あと一歩だ」と述べた。 | 会議は12.30に始まった。",
    ],
}


@pytest.mark.parametrize(
    ("sentences", "space"),
    [(text.split(" | "), " ") for texts in SPACED.values() for text in texts]
    + [(text.split(" | "), "") for texts in UNSPACED.values() for text in texts],
)
def test_sentences_are_told_apart_in_every_language(sentences: list[str], space: str) -> None:
    """Abbreviations, ordinals and hours do not end a sentence; the marks of a script do."""
    paragraph = space.join(sentences)

    assert sentences == [paragraph[start:end] for start, end in paragraph_spans(paragraph)]


@given(st.text(alphabet="aA1 .。！？؟۔।「」“”„«»z.B am", max_size=80))
def test_spans_cover_what_is_visible_in_order(paragraph: str) -> None:
    """No character but white space is left out, none is in two sentences, and none of these is empty."""
    spans = list(paragraph_spans(paragraph))

    assert "".join(paragraph.split()) == "".join("".join(paragraph[start:end].split()) for start, end in spans)
    assert [] == [(start, end) for start, end in spans if not paragraph[start:end].strip()]


@pytest.mark.parametrize("text", ["「", "「。", "「あ」", "؟", "؟ ", "。", "z. ", "am 1. ", "“", "（「"])
def test_long_copy_is_divided_at_once(text: str) -> None:
    """A hundred thousand characters of any mark take no longer than their number asks for."""
    paragraph = text * (100_000 // len(text))

    with no_blow_up():
        list(paragraph_spans(paragraph))
