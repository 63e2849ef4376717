"""Work that no key waits for: done on a thread of its own, one thing after another."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


class Apart:
    """A thread that does what it is given, beside the one that draws; the program ends without waiting for it.

    What is given to it must share nothing that changes with anything else.
    """

    def __init__(self) -> None:
        self._todo: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._thread: Thread | None = None

    async def do(self, work: Callable[[], T]) -> T:
        """What some work comes to. Nothing is begun that nobody waits for any more."""
        loop = asyncio.get_running_loop()
        found: asyncio.Future[T] = loop.create_future()

        def tell(result: T | None, error: BaseException | None) -> None:
            if found.cancelled():
                return
            if error is not None:
                found.set_exception(error)
            else:
                found.set_result(result)  # type: ignore[arg-type]  # without an error there is a result

        def run() -> None:
            if found.cancelled():
                return
            result, error = None, None
            try:
                result = work()
            except BaseException as raised:
                error = raised
            # The chat may have ended meanwhile, and its loop with it.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(tell, result, error)

        self._todo.put(run)
        if self._thread is None:
            self._thread = Thread(target=self._work, name="apart", daemon=True)
            self._thread.start()
        return await found

    def _work(self) -> None:
        while True:
            self._todo.get()()


APART = Apart()
"""The one of this program."""
