"""The form that a reader of a packet fills, and the key that says whose briefs they were."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from briefgen.brief import SECTION_IDS, SectionId
from briefgen.errors import UsageError
from quality.result import first_fault

Place = Literal["1", "2"]
YesNo = Literal["yes", "no"]

PLACES: tuple[Place, Place] = ("1", "2")


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class ReportAnswers(_Strict):
    """What a reader says of a section that reports: one `supported` a sentence."""

    answers: int = Field(ge=0, le=2)
    supported: tuple[YesNo, ...]


class AnalysisAnswers(ReportAnswers):
    """What a reader says of a section that reasons: one `echo` a sentence, too."""

    echo: tuple[YesNo, ...]


class BriefAnswers(_Strict):
    """What a reader says of one brief."""

    what_happened: ReportAnswers
    who_gains: AnalysisAnswers
    mechanism: AnalysisAnswers
    why_it_matters: AnalysisAnswers
    what_to_watch: AnalysisAnswers
    publishable: YesNo

    def sections(self) -> Iterator[tuple[SectionId, ReportAnswers]]:
        """The five sections in order."""
        for section in SECTION_IDS:
            yield section, getattr(self, section)


class Form(_Strict):
    """One reader's answers to one packet."""

    packet: str
    story: str
    reader: str = Field(min_length=1)
    brief_1: BriefAnswers
    brief_2: BriefAnswers
    run: Literal["1", "2", "tie"]

    def brief(self, place: Place) -> BriefAnswers:
        """The answers on one of the two briefs."""
        return self.brief_1 if place == "1" else self.brief_2


class Side(_Strict):
    """Whose brief stands at a place of a packet, and how many sentences its sections have there."""

    system: str
    sentences: dict[SectionId, int]


class PacketKey(_Strict):
    """What a packet does not say. `packet` is its fingerprint, which the form repeats."""

    packet: str
    sides: dict[Place, Side]


class Key(_Strict):
    """The key of all packets of a folder, by slug."""

    seed: int
    packets: dict[str, PacketKey]


def blank(slug: str, packet: str, sentences: Mapping[Place, Mapping[SectionId, int]]) -> dict[str, object]:
    """A form to fill: null where an answer goes, one a sentence where there is one a sentence."""
    briefs: dict[str, object] = {}
    for place in PLACES:
        brief: dict[str, object] = {}
        for section in SECTION_IDS:
            rows = [None] * sentences[place][section]
            asked: dict[str, object] = {"answers": None, "supported": rows}
            brief[section] = asked if section == "what_happened" else asked | {"echo": rows}
        briefs[f"brief_{place}"] = brief | {"publishable": None}
    return {"packet": packet, "story": slug, "reader": "", **briefs, "run": None}


def read_key(path: Path) -> Key:
    """The key of packets.

    Raises:
        UsageError: it is not there, or not a key.
    """
    try:
        return Key.model_validate_json(path.read_bytes())
    except OSError as exc:
        raise UsageError(f"{path}: no key: {exc.strerror}; write packets first") from None
    except ValidationError as exc:
        raise UsageError(f"{path}: not a key of packets: {first_fault(exc)}") from None


def read_form(path: Path, key: Key) -> Form:
    """A filled form that answers a packet of the key.

    Raises:
        UsageError: it cannot be read, leaves something open, or answers another packet; one line says where and what.
    """
    try:
        form = Form.model_validate_json(path.read_bytes())
    except OSError as exc:
        raise UsageError(f"{path}: cannot be read: {exc.strerror}") from None
    except ValidationError as exc:
        raise UsageError(f"{path}: {first_fault(exc)}") from None
    packet = key.packets.get(form.story)
    if packet is None or packet.packet != form.packet:
        raise UsageError(f"{path}: it answers packet {form.packet!r} of {form.story!r}, which the key does not have")
    for place in PLACES:
        for section, answered in form.brief(place).sections():
            wanted = packet.sides[place].sentences[section]
            for name in ("supported", "echo"):
                given = len(getattr(answered, name, ())) if hasattr(answered, name) else wanted
                if given != wanted:
                    where = f"brief_{place}.{section}.{name}"
                    raise UsageError(f"{path}: {where}: {given} answers for {wanted} sentences")
    return form
