"""Real items of agencies, where they are: what a desk expects of each. Of their text only marks are in here."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from briefgen.errors import SourceError
from briefgen.fingerprint import digest
from briefgen.wire import read_story
from briefgen.wire.gate.release import refusal

SAMPLES = Path(__file__).resolve().parents[2] / "shared/data/wire"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
# Of no copy: furniture, markup, contacts, notebooks, marks of takes, control codes.
NEVER = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad]|&(?:amp|quot|nbsp|#\d+);|</?\w+[^>]*>|\bTel[.:]|@\w|\(MORE\)"
    r"|not for publication|^\s*(?:ENDS|###|-30-)\s*$|https?://\S+\.(?:jpg|png)",
    re.IGNORECASE | re.MULTILINE,
)


class Expected(NamedTuple):
    """What the item says; texts as eight digits of a hash, `copy` as sentences and the hash of first and last."""

    headline: str | None
    byline: str | None
    dateline: str | None
    language: str | None
    version: str | None
    copy: tuple[int, str | None, str | None]


EXPECTED = {
    "anpa1312-aap.tst": Expected("dc92574a", "496f0538", "89c4b42f", "en", None, (26, "7025537f", "88cb8752")),
    "anpa1312-ap-sports-writethru.tst": Expected(
        "42a933ca", "1aeb7d8d", "7d5f3662", "en", "1st Ld-Writethru", (31, "5cb9d90d", "a5a9c822")
    ),
    "apmedia-text-nitf.xml": Expected("dff1a846", None, None, "en", None, (3, "c9c69abe", "621c59dc")),
    "email-simple.eml": Expected("f7c528a6", None, None, None, None, (1, "3eafddf4", "3eafddf4")),
    "iptc7901-dpa-politics.txt": Expected("b4976f1f", None, "1ee6fa77", "en", None, (7, "4146cee3", "e93ab7ff")),
    "newsml12-afp-business.xml": Expected("28f62b62", None, "b12e169f", "en", "1", (9, "d354c682", "e4a6c3cc")),
    "newsmlg2-businesswire.xml": Expected("a525d2e9", None, "c63ca58b", "en", "1", (46, "266b3e95", "8228a4b3")),
    "ninjs-embargoed.json": Expected("9bb389a5", "cb7d7cc1", None, "en", "11", (43, "42254c6b", "1be9afb6")),
    "ninjs-text.json": Expected("53cea1f1", "a4d35925", None, "fr", "2", (1, "3a6d72e4", "3a6d72e4")),
    "ninjs21-dpa.json": Expected("1692da8a", "4dde6934", None, "de", "2", (25, "6bd7ace7", "505f5dfa")),
    "ninjs30-ntb.json": Expected("218e00f9", "bb92b87d", None, "nb-NO", "6", (1, "9dad1b8d", "9dad1b8d")),
    "nitf-aap.xml": Expected("f40e4b72", "96457a4d", "42ec47ad", "en", None, (13, "d41e4168", "07df7e10")),
    "nitf-ntb-norwegian.xml": Expected("cdf5a562", "8f8a407b", "ab17f555", "nb-NO", "48", (69, "1d21b910", "3a3b282e")),
    "nitf-pa-sport.xml": Expected("dd4cfb58", None, None, "en", None, (51, "39ed3d31", "0582f737")),
}
WITHOUT_COPY = ("apmedia-text-item.json", "newsmlg2-iptc-listing1.xml")


def _read(name: str) -> bytes:
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip("the real items are not here")
    return path.read_bytes()


def _mark(text: str | None) -> str | None:
    return digest(text)[:8] if text else None


@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_item_is_read_right(name: str) -> None:
    """Headline, byline, dateline, language, version, and a copy that is whole and holds nothing else."""
    story = read_story(_read(name))
    found = Expected(
        _mark(story.headline), _mark(story.byline), _mark(story.dateline), story.language, story.version,
        (len(story.sentences), _mark(story.sentences[0].text), _mark(story.sentences[-1].text)),
    )  # fmt: skip

    assert found == EXPECTED[name]
    assert not NEVER.search(story.text)
    assert story.pubstatus == "usable"
    assert refusal(story, NOW) is None


@pytest.mark.parametrize("name", WITHOUT_COPY)
def test_an_item_without_copy_is_refused(name: str) -> None:
    """A reference to a text elsewhere, or a template of the specification, is no story."""
    data = _read(name)
    with pytest.raises(SourceError, match=r"no sentence is left|without a text|no story"):
        read_story(data)


def test_every_real_item_is_here() -> None:
    """A new one must be looked at."""
    if not SAMPLES.is_dir():
        pytest.skip("the real items are not here")
    assert {path.name for path in SAMPLES.iterdir()} == {*EXPECTED, *WITHOUT_COPY}
