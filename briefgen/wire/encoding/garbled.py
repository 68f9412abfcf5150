"""Text that was UTF-8, was read as single bytes and sent on: “â€œ” for a quote mark, “Ã¼” for ü, “Ð¶” for ж."""

import re

# What every such group is made of: a look that spares most copy the library.
_SUSPECT = re.compile("[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_LOST_QUOTE = re.compile(r"â€(?=[\s,.;:<&]|\Z)")  # its last byte means nothing in Windows-1252, and was dropped

_LONGEST = 500_000  # characters; what is longer is no story, and takes seconds


def mended(text: str) -> str:
    """The text with what ftfy knows for garbled read as UTF-8, a line at a time; anything else stays as it is."""
    if text.isascii() or len(text) > _LONGEST or not _SUSPECT.search(text):
        return text
    from ftfy import fix_encoding  # slow to load, and most copy does without

    text = _LOST_QUOTE.sub("”", text)
    return "".join(fix_encoding(line) if _SUSPECT.search(line) else line for line in text.splitlines(keepends=True))
