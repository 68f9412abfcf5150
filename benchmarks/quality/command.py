"""What may be asked on the command line.

    python benchmarks/quality            brief the stories with each system, print the measures, write quality.html
    python benchmarks/quality packets    of saved results, pairs of briefs to be read without knowing whose they are
    python benchmarks/quality tally      what the readers said, system by system

Results are kept in --out; one that is there is not made again, so an interrupted run goes on where it stopped.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from briefgen import BriefgenError, Settings
from briefgen.brief import Strategy
from briefgen.errors import UsageError
from briefgen.providers import EMBEDDED
from briefgen.whole_file import write_whole
from measures import ROOT
from quality.packets import write_packets
from quality.page import page
from quality.run import common, make, saved, scored
from quality.scores import Rates, summary
from quality.sources import STORIES, Source, sources
from quality.systems import SYSTEMS
from quality.tally import report, tally

OUT = ROOT / "build" / "quality"
_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say; the exit code, 0 if all went well. Errors are one line on stderr."""
    arguments = sys.argv[1:] if arguments is None else arguments
    commands = {"packets": _packets, "tally": _tally}
    try:
        if arguments and arguments[0] in commands:
            return commands[arguments[0]](arguments[1:])
        return _run(arguments)
    except BriefgenError as exc:
        print(f"quality: {exc}", file=sys.stderr)
        return exc.exit_code
    except KeyboardInterrupt:
        print("quality: stopped; the same command goes on from here", file=sys.stderr)
        return _INTERRUPTED


def _run(arguments: Sequence[str]) -> int:
    parser = _parser("", __doc__)
    parser.add_argument("--system", nargs="+", choices=SYSTEMS, default=list(SYSTEMS), metavar="NAME",
                        help=f"{' or '.join(SYSTEMS)}; default: all")  # fmt: skip
    parser.add_argument("--model", default=EMBEDDED, help="provider/model; default: the embedded one")
    parser.add_argument("--strategy", choices=get_args(Strategy), help="briefgen's; default: what suits the model")
    parser.add_argument("--judge", action=argparse.BooleanOptionalAction, default=False, help="briefgen's")
    parser.add_argument("--limit", type=_positive, metavar="N", help="only the first stories")
    parser.add_argument("--again", action="store_true", help="make results again that are there")
    parser.add_argument("--report-only", action="store_true", help="make none, report those that are there")
    parser.add_argument("--prefill", type=_rate, default=Rates().prefill, help="tokens a second, of one pass")
    parser.add_argument("--decode", type=_rate, default=Rates().decode, help="tokens a second, of one pass")
    options = parser.parse_args(arguments)
    stories = sources(options.stories, options.limit)
    systems = list(dict.fromkeys(options.system))
    faults = 0
    if not options.report_only:
        loaded = Settings.load()
        # Fixed but for the way to the server: any other setting of the user's would make another brief.
        settings = Settings(
            model=options.model,
            strategy=options.strategy,
            timeout=1800,
            home=loaded.home,
            base_url=loaded.base_url,
            api_key=loaded.api_key,
        )
        faults = make(stories, systems, options.out, settings, judge=options.judge, again=options.again)
    _report(stories, systems, options.out, Rates(options.prefill, options.decode))
    return int(faults > 0)


def _report(stories: Sequence[Source], systems: Sequence[str], out: Path, rates: Rates) -> None:
    results = saved(stories, systems, out)
    if not results:
        raise UsageError(f"no results of these stories in {out}")
    scores = scored(results, stories, rates)
    slugs = common(results)
    compared = {system: [one for slug, one in found.items() if slug in slugs] for system, found in scores.items()}
    print(summary(compared))
    if any(len(found) > len(slugs) for found in results.values()):
        print(f"\nMeans are over the {len(slugs)} stories that all systems shown have briefed.")
    target = out / "quality.html"
    write_whole(target, page(stories, results, scores, compared))
    print(f"\n{target}", file=sys.stderr)


def _packets(arguments: Sequence[str]) -> int:
    parser = _parser(" packets", "Write pairs of briefs to judge into packets/ below --out, and the key beside it.")
    parser.add_argument("systems", nargs=2, metavar="SYSTEM", help="whose briefs")
    parser.add_argument("--seed", type=int, default=1, help="which brief stands first; default: 1")
    options = parser.parse_args(arguments)
    first, second = options.systems
    if first == second:
        raise UsageError("name two different systems")
    folder, count = write_packets(sources(options.stories), (first, second), options.out, options.seed)
    print(f"{count} packets in {folder}; readers get that folder and nothing else")
    return 0


def _tally(arguments: Sequence[str]) -> int:
    parser = _parser(" tally", "Count the readers' answers, system by system.", stories=False)
    parser.add_argument("answers", nargs="+", type=Path, metavar="ANSWERS", help="filled forms")
    options = parser.parse_args(arguments)
    print(report(tally(options.answers, options.out)))
    return 0


def _parser(name: str, description: str | None, *, stories: bool = True) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"python benchmarks/quality{name}",
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--out", type=Path, default=OUT, metavar="DIR", help=f"default: {OUT.relative_to(ROOT)}")
    if stories:
        parser.add_argument("--stories", nargs="+", type=Path, default=[STORIES], metavar="PATH",
                            help=f"files, directories; default: {STORIES.relative_to(ROOT)}, no blind/")  # fmt: skip
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def _rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError:
        rate = 0.0
    if not 0 < rate < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return rate
