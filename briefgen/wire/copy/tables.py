"""Tables that came as a paragraph a row: their columns are gone, and what is left is little but numbers."""

from itertools import groupby

from briefgen.wire.copy.prose import is_prose
from briefgen.wire.telegraph.copy import is_row

_LONGEST = 160  # characters of a row
_FEWEST = 3  # rows, one below the other


def without_tables(paragraphs: list[str]) -> list[str]:
    """The paragraphs without runs of rows; all of them where there is nothing else."""
    kept: list[str] = []
    for rows, same in groupby(paragraphs, key=lambda line: len(line) <= _LONGEST and is_row(line)):
        run = list(same)
        kept += [] if rows and len(run) >= _FEWEST else run
    return kept or paragraphs


def without_tables_below_lead(paragraphs: list[str]) -> list[str]:
    """The same below the first sentence; above it, rows may date a release."""
    lead = next((at for at, one in enumerate(paragraphs) if is_prose(one)), len(paragraphs))
    return paragraphs[:lead] + without_tables(paragraphs[lead:])
