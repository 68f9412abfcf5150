"""How long the commands that need no model take to start, beside `import openai` in the same run.

python benchmarks/startup.py [ROUNDS]
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from briefgen import make_brief, read_story, render
from briefgen.cassette import slug
from briefgen.providers import EMBEDDED
from measures import CASSETTES, EXAMPLES, table

LIMIT = 0.25
LIMITED = ("briefgen --help", "briefgen read", "briefgen render", "briefgen schema")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    story = EXAMPLES[0]
    with tempfile.TemporaryDirectory() as folder:
        saved = Path(folder) / "brief.json"
        brief = make_brief(read_story(story), model=EMBEDDED, replay=CASSETTES / f"{slug(story)}.yaml")
        saved.write_text(render(brief, "json"), encoding="utf-8")
        briefgen = [sys.executable, "-m", "briefgen"]
        commands = {
            "import openai": [sys.executable, "-c", "import openai"],
            "briefgen --help": [*briefgen, "--help"],
            "briefgen read": [*briefgen, "read", str(story)],
            "briefgen render": [*briefgen, "render", str(saved)],
            "briefgen schema": [*briefgen, "schema"],
            # It checks a whole brief, for which it loads a dictionary: no limit, but never a client of a model.
            "briefgen verify": [*briefgen, "verify", str(saved), str(story)],
            "python": [sys.executable, "-c", "pass"],
        }
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        # In turns, so that a busy moment of the machine falls on all of them.
        for _ in range(rounds):
            for name, command in commands.items():
                started = time.perf_counter()
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
                seconds[name].append(time.perf_counter() - started)
    medians = {name: statistics.median(times) for name, times in seconds.items()}
    base = medians["import openai"]
    rows = [
        [name, f"{median * 1000:.0f}", f"{median / base:.2f}", f"<= {LIMIT}" if name in LIMITED else ""]
        for name, median in medians.items()
    ]
    print(table(["command", f"median ms of {rounds}", "of import openai", "limit"], rows))


if __name__ == "__main__":
    main()
