"""Repair: a statement that fails its checks goes back to the model alone, and is withheld if that does not help.

Statements that pass stay as they are. One that fails is sent with the reasons and the sentences of the copy it cites,
in a conversation of its own, and what comes back is checked like any draft. Nobody waits for a perfect brief: where the
model cannot be asked again, the statement is withheld, and the rest is published.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, TypeAlias, get_args

from pydantic import Field, create_model

from briefgen.brief import Finding, SectionId, Statement, Strategy, WithheldStatement
from briefgen.draft import MAX_CITES, SectionDraft, section_model, to_statements
from briefgen.errors import BudgetSpent, ModelError, ModelRefused, OutputInvalid
from briefgen.providers import Profile
from briefgen.repair_prompt import repair_prompt
from briefgen.story import Story
from briefgen.verify.cites import corrected

if TYPE_CHECKING:
    from briefgen.model import Model

# How often one statement goes back at most.
ROUNDS = 2
# Output tokens of one statement and its JSON; models asked for a whole brief may count their thinking as output.
_LIMITS: Mapping[Strategy, int] = {"sections": 300, "guided": 300, "whole": 2_000}
# Where the first round was as sure as can be and failed, the second tries another way.
_SECOND_TEMPERATURE = 0.4

Check: TypeAlias = Callable[[Statement, SectionId, Story, Sequence[str]], list[Finding]]
# Gives a statement back with its support, and a finding where that is too low.
Judging: TypeAlias = Callable[[Statement], Awaitable[Statement]]


class Settled(NamedTuple):
    """A section when all is decided: what is published, in the order of the draft, and what is withheld."""

    section: SectionId
    kept: list[Statement]
    withheld: list[WithheldStatement]


@dataclass(slots=True)
class Repairs:
    """Checks the drafts of one brief, has them judged if there is a judge, and sends back what failed.

    Attributes:
        story: what the statements are checked against.
        sentences: how many of its sentences the model was shown, from the first.
        model: who is asked again.
        check: findings on a statement; the texts it is given last are those already kept.
        judge: asked about every statement that passes the checks.
        rounds: how often one statement goes back at most; 0 for never.
        deferred: neither judge nor send back before the last section is drafted: a budget might not last until then,
            and a server that keeps what it has read last would read the story again for every section.
        recorded: the calls are being recorded. A recording has no place for an answer that never came, so a fault
            of the server is raised instead of withholding what could not be repaired.
        asked: statements that went back.
        repaired: those of them that came back in order.
    """

    story: Story
    sentences: int
    model: "Model"
    check: Check
    judge: Judging | None = None
    rounds: int = ROUNDS
    deferred: bool = False
    recorded: bool = False
    asked: int = 0
    repaired: int = 0
    _kept: list[str] = field(default_factory=list)
    _failed: set[tuple[str, tuple[int, ...]]] = field(default_factory=set)
    _stopped: str = ""

    async def settle(self, drafts: AsyncIterator[tuple[SectionId, list[Statement]]]) -> AsyncIterator[Settled]:
        """Every section in the order it was drafted, as soon as all before it are settled.

        Raises:
            CassetteMiss: a repair is replayed and was not recorded.
            ModelError: a draft could not be had; a repair neither, and it is recorded.
        """
        waiting: list[tuple[SectionId, list[Statement]]] = []
        async for section, drafted in drafts:
            checked = [self._checked(section, statement) for statement in drafted]
            if waiting or (self.deferred and (self.judge or any(map(self._rounds, checked)))):
                waiting.append((section, checked))
            else:
                yield await self._settled(section, checked)
        for section, checked in waiting:
            yield await self._settled(section, checked)

    def _checked(self, section: SectionId, statement: Statement) -> Statement:
        statement = corrected(statement, self.story)
        findings = self.check(statement, section, self.story, tuple(self._kept))
        checked = statement.model_copy(update={"findings": (*statement.findings, *findings)})
        if _errors(checked):
            self._failed.add((checked.text, checked.cites))
        else:
            self._kept.append(checked.text)
        return checked

    async def _judged(self, checked: Statement) -> Statement:
        if self.judge is None or _errors(checked):
            return checked
        judged = await self.judge(checked)
        if _errors(judged):
            self._kept.remove(judged.text)
            self._failed.add((judged.text, judged.cites))
        return judged

    def _rounds(self, statement: Statement) -> int:
        """How often this statement is worth a call: 0 if nothing is wrong with it."""
        faults = {finding.check for finding in _errors(statement)}
        if not faults or "repeat" in faults:
            # What it says is said already: nothing is lost with it.
            return 0
        # The end of a cut sentence is there at once, or the model does not have it.
        return min(self.rounds, 1) if faults == {"cut"} else self.rounds

    async def _settled(self, section: SectionId, checked: Sequence[Statement]) -> Settled:
        settled = Settled(section, [], [])
        for one in checked:
            statement = await self._judged(one)
            errors = _errors(statement)
            outcome = await self._repaired(section, statement) if errors else statement
            if isinstance(outcome, Statement):
                settled.kept.append(outcome)
                continue
            # The draft's own words with their reasons, not the last attempt's: they are what the model made of the
            # story, and an editor who knows better puts them right; attempts to please a check mislead.
            reason = " ".join([*(finding.reason for finding in errors), *filter(None, [outcome])])
            settled.withheld.append(WithheldStatement(section=section, statement=statement, reason=reason))
        return settled

    async def _repaired(self, section: SectionId, failed: Statement) -> Statement | str:
        """What stands in its place, or a sentence that says why nothing does; empty if it was not worth a call."""
        rounds = self._rounds(failed)
        if not rounds or self._stopped:
            return self._stopped if rounds else ""
        calls = self.model.spent.attempts
        try:
            for number in range(1, rounds + 1):
                reply = await self._ask(section, failed, number)
                if reply is None:
                    return "Asked to correct it, the model found that the copy does not carry it."
                if (reply.text, reply.cites) in self._failed:
                    continue
                failed = await self._judged(self._checked(section, reply))
                if not _errors(failed):
                    self.repaired += 1
                    return failed
                if not self._rounds(failed):
                    break
        except (ModelRefused, OutputInvalid) as exc:
            return f"It could not be corrected: {exc}."
        except ModelError as exc:
            if self.recorded and not isinstance(exc, BudgetSpent):
                raise
            # It would be no other for the next statement: with four tries and their waits, or with less money.
            self._stopped = f"It could not be corrected: {exc}."
            return self._stopped
        finally:
            self.asked += int(self.model.spent.attempts > calls)
        return "Asked to correct it, the model did not."

    async def _ask(self, section: SectionId, failed: Statement, number: int) -> Statement | None:
        """The model's correction in this round (from 1), not yet checked; None if it has none."""
        errors, shown = _errors(failed), self._shown(failed)
        draft = await self.model.ask(
            repair_prompt(section, failed, [finding.reason for finding in errors], self.story, shown),
            repair_model(section, self.story, self.sentences, shown),
            limit=_LIMITS[self.model.profile.strategy],
            sampling=_sampling(self.model.profile, number),
        )
        return next(iter(to_statements(section, draft, self.story, self.sentences)), None)

    def _shown(self, failed: Statement) -> tuple[int, ...]:
        """Sentences of the story to correct it by: those cited, their neighbours, and those that a finding names."""
        near = {number + step for number in failed.cites for step in (-1, 0, 1)}
        for finding in _errors(failed):
            if passage := finding.evidence:
                near |= {
                    one.number
                    for one in self.story.sentences
                    if one.start < passage.end and passage.start < one.end
                }  # fmt: skip
        return tuple(sorted(number for number in near if 1 <= number <= self.sentences))


def repair_model(section: SectionId, story: Story, sentences: int, shown: Sequence[int]) -> type[SectionDraft]:
    """The response model of one correction: a statement as the section wants it, citing what is shown, or none."""
    drafted = section_model(section, story, sentences)
    (statement,) = get_args(drafted.model_fields["statements"].annotation)
    number: Any = Literal[tuple(shown)]
    cites: Any = Annotated[list[number], Field(min_length=1, max_length=MAX_CITES)]
    citing: Any = create_model("Statement", __base__=statement, cites=cites)
    statements: Any = Annotated[list[citing], Field(max_length=1)]
    return create_model("Repair", __base__=SectionDraft, statements=statements)


def _errors(statement: Statement) -> list[Finding]:
    return [finding for finding in statement.findings if finding.severity == "error"]


def _sampling(profile: Profile, number: int) -> Mapping[str, object]:
    """First as the profile has it: a correction keeps most words. Then whatever keeps it from saying the same again."""
    if number == 1:
        return {}
    # A model that is sent no temperature takes none, or has one of its own.
    warmer = {"temperature": _SECOND_TEMPERATURE} if "temperature" in profile.sampling else {}
    seed = {"seed": number} if profile.embedded else {}
    return {**profile.analysis_sampling, **warmer, **seed}
