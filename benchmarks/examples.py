"""The briefs of the six examples: what can be seen of them without a reader.

python benchmarks/examples.py            from the cassettes
python benchmarks/examples.py --record   ask the embedded model, write cassettes/ and examples/*/brief.md
"""

import statistics
import sys

from briefgen import make_brief, read_story, render
from briefgen.brief import SECTION_IDS
from briefgen.cassette import slug
from briefgen.config import Settings
from briefgen.providers import EMBEDDED
from briefgen.whole_file import write_whole
from measures import CASSETTES, EXAMPLES, Measures, calls, measure, published_words, table, timing


def main() -> None:
    record = "--record" in sys.argv[1:]
    wanted = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    rows, found, passes = [], [], []
    output = words = 0
    for path in EXAMPLES:
        name = slug(path)
        if wanted and name not in wanted:
            continue
        story, cassette = read_story(path), CASSETTES / f"{name}.yaml"
        print(f"{name} ...", file=sys.stderr, flush=True)
        # Fixed settings: a setting of the user's would make another brief.
        settings = Settings(model=EMBEDDED, timeout=1800, home=Settings.load().home)
        brief = make_brief(
            story, settings=settings, record=cassette if record else None, replay=None if record else cassette
        )
        if record:
            write_whole(path.with_name("brief.md"), render(brief, "md"))
        measured = measure(brief, story)
        found.append(measured)
        recorded = calls(cassette)
        answered = sum(one.reply["usage"]["completion_tokens"] for one in recorded)
        output, words = output + answered, words + published_words(brief)
        timed = timing(recorded)
        passes.append(timed.seconds / timed.one_pass(published_words(brief)))
        rows.append(_row(name, measured, answered / published_words(brief), timed.seconds, passes[-1]))
    heads = ["example", *(section.replace("_", " ") for section in SECTION_IDS)]
    heads += ["statements", "withheld", "gaps", "echo", "cut", "repeat", "numbers", "weekdays", "names"]
    heads += ["tokens/word", "s", "of one pass"]
    print(table(heads, rows))
    print(
        f"{_summary(found)}; {output / words:.2f} output tokens a published word; "
        f"median time {statistics.median(passes):.2f} of one pass over the prompt and the published words"
    )


def _row(name: str, measured: Measures, tokens_a_word: float, seconds: float, passes: float) -> list[str]:
    cells = [name, *(str(words) for words in measured.words), str(measured.statements), str(measured.withheld)]
    cells += [str(measured.gaps), f"{measured.echoes}/{measured.analysis}", str(measured.cut), str(measured.repeated)]
    cells += [" ".join(strays) or "0" for strays in (measured.numbers, measured.weekdays, measured.names)]
    return [*cells, f"{tokens_a_word:.2f}", f"{seconds:.0f}", f"{passes:.2f}"]


def _summary(found: list[Measures]) -> str:
    analysis = sum(one.analysis for one in found)
    echoes = sum(one.echoes for one in found)
    strays = {kind: sum(len(getattr(one, kind)) for one in found) for kind in ("numbers", "weekdays", "names")}
    return (
        f"\necho rate {echoes / analysis:.1%} ({echoes} of {analysis} statements in sections two to five); "
        f"cut {sum(one.cut for one in found)}; not in the copy: "
        + ", ".join(f"{count} {kind}" for kind, count in strays.items())
    )


if __name__ == "__main__":
    main()
