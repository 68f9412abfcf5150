"""Web pages -> Story: trafilatura finds the article and leaves the page around it behind."""

from briefgen.errors import SourceError
from briefgen.story import PARAGRAPH_BREAK, Story
from briefgen.wire.plain import read_plain

_MOST_TAGS = 50_000  # a large news page has a tenth; trafilatura's time grows with their square


def read_html(text: str) -> Story:
    """Read an HTML page or fragment.

    Raises:
        SourceError: no article is in it, or more tags than an article has.
    """
    if text.count("<") > _MOST_TAGS:
        raise SourceError(f"the page holds more than {_MOST_TAGS:,} tags; a story does not")
    import trafilatura
    from lxml import etree
    from lxml import html as lxml_html
    from trafilatura.settings import Document

    try:
        page = trafilatura.bare_extraction(text, include_comments=False, include_tables=False, with_metadata=True)
        found = page.as_dict() if isinstance(page, Document) else {}
        paragraphs = (found.get("text") or "").splitlines()
        if not any(paragraphs):
            # Trafilatura wants a page; a bare fragment of paragraphs is one too.
            paragraphs = [str(p.text_content()) for p in lxml_html.fromstring(text).iter("p")]
    except (etree.LxmlError, ValueError) as exc:
        raise SourceError("the page cannot be parsed as HTML") from exc
    headline = found.get("title")
    return read_plain(
        PARAGRAPH_BREAK.join(line for line in paragraphs if line.strip() != headline),
        headline=headline,
        byline=found.get("author"),
        language=found.get("language"),
    )
