"""What the readers of packets said, system by system."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.errors import UsageError
from measures import table
from quality.answers import PLACES, BriefAnswers, YesNo, read_form, read_key
from quality.packets import KEY

_FULL = 2


@dataclass(slots=True)
class Said:
    """What was said of one system's briefs; lists hold one entry an answer."""

    answers: list[int] = field(default_factory=list)
    supported: list[YesNo] = field(default_factory=list)
    echo: list[YesNo] = field(default_factory=list)
    publishable: list[YesNo] = field(default_factory=list)
    run: list[bool | None] = field(default_factory=list)  # None for a tie

    def add(self, brief: BriefAnswers) -> None:
        """Add what a reader said of one brief."""
        for _, section in brief.sections():
            self.answers.append(section.answers)
            self.supported += section.supported
            self.echo += getattr(section, "echo", ())
        self.publishable.append(brief.publishable)


def tally(paths: Sequence[Path], out: Path) -> dict[str, Said]:
    """Read forms with the key of the packets in `out`; what they say, by system in alphabetical order.

    Raises:
        UsageError: a form is not filled as it should be, or a reader answers a packet twice.
    """
    key = read_key(out / KEY)
    seen: dict[tuple[str, str], Path] = {}
    found: dict[str, Said] = {}
    for path in paths:
        form = read_form(path, key)
        if (other := seen.setdefault((form.story, form.reader), path)) is not path:
            raise UsageError(f"{path}: {form.reader!r} answers {form.story!r} in {other}, too")
        for place in PLACES:
            said = found.setdefault(key.packets[form.story].sides[place].system, Said())
            said.add(form.brief(place))
            said.run.append(None if form.run == "tie" else form.run == place)
    return dict(sorted(found.items()))


def report(said: dict[str, Said]) -> str:
    """The table, one row a system."""
    heads = [
        "system",
        "briefs read",
        "sections that answer",
        "mean of 2",
        "supported",
        "echo",
        "publishable",
        "preferred",
    ]
    rows = [
        [
            system,
            str(len(one.publishable)),
            _share([answer == _FULL for answer in one.answers]),
            f"{sum(one.answers) / len(one.answers):.2f}",
            _share([answer == "yes" for answer in one.supported]),
            _share([answer == "yes" for answer in one.echo]),
            f"{one.publishable.count('yes')} of {len(one.publishable)}",
            _share([bool(chosen) for chosen in one.run]),
        ]
        for system, one in said.items()
    ]
    ties = max((one.run.count(None) for one in said.values()), default=0)
    return f"{table(heads, rows)}\n\nties: {ties}"


def _share(answers: Sequence[bool]) -> str:
    return f"{sum(answers) / len(answers):.0%}" if answers else "–"
