"""One casefile for many threads: each request has a view of its own, one writes at a time, and answers are kept."""

from __future__ import annotations

import datetime
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dateline.casefile import Casefile
from dateline.serve.names import AS_THEY_ARE, Names, names_of
from dateline.serve.options import Options

_KEPT_BYTES = 64 * 1024 * 1024  # of answers


class Service:
    """What the paths of the API share. The casefile stays its caller's to close."""

    def __init__(self, casefile: Casefile, options: Options, clock: Callable[[], datetime.datetime]) -> None:
        self.options = options
        self.clock = clock
        self._casefile = casefile
        self._changing = threading.Lock()
        self._counting = threading.Lock()
        self._start = secrets.token_hex(4)
        self._changes = 0
        self._kept = _Kept(_KEPT_BYTES)
        self._names: tuple[str, Names] | None = None

    @property
    def revision(self) -> str:
        """Another word after each change, and after each start."""
        return f"{self._start}-{self._changes}"

    def changed(self) -> None:
        """Says that the casefile may hold something new."""
        with self._counting:
            self._changes += 1

    @contextmanager
    def reading(self) -> Iterator[Casefile]:
        """The casefile as it stands now."""
        with self._casefile.reading() as still:
            yield still

    @contextmanager
    def changing(self) -> Iterator[Casefile]:
        """The casefile, to be changed by one request at a time; whatever is added meanwhile waits and goes on."""
        with self._changing, self._casefile.beside() as own:
            try:
                yield own
            finally:
                self.changed()

    def beside(self) -> Casefile:
        """The casefile for a long task, which others need not wait for. Close it."""
        return self._casefile.beside()

    def edited_names(self, casefile: Casefile) -> Names:
        """As `names`, but empty where nobody said anything of any name: rows then stay as they are, at no cost."""
        desk = casefile.desk
        return self.names(casefile) if desk.edits("actor") or desk.edits("place") else AS_THEY_ARE

    def names(self, casefile: Casefile) -> Names:
        """What actors and places are called in a view of the casefile. They are worked out when something changed."""
        stamp, kept = casefile.desk.names_stamp(), self._names
        if kept is None or kept[0] != stamp:
            kept = self._names = stamp, names_of(casefile)
        return kept[1]

    def answer(self, key: str, revision: str, make: Callable[[], bytes]) -> bytes:
        """An answer that was given before to the same question at the same revision, or a new one."""
        found = self._kept.get(f"{revision} {key}")
        if found is None:
            found = make()
            self._kept.put(f"{revision} {key}", found)
        return found


class _Kept:
    """The answers that were asked for last, up to so many bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._answers: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> bytes | None:
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
            return self._answers.get(key)

    def put(self, key: str, answer: bytes) -> None:
        with self._lock:
            self._size += len(answer) - len(self._answers.pop(key, b""))
            self._answers[key] = answer
            while self._size > self._most and self._answers:
                self._size -= len(self._answers.popitem(last=False)[1])
