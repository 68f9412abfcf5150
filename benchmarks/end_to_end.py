"""From story to brief with the embedded model: what is drafted, sent back, repaired and withheld, and by which check.

    python benchmarks/end_to_end.py [--judge] [--out DIR] [STORY ...]

Without stories, those under benchmarks/stories and the examples; a cassette is used where there is one, so that only
the first six take time. `--out` writes each brief as JSON and as a review page in Markdown, for whoever reads them.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

from briefgen import Brief, Settings, make_brief, read_story, render
from briefgen.cassette import slug
from briefgen.providers import EMBEDDED
from briefgen.whole_file import write_whole
from measures import CASSETTES, EXAMPLES, ROOT, table

STORIES = sorted((ROOT / "benchmarks" / "stories").glob("*.txt"))


def main() -> None:
    """Write the briefs and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="*", type=Path, metavar="STORY")
    parser.add_argument("--judge", action="store_true", help="have the model judge each statement, too")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write the briefs here")
    options = parser.parse_args()
    rows = []
    # Fixed settings: a setting of the user's would make another brief.
    settings = Settings(model=EMBEDDED, timeout=1800, home=Settings.load().home)
    for path in map(Path.resolve, options.stories or [*STORIES, *EXAMPLES]):
        name = slug(path)
        print(f"{name} ...", file=sys.stderr, flush=True)
        cassette = CASSETTES / f"{name}.yaml"
        replay = cassette if path in EXAMPLES and not options.judge else None
        brief = make_brief(read_story(path), settings=settings, judge=options.judge, replay=replay)
        rows.append(_row(name, brief))
        if options.out:
            options.out.mkdir(parents=True, exist_ok=True)
            write_whole(options.out / f"{name}.json", render(brief, "json"))
            write_whole(options.out / f"{name}.md", render(brief, "review"))
    total = ["all", *(str(sum(int(row[column]) for row in rows)) for column in range(1, 6)), "", ""]
    heads = ["story", "published", "warned of", "sent back", "repaired", "withheld", "withheld by", "seconds"]
    print(table(heads, [*rows, total]))


def _row(name: str, brief: Brief) -> list[str]:
    published = [statement for _, _, statement in brief.statements()]
    warned = sum(bool(statement.findings) for statement in published)
    reasons = Counter(
        check
        for item in brief.withheld
        for check in {finding.check for finding in item.statement.findings if finding.severity == "error"}
    )
    counts = brief.provenance.repair
    by = ", ".join(f"{check} {count}" for check, count in reasons.most_common())
    numbers = (len(published), warned, counts.asked, counts.repaired, counts.withheld)
    return [name, *map(str, numbers), by, f"{brief.provenance.seconds:.0f}"]


if __name__ == "__main__":
    main()
