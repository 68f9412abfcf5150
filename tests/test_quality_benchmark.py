"""The quality benchmark: each measure tells a good brief from a bad one, and packets give nobody away."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen import Story, resources
from briefgen.brief import SECTION_IDS, SectionId
from briefgen.errors import UsageError
from scripted_server import ScriptedServer

ROOT = Path(__file__).resolve().parent.parent
BENCHMARKS = str(ROOT / "benchmarks")
sys.path.insert(0, BENCHMARKS)  # the benchmarks are scripts that import each other from that directory

from measures import each_once  # noqa: E402
from quality import forms  # noqa: E402
from quality.answers import read_form, read_key  # noqa: E402
from quality.command import main  # noqa: E402
from quality.facts import lead_facts, main_actors, missing, repeats  # noqa: E402
from quality.packets import packet, sides_of, write_packets  # noqa: E402
from quality.page import page  # noqa: E402
from quality.plain import split  # noqa: E402
from quality.result import Result, load, save  # noqa: E402
from quality.run import scored  # noqa: E402
from quality.scores import FIGURES, Rates, Scores, means, score, summary  # noqa: E402
from quality.sources import Source, sources  # noqa: E402
from quality.tally import report, tally  # noqa: E402

COPY = (
    "Dockers at the port of Brackmere voted on Monday to strike from Oct 26 unless Venning Terminals drops a plan for "
    "14 automated cranes, their union said.\n\n"
    "Orla Venning, who founded Venning Terminals, said the plan would stay. Labour minister Tobias Rell offered "
    "mediation.\n\n"
    "The Wharf League said 540 jobs would go. A stoppage would cost shippers $9 million a day, Rell said. "
    "The Wharf League meets the company on Oct 19."
)
STORY = Story.from_text(COPY, headline="Brackmere dockers vote to strike")
GOOD: dict[SectionId, tuple[str, ...]] = {
    "what_happened": ("Dockers in Brackmere voted to strike from Oct 26 over 14 cranes that Venning Terminals wants.",),
    "who_gains": (
        "The Wharf League gains a deadline that Orla Venning cannot move.",
        "Tobias Rell keeps the role of go-between, and Brackmere waits on him.",
    ),
    "mechanism": ("The mechanism is mediation: a minister without orders to give can only carry offers.",),
    "why_it_matters": ("Whoever yields first sets the price of every later change on the quays.",),
    "what_to_watch": (
        "Watch the meeting on Oct 19: a second date would mean that neither side wants the stoppage.",
        "Track whether Rell names a mediator; if he does, the union will find it hard to walk out.",
    ),
}
BAD: dict[SectionId, tuple[str, ...]] = {
    "what_happened": ("A vote was held, and Quentin Marsh lost 77 ships.",),
    "who_gains": ("Workers may benefit from the current state of affairs in the",),
    "mechanism": ("Several things are going on at once.",),
    "why_it_matters": (
        "A stoppage would cost shippers $9 million a day, Rell said.",
        "Workers may benefit from the current state of affairs today.",
    ),
    "what_to_watch": ("The meeting will be held soon.",),
}


def result(system: str = "briefgen", sections: dict[SectionId, tuple[str, ...]] | None = None, **more: Any) -> Result:
    return Result(
        **{
            "slug": "port",
            "system": system,
            "story_sha256": STORY.sha256,
            "model": "test/x",
            "sections": sections or GOOD,
            "seconds": 100,
            "tokens_in": 900,
            "tokens_out": 150,
            "prompt_tokens": 360,
        }
        | more
    )


def scores(sections: dict[SectionId, tuple[str, ...]], **more: Any) -> Scores:
    return score(result(sections=sections, **more), STORY, Rates())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A directory of results: both systems, one story."""
    save(result(), tmp_path)
    save(result("plain", BAD), tmp_path)
    return tmp_path


SOURCE = Source(Path("port.txt"), "port", STORY)


@pytest.mark.parametrize(
    ("measure", "good", "bad"),
    [
        ("echo", 0, 0.2),  # one of five sentences stands in the story
        ("repeated", 0, 1 / 6),
        ("cut", 0, 1),
        ("actors", 1, 0),
        ("mechanism", 1, 0),
        ("watch", 1, 0),
        ("lead", 0, 1),
        ("missing", (), ("Brackmere", "26", "Venning Terminals", "14")),
    ],
)
def test_each_measure_tells_good_from_bad(measure: str, good: object, bad: object) -> None:
    """Every measure of the text is at its best for a brief that does it and at its worst for one that does not."""
    assert (good, bad) == (getattr(scores(GOOD), measure), getattr(scores(BAD), measure))


def test_errors_are_those_of_the_checks() -> None:
    """A name and a number that the story lacks are errors, with the place of the sentence; a true brief has none."""
    assert () == scores(GOOD).errors
    found = scores(BAD).errors
    assert any("Quentin Marsh" in one for one in found)
    assert any("77" in one for one in found)
    assert all(one.startswith("What happened, 1: ") for one in found)


def test_a_gap_is_no_failure_of_its_section() -> None:
    """A section declared empty counts as a gap, claims nothing, and is left out of the measures of its section."""
    nothing = ("Nothing here.",)
    empty = {**GOOD, "who_gains": nothing, "mechanism": nothing, "what_to_watch": nothing}
    found = scores(empty, gaps=("who_gains", "mechanism", "what_to_watch"))
    assert (3, None, None, None) == (found.gaps, found.actors, found.mechanism, found.watch)
    assert (0, 0, 0) == (found.words[1], found.words[2], found.words[4])


def test_an_empty_section_without_a_gap_is_a_failure() -> None:
    """A system that leaves a section blank has named no actor, no mechanism and nothing to watch."""
    found = scores({**GOOD, "who_gains": (), "mechanism": (), "what_to_watch": ()})
    assert (0, 0, 0) == (found.actors, found.mechanism, found.watch)


def test_costs_are_read_off_the_result() -> None:
    """Tokens are counted against published words, seconds against one pass at the rates given."""
    words = sum(len(text.split()) for texts in GOOD.values() for text in texts)
    found = score(result(), STORY, Rates(prefill=36, decode=15))
    assert pytest.approx(150 / words) == found.tokens_a_word
    assert pytest.approx(100 / (360 / 36 + words * 1.5 / 15)) == found.floor
    slow = score(result(), STORY, Rates(prefill=3.6, decode=1.5))
    assert pytest.approx(found.floor) == 10 * (slow.floor or 0)
    assert score(result(prompt_tokens=None, tokens_out=None), STORY, Rates()).floor is None


def test_a_repeat_is_of_another_section() -> None:
    """Sentences of one section may share their words; what another section has said counts."""
    said = "The minister offered mediation to both sides of the quarrel."
    other = "Grain prices rose while ships waited outside the harbour wall."
    again = "Mediation offered by the minister to both quarrelling sides matters."
    one = {**GOOD, "who_gains": (said, again), "mechanism": (other,)}
    assert () == repeats(result(sections=one))
    assert (again,) == repeats(result(sections={**GOOD, "who_gains": (said,), "mechanism": (again,)}))


def test_main_actors_return_or_stand_in_the_lead() -> None:
    """A name said once below the lead is no main actor, nor is the place of the dateline."""
    story = Story.from_text("Ann Lee met Bo Kay.\n\nMr Kay left for Rome. Cy Dunn stayed.", located="Rome")
    assert ("Ann Lee", "Bo Kay") == main_actors(story)
    assert "Tobias Rell" in main_actors(STORY)  # "Rell" alone counts
    assert ("Umaya",) == main_actors(
        Story.from_text("Ministers in Umaya met. The Umayan court sat, Umayan judges said.")
    )


def test_a_fact_of_the_lead_may_be_named_in_part() -> None:
    """A word of a name that is only a name is the name, else half of its words; a number may be in words."""
    assert ("Brackmere", "26", "Venning Terminals", "14") == lead_facts(STORY)
    assert ("26",) == missing(lead_facts(STORY), ("Venning wants fourteen cranes in Brackmere.",))
    named = ("Premier Elske Maarten", "Fair Trading Office")
    assert () == missing(named, ("Maarten asked the trade office.",))
    assert named == missing(named, ("The premier asked an office.",))


@pytest.mark.parametrize(
    ("item", "signal", "meaning"),
    [
        ("Track the court on May 4, which would put the fine in doubt.", True, True),
        ("Watch what he tells police: a fault would put the inspection in doubt.", True, True),
        ("Look for a date; if none is set, pickets will go up.", True, True),
        ("- Monitor the vote: a delay signals trouble.", True, True),
        ("Watch whether the firm will leave the talks.", True, False),
        ("Watch if the cabinet, under pressure, will act.", True, False),
        ("Keep an eye on the talks.", True, False),
        ("The vote would mean a delay.", False, True),
        ("Tracks were laid.", False, False),
    ],
)
def test_signal_and_meaning(item: str, signal: bool, meaning: bool) -> None:  # noqa: FBT001
    """An item to watch opens with what to do and says what it would mean; a question left open is no meaning."""
    assert (signal, meaning) == (forms.has_signal(item), forms.has_meaning(item))


def test_mechanisms_are_named_in_any_form() -> None:
    """The words of a name count side by side and in any form, not strewn over the sentence."""
    known = ("price signalling", "mediation")
    assert forms.names_mechanism("It works by price signals.", known)
    assert forms.names_mechanism("MEDIATION is under way.", known)
    assert not forms.names_mechanism("A signal came, and the price fell.", known)


def test_mechanisms_come_from_the_prompts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list beside the prompts is taken where there is one, other names included, and a few names where not."""
    monkeypatch.setattr(resources, "directory", lambda _name: tmp_path)
    read: Callable[[], tuple[str, ...]] = forms.mechanisms.__wrapped__
    assert "mediation" in read()
    (tmp_path / "mechanisms.toml").write_text('[[mechanism]]\nname = "queueing"\nalso = ["waiting in line"]\n')
    assert ("queueing", "waiting in line") == read()
    (tmp_path / "mechanisms.toml").write_text("mechanism = 3\n")
    with pytest.raises(UsageError, match="not a list"):
        read()


def test_what_prompts_share_counts_once() -> None:
    """A prompt that begins like an earlier one costs only what differs; a wholly different one all of it."""
    assert 150 == each_once([("a" * 50 + "b" * 50, 100), ("a" * 50 + "c" * 50, 100)])
    assert 200 == each_once([("abcd", 100), ("xyz", 100)])
    assert 100 == each_once([("abcd", 100), ("abcd", 100)])


def test_means_leave_out_what_was_not_measured() -> None:
    """A mean is over the briefs that have the figure, and a dash where none has."""
    full, gap = scores(GOOD), scores(GOOD, gaps=("mechanism",))
    at = next(number for number, figure in enumerate(FIGURES) if figure.label == "mechanism named")
    assert 1 == means([full, gap])[at]
    assert means([gap])[at] is None
    lines = summary({"briefgen": [full, gap], "plain": [gap]}).splitlines()
    assert ["briefs", "2", "1"] == lines[2].split()
    assert any(line.split()[:4] == ["mechanism", "named", "100%", "–"] for line in lines)


def test_stories_of_a_blind_directory_are_named_or_not_read(tmp_path: Path) -> None:
    """What lies in `blind/` is taken only where it is asked for itself, and two stories never share a name."""
    for name in ("work/one.txt", "blind/two.txt"):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(COPY)
    assert ["one"] == [one.slug for one in sources([tmp_path])]
    assert ["two"] == [one.slug for one in sources([tmp_path / "blind"])]
    (tmp_path / "one.txt").write_text(COPY)
    with pytest.raises(UsageError, match="share one name"):
        sources([tmp_path])
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no stories"):
        sources([tmp_path / "empty"])


def test_plain_text_is_split_like_copy() -> None:
    """A section of the plain script is cut into sentences as a story is, each on one line."""
    assert ("One thing.", "Mr. Rell said two.") == split("One thing.\nMr. Rell\nsaid two.\n")
    assert () == split(" \n")


def test_both_systems_run_and_results_stay(
    tmp_path: Path, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One command briefs with both systems; run again it asks nobody, and with another model it says what to do."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFGEN_BASE_URL", server.base_url)
    story, out = tmp_path / "port.txt", tmp_path / "out"
    story.write_text(COPY)
    command = ["--stories", str(story), "--out", str(out), "--model", "test/x"]
    assert 0 == main(command)
    plain, own = load(out, "plain", "port"), load(out, "briefgen", "port")
    assert plain
    assert own
    assert (100, 100, 10) == (plain.tokens_in, plain.prompt_tokens, plain.tokens_out)
    assert "test/x" == own.model == plain.model
    assert COPY == server.sent(-1)[1]["content"]
    assert 0 == server.bodies[-1]["temperature"]
    assert "seconds" in capsys.readouterr().out
    calls = server.calls
    assert 0 == main(command)
    assert 0 == main([*command, "--report-only"])
    assert calls == server.calls
    assert 2 == main([*command[:-1], "test/y"])
    assert "--again" in capsys.readouterr().err.splitlines()[-1]
    assert (out / "quality.html").is_file()


def test_a_story_without_a_brief_stops_nothing(
    tmp_path: Path, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A system that fails on a story is told in one line; the rest is done and shown, and the exit code says so."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFGEN_BASE_URL", server.base_url)
    server.script = ["truncated", "ok"]
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(COPY)
    command = ["--stories", str(tmp_path), "--out", str(tmp_path / "out"), "--model", "test/x", "--system", "plain"]
    assert 1 == main(command)
    told = [line for line in capsys.readouterr().err.splitlines() if "no brief" in line]
    assert 1 == len(told)
    assert load(tmp_path / "out", "plain", "a") is None
    assert load(tmp_path / "out", "plain", "b")


def test_an_interrupted_run_keeps_what_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C ends with one line and 130; a result that was written stays."""

    def interrupted(*_arguments: object, **_more: object) -> int:
        save(result(), tmp_path)
        raise KeyboardInterrupt

    monkeypatch.setattr("quality.command.make", interrupted)
    (tmp_path / "port.txt").write_text(COPY)
    assert 130 == main(["--stories", str(tmp_path / "port.txt"), "--out", str(tmp_path)])
    assert "quality: stopped; the same command goes on from here\n" == capsys.readouterr().err
    assert load(tmp_path, "briefgen", "port")


def test_it_runs_as_a_directory() -> None:
    """`python benchmarks/quality` finds its modules from anywhere."""
    ran = subprocess.run(  # noqa: S603  this interpreter and a directory of this repository
        [sys.executable, str(ROOT / "benchmarks" / "quality"), "--help"],
        capture_output=True, text=True, check=True, cwd="/", env={**os.environ, "COLUMNS": "200"},
    )  # fmt: skip
    assert "--report-only" in ran.stdout


def test_sides_are_shuffled_by_the_seed() -> None:
    """The same seed gives the same sides, in whichever order the systems come; over stories, either stands first."""
    slugs = [f"story-{number}" for number in range(40)]
    first = [sides_of(slug, ("briefgen", "plain"), 1)["1"] for slug in slugs]
    assert first == [sides_of(slug, ("plain", "briefgen"), 1)["1"] for slug in slugs]
    assert first != [sides_of(slug, ("briefgen", "plain"), 2)["1"] for slug in slugs]
    assert 10 < first.count("plain") < 30


def test_packets_do_not_tell_whose_a_brief_is(out: Path) -> None:
    """Briefs look alike in a packet: no cites, no system, the same headings and marks; the key lies elsewhere."""
    folder, count = write_packets([SOURCE], ("briefgen", "plain"), out, 1)
    assert 1 == count
    assert {"port.md", "port.json", "RUBRIC.md"} == {path.name for path in folder.iterdir()}
    text = (folder / "port.md").read_text() + (folder / "port.json").read_text()
    assert "briefgen" not in text
    assert "plain" not in text
    key = read_key(out / "key.json")
    assert {"briefgen", "plain"} == {side.system for side in key.packets["port"].sides.values()}
    shown = text.split("## Brief ")
    place = next(place for place, side in key.packets["port"].sides.items() if side.system == "plain")
    assert "Quentin Marsh" in shown[int(place)]
    assert [2, 2] == [part.count("### W") // 2 for part in shown[1:]]
    with pytest.raises(UsageError, match="may hold answers"):
        write_packets([SOURCE], ("briefgen", "plain"), out, 1)


def test_packets_set_marks_alike_and_headings_apart() -> None:
    """Curly and straight marks look the same in a packet, and no text of a story or brief passes for a heading."""
    curly = {**GOOD, "mechanism": ("“Stay,” he’d said.",)}
    straight = {**GOOD, "mechanism": ('"Stay," he\'d said.',)}
    shown, _, _ = packet("port", Story.from_text("# Brief 1\n\nA text."), {
        "1": result(sections=curly), "2": result(sections=straight),
    })  # fmt: skip
    one, other = shown.split("## Brief ")[-2:]
    assert one[1:].strip() == other[1:].strip()
    assert ["# port", "## Story", "## Brief 1", "## Brief 2"] == [
        line for line in shown.splitlines() if line.startswith("#") and not line.startswith("###")
    ]


def filled(form: Path, marks: dict[str, int], *, run: str, reader: str = "ann") -> Path:
    """A form with these marks for `answers` by brief; good briefs are supported and publishable."""
    data = json.loads(form.read_text())
    data |= {"reader": reader, "run": run}
    for brief, mark in marks.items():
        yes, no = ("yes", "no") if mark else ("no", "yes")
        for section in SECTION_IDS:
            rows = data[brief][section]
            rows["answers"] = mark
            rows["supported"] = [yes] * len(rows["supported"])
            if "echo" in rows:
                rows["echo"] = [no] * len(rows["echo"])
        data[brief]["publishable"] = yes
    target = form.with_name(f"{reader}.json")
    target.write_text(json.dumps(data))
    return target


def test_the_tally_finds_whose_brief_was_preferred(out: Path) -> None:
    """The key turns places into systems, whichever stood first."""
    folder, _ = write_packets([SOURCE], ("briefgen", "plain"), out, 1)
    sides = read_key(out / "key.json").packets["port"].sides
    good, bad = ("1", "2") if sides["1"].system == "briefgen" else ("2", "1")
    marks = {f"brief_{good}": 2, f"brief_{bad}": 0}
    answered = [
        filled(folder / "port.json", marks, run=good),
        filled(folder / "port.json", marks, run="tie", reader="bo"),
    ]
    said = tally(answered, out)
    lines = report(said).splitlines()
    assert ["briefgen", "2", "100%", "2.00", "100%", "0%", "2", "of", "2", "50%"] == lines[2].split()
    assert ["plain", "2", "0%", "0.00", "0%", "100%", "0", "of", "2", "0%"] == lines[3].split()
    assert "ties: 1" == lines[-1]
    twice = folder / "twice.json"
    twice.write_text(answered[0].read_text())
    with pytest.raises(UsageError, match="answers 'port' in"):
        tally([answered[0], twice], out)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda form: form["brief_1"]["mechanism"].update(answers=3), "brief_1.mechanism.answers: Input should be"),
        (lambda form: form["brief_1"]["mechanism"].update(answers=True), "brief_1.mechanism.answers: Input should be"),
        (lambda form: form["brief_2"].update(publishable=None), "brief_2.publishable: Input should be 'yes' or 'no'"),
        (lambda form: form["brief_2"]["who_gains"]["echo"].append("no"), "brief_2.who_gains.echo: "),
        (lambda form: form["brief_1"].pop("what_to_watch"), "brief_1.what_to_watch: Field required"),
        (lambda form: form.update(run="both"), "run: Input should be '1', '2' or 'tie'"),
        (lambda form: form.update(reader=""), "reader: String should have at least 1 character"),
        (lambda form: form.update(note="x"), "note: Extra inputs are not permitted"),
        (lambda form: form.update(packet="0" * 16), "which the key does not have"),
    ],
)
def test_a_bad_form_is_refused_in_one_line(out: Path, change: Callable[[Any], object], reason: str) -> None:
    """What is missing, out of range, of the wrong number or of another packet is named on one line with its place."""
    folder, _ = write_packets([SOURCE], ("briefgen", "plain"), out, 1)
    form = filled(folder / "port.json", {"brief_1": 2, "brief_2": 1}, run="1")
    key = read_key(out / "key.json")
    assert "ann" == read_form(form, key).reader
    data = json.loads(form.read_text())
    change(data)
    form.write_text(json.dumps(data))
    with pytest.raises(UsageError) as refused:
        read_form(form, key)
    assert reason in str(refused.value)
    assert str(form) in str(refused.value)
    assert 1 == len(str(refused.value).splitlines())


def test_a_form_that_is_no_json_is_refused(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command ends with 2 and one line on stderr."""
    folder, _ = write_packets([SOURCE], ("briefgen", "plain"), out, 1)
    (folder / "port.json").write_text("{")
    assert 2 == main(["tally", "--out", str(out), str(folder / "port.json")])
    told = capsys.readouterr().err
    assert "Invalid JSON" in told
    assert 1 == len(told.splitlines())


def test_hostile_text_is_data_in_the_page() -> None:
    """Markup in a story, a brief or a model's name is shown, never obeyed; the page loads nothing."""
    evil = "<script>alert(1)</script>"
    story = Story.from_text(f"{evil} fell. {COPY}", headline=f'"><img src=x onerror=alert(2)>{evil}')
    source = Source(Path("port.txt"), "port", story)
    sections = {**GOOD, "mechanism": (f"{evil}\x1b[31m holds.",)}
    results = {"plain": {"port": result("plain", sections, model=evil, story_sha256=story.sha256)}}
    found = scored(results, [source], Rates())
    html = page([source], results, found, {"plain": list(found["plain"].values())})
    assert "<script" not in html
    assert "<img" not in html
    assert "\x1b" not in html
    assert html.count("&lt;script&gt;alert(1)") > 3
    assert "http" not in html.replace("http-equiv", "")


def test_a_saved_file_that_is_no_result_is_named(tmp_path: Path) -> None:
    """A result that cannot be read is an error with the path, and a missing one is none."""
    save(result(), tmp_path)
    assert result() == load(tmp_path, "briefgen", "port")
    assert load(tmp_path, "plain", "port") is None
    (tmp_path / "briefgen" / "port.json").write_text('{"slug": "port"}')
    with pytest.raises(UsageError, match="not a result"):
        load(tmp_path, "briefgen", "port")
