"""What a brief keeps of its story: the main actors, the facts of the lead, and what the checks find wrong."""

import re
from collections.abc import Sequence

from briefgen import Finding, Statement, Story, verify_text
from briefgen.brief import BASIS, SECTION_IDS, SectionId
from briefgen.mentions import names
from briefgen.verify import check
from briefgen.verify.match import FUNCTION_WORDS, content, index, is_english, words
from briefgen.verify.names import names_of
from quality.result import Result

# Above this share of its content words in common with one earlier sentence of another section, it says that again.
MOSTLY = 0.6
# Fewer content words than this are in common by chance.
_FEWEST = 4
# What makes a demonym of a name; a short name with an ending is another name.
_ENDING = r"(?:(?<=\w{4})(?:n|an|ian|i|ish|ese|er)s?)?"
# Said of form, and counted by measures of their own.
_FORM = frozenset({"cut", "repeat"})


def main_actors(story: Story) -> tuple[str, ...]:
    """Names in the lead or in two sentences and more, as the story has them in full; the dateline's place is none."""
    every = names(story)
    lead = story.sentences[0].text
    located = (story.located or "").lower()
    return tuple(
        name
        for name in every
        if name.lower() != located
        and not any(name != other and _is_derived(name, other) for other in every)
        and (is_named(name, lead, every) or sum(is_named(name, one.text, every) for one in story.sentences) > 1)
    )


def is_named(name: str, text: str, every: Sequence[str]) -> bool:
    """Whether a text has the name, or a word of it with a capital that no other of `every` has ("Ostergaard").

    Either may have an ending: "Umayan" is said of Umaya.
    """
    others = {word for other in every if other != name for word in other.split()}
    own = [word for word in name.split() if word[0].isupper() and len(word) > 2 and word not in others]
    return any(re.search(rf"(?<!\w){re.escape(form)}{_ENDING}(?!\w)", text) for form in (name, *own))


def _is_derived(name: str, other: str) -> bool:
    return bool(re.fullmatch(rf"{re.escape(other)}{_ENDING}", name))


def uncovered(story: Story, sentences: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The story's main actors, and those of them that the sentences do not name."""
    every, actors, text = names(story), main_actors(story), " ".join(sentences)
    return actors, tuple(name for name in actors if not is_named(name, text, every))


def lead_facts(story: Story) -> tuple[str, ...]:
    """Names and numbers of the first sentence, as it writes them, each once."""
    copy = index(story)
    named = names_of(copy).mentions[0]
    inside = {word.start for mention in named for word in mention.words}
    numbers = [
        word
        for word in copy.lines[0].words
        if word.is_number and word.start not in inside and word.text.lower() not in FUNCTION_WORDS
    ]
    found = [*((one.words[0].start, one.text) for one in named), *((one.start, one.text) for one in numbers)]
    return tuple(dict.fromkeys(text for _, text in sorted(found)))


def missing(facts: Sequence[str], sentences: Sequence[str]) -> tuple[str, ...]:
    """Those facts that the sentences lack.

    A name is there when one of its words is that no dictionary has, else when half of them are, in any form.
    """
    there = {word.key for text in sentences for word in words(text)}
    return tuple(fact for fact in facts if not _is_there(fact, there))


def _is_there(fact: str, there: set[str]) -> bool:
    every = content(words(fact))
    if any(word.key in there for word in every if word.text.isalpha() and not is_english(word.text)):
        return True
    keys = {word.key for word in every}
    return 2 * len(keys & there) >= len(keys)


def repeats(result: Result) -> tuple[str, ...]:
    """Sentences most of whose content words stand in one earlier sentence of another section."""
    earlier: list[frozenset[str]] = []
    found = []
    for section in SECTION_IDS:
        own = [(text, frozenset(word.key for word in content(words(text)))) for text in result.written(section)]
        found += [
            text
            for text, keys in own
            if len(keys) >= _FEWEST and any(len(keys & other) > MOSTLY * len(keys) for other in earlier)
        ]
        earlier += [keys for _, keys in own]
    return tuple(found)


def errors(result: Result, story: Story) -> tuple[Finding, ...]:
    """What the checks of facts find wrong, with section and number of the sentence.

    What happened is taken for a report, the other sections for inference and forecast, as a brief's are. A cut or
    repeated sentence is not among them.
    """
    return tuple(
        finding.model_copy(update={"section": section, "statement": number})
        for section in SECTION_IDS
        for number, text in enumerate(result.written(section), start=1)
        for finding in _checked(text, section, story)
        if finding.severity == "error" and finding.check not in _FORM
    )


def _checked(text: str, section: SectionId, story: Story) -> list[Finding]:
    if section == "what_happened":
        return verify_text(text, story)
    return check(Statement(text=text, basis=BASIS[section]), section, story, ())
