"""A model as judge for code that is not async: `score` may be called anywhere, also inside a running event loop.

The judge keeps an event loop in a thread of its own, and in it the model, from the first claim to `close`.
"""

import asyncio
import concurrent.futures
import contextlib
import threading
import weakref
from typing import TYPE_CHECKING, Self

from briefgen.config import Settings
from briefgen.connect import choose, connect
from briefgen.errors import ModelError, UsageError
from briefgen.story import Story
from briefgen.verify.claim import Claim
from briefgen.verify.judge import threshold_of

if TYPE_CHECKING:
    from briefgen.model import ModelJudge


def make_judge(spec: str | None = None, *, settings: Settings | None = None) -> "ConnectedJudge":
    """A judge that asks a model.

    ::

        with briefgen.make_judge("local/qwen2.5-coder-1.5b") as judge:
            findings = briefgen.verify_text(text, story, judge=judge)

    Args:
        spec: `provider/model`; over what the settings say.
        settings: default: `Settings.load()`, so that environment and file count. Its budget is for all claims together.

    Raises:
        UsageError: no such provider.
    """
    settings = settings or Settings.load()
    if spec is not None:
        settings = settings.model_copy(update={"model": spec})
    return ConnectedJudge(settings)


class ConnectedJudge:
    """A `Judge` that connects to its model at the first claim and keeps it until `close`; a context manager.

    An embedded model is started once. Dropping the judge closes it too, and so does the end of the program.
    """

    def __init__(self, settings: Settings) -> None:
        self.threshold = threshold_of(choose(settings).name)
        self._worker = _Worker(settings)
        # Not at exit: the thread ends with the program, and the embedded server sees to itself.
        weakref.finalize(self, self._worker.stop).atexit = False

    def score(self, claim: Claim, story: Story) -> float | None:
        """How likely it is that the story supports the claim, 0 to 1; None when the model cannot say.

        Blocks until the model has answered. One claim at a time, whichever thread it comes from.

        Raises:
            UsageError: the judge is closed, or the settings make no sense.
            ModelError: no answer can be had, or none that fits; `BudgetSpent` when a budget would be passed.
        """
        return self._worker.score(claim, story)

    def close(self) -> None:
        """Close the model and wait until nothing is left running; may be called twice."""
        self._worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Worker:
    """A thread with an event loop, and in it a model. It knows nothing of the judge, so that one can be dropped."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._closed = False
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._open = contextlib.AsyncExitStack()
        self._judge: ModelJudge | None = None

    def score(self, claim: Claim, story: Story) -> float | None:
        """Ask in the thread and wait; an interruption of the wait, such as Ctrl-C, ends the asking too."""
        with self._lock:
            if self._closed:
                raise UsageError("this judge is closed; make another")
            asking = asyncio.run_coroutine_threadsafe(self._ascore(claim, story), self._loop or self._start())
        try:
            # In steps, because on Windows an endless wait cannot be interrupted.
            while not asking.done():
                concurrent.futures.wait([asking], timeout=0.2)
        except BaseException:
            asking.cancel()
            raise
        try:
            return asking.result()
        except concurrent.futures.CancelledError:
            raise ModelError("the judge was closed before the model had answered") from None

    def stop(self) -> None:
        """Tell the thread to close everything, and do not wait for it."""
        with self._lock:
            if self._loop is not None and not self._closed:
                self._loop.call_soon_threadsafe(self._stopping.set)
            self._closed = True

    def close(self) -> None:
        """Tell it and wait."""
        self.stop()
        if self._thread is not None:
            self._thread.join()

    def _start(self) -> asyncio.AbstractEventLoop:
        # Without the factory it would become the event loop of the caller's thread too.
        runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
        self._loop = runner.get_loop()
        # A daemon, because Python waits for any other at exit before it lets anybody close it.
        self._thread = threading.Thread(target=self._serve, args=(runner,), name="briefgen-judge", daemon=True)
        self._thread.start()
        return self._loop

    def _serve(self, runner: asyncio.Runner) -> None:
        with runner:
            runner.run(self._until_stopped())

    async def _until_stopped(self) -> None:
        async with self._open:
            await self._stopping.wait()
            # Before the model goes: what is under way would take a closed client for a fault of the server.
            under_way = asyncio.all_tasks() - {asyncio.current_task()}
            for task in under_way:
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)

    async def _ascore(self, claim: Claim, story: Story) -> float | None:
        async with self._one_at_a_time:
            if self._judge is None:
                self._judge = await self._connect()
            return await self._judge.ascore(claim, story)

    async def _connect(self) -> "ModelJudge":
        async with contextlib.AsyncExitStack() as opening:
            connection = await opening.enter_async_context(connect(self._settings))
            model = await connection.model()
            from briefgen.model import ModelJudge

            judge = ModelJudge(model)
            self._open.push_async_exit(opening.pop_all())
            return judge
