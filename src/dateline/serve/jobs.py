"""Reports being added: one job at a time, in the background, with what has become of it."""

from __future__ import annotations

import dataclasses
import datetime
import re
import shutil
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from dateline.casefile import Added
from dateline.load import Overrides
from dateline.record import DatelineError
from dateline.serve.problems import Problem
from dateline.serve.service import Service

State = Literal["waiting", "running", "done", "failed", "stopped"]

_WAITING = 20  # jobs
_KEPT = 100  # jobs that are over
_TELLING = 2.0  # seconds: whoever looks at the page meanwhile asks for everything anew
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


class _Stopped(Exception):
    """Ends the adding between two reports."""


@dataclass(slots=True)
class Job:
    """One adding. `folder` holds its files, under names of our own, and is gone when it ends."""

    id: str
    by: str
    made: datetime.datetime
    folder: Path
    files: dict[str, str]
    """The path of each file to the name that it was sent under."""
    overrides: Overrides
    state: State = "waiting"
    started: datetime.datetime | None = None
    ended: datetime.datetime | None = None
    seen: int = 0
    now: str | None = None
    error: str | None = None
    added: Added | None = None
    stop: threading.Event = field(default_factory=threading.Event)

    def told(self) -> dict[str, Any]:
        """The job as the API tells it."""
        plain = ("id", "state", "by", "made", "started", "ended", "seen", "now", "error")
        return {
            **{name: getattr(self, name) for name in plain},
            "files": list(self.files.values()),
            "added": None if self.added is None else self._added(self.added),
        }

    def named(self, words: str) -> str:
        """Words with the names that files were sent under, in the place of our paths."""
        for path, name in self.files.items():
            words = words.replace(path, name)
        return words

    def _added(self, added: Added) -> dict[str, Any]:
        plain = dataclasses.asdict(dataclasses.replace(added, unreadable=(), skipped=(), notes=()))
        return {
            **plain,
            "unreadable": [
                {
                    "where": self.named(one.path) + (f":{one.line}" if one.line else ""),
                    "reason": self.named(one.reason),
                    "advice": self.named(one.advice),
                }
                for one in added.unreadable
            ],
            "skipped": [self.named(str(one)) for one in added.skipped],
            "notes": [self.named(note) for note in added.notes],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as it was sent: the name is shown and never used as a path."""

    name: str
    content: Path


class Jobs:
    """Takes jobs, runs them one after the other, and tells of the last of them."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._runner = ThreadPoolExecutor(max_workers=1, thread_name_prefix="dateline-add")
        self._count = 0

    def folder(self) -> Path:
        """An empty folder for the files of a job."""
        return Path(tempfile.mkdtemp(prefix="dateline-add-"))

    def add(self, folder: Path, names: Sequence[str], overrides: Overrides, by: str) -> Job:
        """Adds the files of a folder, named by `path_for`, in order. Raises `Problem` where too many jobs wait."""
        with self._lock:
            if sum(job.state == "waiting" for job in self._jobs.values()) >= _WAITING:
                raise Problem(429, f"{_WAITING} jobs wait already; send more when some of them are done")
            self._count += 1
            files = {str(path_for(folder, number, name)): name for number, name in enumerate(names)}
            job = Job(f"j{self._count}", by, self._service.clock(), folder, files, overrides)
            self._jobs[job.id] = job
            self._forget_oldest()
        self._runner.submit(self._run, job)
        return job

    def _forget_oldest(self) -> None:
        over = [job.id for job in self._jobs.values() if job.state not in ("waiting", "running")]
        for id in over[: max(len(over) - _KEPT, 0)]:
            del self._jobs[id]

    def all(self) -> list[Job]:
        """The jobs, the newest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def get(self, id: str) -> Job | None:
        with self._lock:
            return self._jobs.get(id)

    def close(self) -> None:
        """Stops what runs, between two reports, and waits for it."""
        for job in self.all():
            job.stop.set()
        self._runner.shutdown(wait=True, cancel_futures=True)
        for job in self.all():
            shutil.rmtree(job.folder, ignore_errors=True)

    def _run(self, job: Job) -> None:
        job.started, job.state = self._service.clock(), "running"
        state: State = "done"
        try:
            self._add(job)
        except _Stopped:
            state = "stopped"
        except DatelineError as error:
            state, job.error = "failed", job.named(str(error))
        except Exception as error:  # noqa: BLE001  # whatever a file did to the reader, the service goes on and says so
            state, job.error = "failed", f"{type(error).__name__}; what was added before is kept. Please report this"
        finally:
            shutil.rmtree(job.folder, ignore_errors=True)
            self._service.changed()
            job.ended, job.now, job.state = self._service.clock(), None, state

    def _tell(self, last: float) -> float:
        """Says now and then that there may be something new; gives when it did last."""
        if time.monotonic() - last < _TELLING:
            return last
        self._service.changed()
        return time.monotonic()

    def _add(self, job: Job) -> None:
        told = time.monotonic()

        def watch(where: str) -> None:
            nonlocal told
            if job.stop.is_set():
                raise _Stopped
            job.seen += 1
            job.now = job.named(where)
            told = self._tell(told)

        if job.stop.is_set():
            raise _Stopped
        with self._service.beside() as casefile:
            job.added = casefile.add(list(job.files), overrides=job.overrides, watch=watch)


def path_for(folder: Path, number: int, name: str) -> Path:
    """Where the file of this number is kept: under a name of ours, with the ending of its own."""
    found = _SUFFIX.fullmatch(Path(name.replace("\0", "")).suffix.lower())
    return folder / f"{number:04}{found[0] if found else ''}"
