"""The results as a standalone page: the means on top, then each story with the briefs of each system side by side."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import jinja2

from briefgen import resources
from briefgen.brief import HEADINGS, SECTION_IDS
from briefgen.escape import plain
from briefgen.story import PARAGRAPH_BREAK
from briefgen.verify.style import ECHO, echo
from quality.facts import repeats
from quality.result import Result
from quality.run import Results
from quality.scores import FIGURES, Scores, means
from quality.sources import Source

_TEMPLATE = "quality.html.j2"


def page(
    stories: Sequence[Source],
    results: Results,
    scores: Mapping[str, Mapping[str, Scores]],
    compared: Mapping[str, Sequence[Scores]],
) -> str:
    """The page as HTML.

    Args:
        stories: those with a result or without.
        results: by system and slug.
        scores: by system and slug, for every result.
        compared: by system, those that the means are over.
    """
    environment = jinja2.Environment(
        # The page of a brief and this one look alike: its style comes first.
        loader=jinja2.FileSystemLoader([Path(__file__).parent, resources.directory("templates")]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    columns = {system: means(found) for system, found in compared.items()}
    return environment.get_template(_TEMPLATE).render(
        systems=list(results),
        briefs=max(map(len, compared.values()), default=0),
        rows=[
            {
                "label": figure.label,
                "meaning": figure.meaning,
                "good": figure.good,
                "values": [figure.written(column[at]) for column in columns.values()],
            }
            for at, figure in enumerate(FIGURES)
        ],
        stories=[
            _shown(source, results, scores)
            for source in stories
            if any(source.slug in found for found in results.values())
        ],
    )


def _shown(source: Source, results: Results, scores: Mapping[str, Mapping[str, Scores]]) -> dict[str, object]:
    story = source.story
    return {
        "slug": source.slug,
        "headline": plain(story.headline or story.sentences[0].text),
        "dateline": plain(story.dateline or ""),
        "paragraphs": [plain(paragraph) for paragraph in story.text.split(PARAGRAPH_BREAK)],
        "briefs": [
            _brief(source, found[source.slug], scores[system][source.slug])
            for system, found in results.items()
            if source.slug in found
        ],
    }


def _brief(source: Source, result: Result, scores: Scores) -> dict[str, object]:
    again = repeats(result)
    return {
        "system": result.system,
        "made": ", ".join(filter(None, [result.model, result.strategy, "judged" if result.judged else ""])),
        "sections": [
            {
                "heading": HEADINGS[section],
                "gap": section in result.gaps,
                "sentences": [
                    {
                        "text": plain(text),
                        "echo": section in SECTION_IDS[1:]
                        and section not in result.gaps
                        and echo(text, source.story)[0] > ECHO,
                        "repeat": text in again,
                    }
                    for text in result.sections[section]
                ],
            }
            for section in SECTION_IDS
        ],
        "figures": [(figure.label, figure.meaning, figure.written(figure.value(scores))) for figure in FIGURES],
        "notes": [
            (label, [plain(item) for item in items])
            for label, items in (
                ("Lost from the lead", scores.missing),
                ("Actors left out", scores.uncovered),
                ("Errors", scores.errors),
                ("The system's own findings", [one.reason for one in result.findings]),
            )
            if items
        ],
    }
