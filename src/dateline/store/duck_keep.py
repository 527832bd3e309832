"""How records are kept in DuckDB: by report and version, flat and whole.

Where a new version tells an event in the same words as the old one, it takes over its place in situation events and in
decisions; the rest of the old version is kept, and counts no more.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, repeat

import numpy as np

from dateline.record import Record, Report
from dateline.situation import EventView
from dateline.store import rows
from dateline.store.base import OWN, Draft, Kept
from dateline.store.duck_file import DuckFile, utc


class Keeper:
    """Writes records to a file."""

    def __init__(self, file: DuckFile) -> None:
        self._file = file

    def keep(self, drafts: Sequence[Draft], at: datetime.datetime) -> Kept:
        new, changed, unchanged = list[str](), list[str](), list[str]()
        """As `dateline.store.base.Store.keep`."""
        for round in _one_per_report(drafts):
            known = self._known_versions([written.draft.record.report.id for written in round])
            fresh: list[_Written] = []
            for written in round:
                report = written.draft.record.report.id
                if written.hash in known[report]:
                    unchanged.append(report)
                else:
                    (changed if known[report] else new).append(report)
                    fresh.append(written)
            self._learn_models(round)
            self._keep_versions(fresh, known, at)
        return Kept(new=tuple(new), changed=tuple(changed), unchanged=tuple(unchanged))

    def _known_versions(self, reports: Collection[str]) -> dict[str, set[str]]:
        known: dict[str, set[str]] = defaultdict(set)
        sql = "SELECT report, record_hash FROM version WHERE report IN (SELECT unnest(?::VARCHAR[]))"
        for report, record_hash in self._file.all(sql, list(reports)):
            known[report].add(record_hash)
        return known

    def _learn_models(self, round: Iterable[_Written]) -> None:
        """A record that was made elsewhere and is read here to the same result need not be read again."""
        read = [written for written in round if written.draft.model is not None]
        if not read:
            return
        self._file.run(
            """UPDATE version SET model = read.model
            FROM (SELECT unnest(?::VARCHAR[]) AS report, unnest(?::VARCHAR[]) AS hash, unnest(?::VARCHAR[]) AS model)
                AS read
            WHERE version.report = read.report AND version.record_hash = read.hash AND version.model IS NULL""",
            [written.draft.record.report.id for written in read],
            [written.hash for written in read],
            [written.draft.model for written in read],
        )

    def _keep_versions(self, fresh: Sequence[_Written], known: Mapping[str, set[str]], at: datetime.datetime) -> None:
        first = self._file.next("version", "key")
        reports = [written.draft.record.report.id for written in fresh]
        superseded = self._supersede([report for report in reports if known[report]])
        earlier = [len(known[report]) for report in reports]
        self._file.insert("version", list(map(_version_row, count(first), fresh, earlier, repeat(utc(at)))))
        keyed = list(enumerate((written.draft for written in fresh), start=first))
        for table, rows_of in rows.TABLES.items():
            self._file.insert(table, [{"version": key} | row for key, draft in keyed for row in rows_of(draft.record)])
        self._keep_mentions(keyed)
        self._insert_bands(keyed)
        if superseded:
            self._carry_over(superseded)

    def _supersede(self, reports: Sequence[str]) -> list[int]:
        """Makes the current versions of reports older ones; gives their keys."""
        if not reports:
            return []
        sql = "SELECT key FROM version WHERE current AND report IN (SELECT unnest(?::VARCHAR[]))"
        keys = [key for (key,) in self._file.all(sql, list(reports))]
        self._file.run("UPDATE version SET current = false WHERE key IN (SELECT unnest(?::BIGINT[]))", keys)
        self._file.run("UPDATE event_mention SET current = false WHERE version IN (SELECT unnest(?::BIGINT[]))", keys)
        self._file.run("DELETE FROM band WHERE version IN (SELECT unnest(?::BIGINT[]))", keys)
        mentions = "SELECT key FROM event_mention WHERE version IN (SELECT unnest(?::BIGINT[]))"
        self._file.run(f"DELETE FROM block WHERE mention IN ({mentions})", keys)
        self._file.run(f"DELETE FROM decision WHERE \"by\" = '{OWN}' AND one IN ({mentions})", keys)
        self._file.run(f"DELETE FROM decision WHERE \"by\" = '{OWN}' AND other IN ({mentions})", keys)
        return keys

    def index(self, drafts: Sequence[Draft]) -> None:
        """As `dateline.store.base.Store.index`."""
        versions = dict(
            self._file.all(
                "SELECT report, key FROM version WHERE current AND report IN (SELECT unnest(?::VARCHAR[]))",
                [draft.record.report.id for draft in drafts],
            )
        )
        mentions = {
            (version, id): key
            for version, id, key in self._file.all(
                "SELECT version, id, key FROM event_mention WHERE version IN (SELECT unnest(?::BIGINT[]))",
                list(versions.values()),
            )
        }
        keyed = [(versions[draft.record.report.id], draft) for draft in drafts]
        found = [
            (mentions[version, view.id.entry], view, keys) for version, draft in keyed for view, keys in draft.views
        ]
        self._file.run("DELETE FROM block WHERE mention IN (SELECT unnest(?::BIGINT[]))", list(mentions.values()))
        self._file.run("DELETE FROM band WHERE version IN (SELECT unnest(?::BIGINT[]))", list(versions.values()))
        self._file.run(
            """UPDATE event_mention SET view = found.view
            FROM (SELECT unnest(?::BIGINT[]) AS key, unnest(?::VARCHAR[]) AS view) found
            WHERE event_mention.key = found.key AND event_mention.view IS DISTINCT FROM found.view""",
            [key for key, _, _ in found],
            [rows.view_to_json(view) for _, view, _ in found],
        )
        self._insert_blocks(found)
        self._insert_bands(keyed)

    def _keep_mentions(self, keyed: Sequence[tuple[int, Draft]]) -> None:
        key = self._file.next("event_mention", "key")
        found: list[rows.Row] = []
        viewed: list[tuple[int, EventView, tuple[str, ...]]] = []
        for version, draft in keyed:
            views = {view.id.entry: (view, keys) for view, keys in draft.views}
            for row in rows.event_rows(draft.record):
                view, keys = views.get(row["id"], (None, ()))
                found.append(
                    {"key": key, "version": version, "report": draft.record.report.id, "current": True}
                    | row
                    | {"view": rows.view_to_json(view) if view else None}
                )
                if view:
                    viewed.append((key, view, keys))
                key += 1
        self._file.insert("event_mention", found)
        self._insert_blocks(viewed)

    def _insert_blocks(self, found: Iterable[tuple[int, EventView, tuple[str, ...]]]) -> None:
        """Where each event, by its key, is to be looked for."""
        hashes, mentions, days = list[int](), list[int](), list[int]()
        for mention, view, keys in found:
            hashes += map(_number, keys)
            mentions += [mention] * len(keys)
            days += [_day_number(view)] * len(keys)
        if hashes:
            self._file.insert_numbers(
                "block", hash=np.array(hashes, np.uint64), mention=np.array(mentions), day=np.array(days)
            )

    def _insert_bands(self, keyed: Sequence[tuple[int, Draft]]) -> None:
        pairs = [(_number(band), version) for version, draft in keyed for band in draft.bands]
        if pairs:
            hashes, versions = zip(*pairs, strict=True)
            self._file.insert_numbers("band", hash=np.array(hashes, np.uint64), version=np.array(versions))

    def _carry_over(self, superseded: Sequence[int]) -> None:
        """Puts events of new versions in the place of the old ones that have the same type and words."""
        heirs = self._file.all(
            """WITH told AS (
                SELECT key, report, current, type, words,
                       row_number() OVER (PARTITION BY version, type, words ORDER BY key) AS nth
                FROM event_mention WHERE version IN (SELECT unnest(?::BIGINT[])) OR (current AND report IN
                    (SELECT report FROM version WHERE key IN (SELECT unnest(?::BIGINT[])))))
            SELECT old.key, new.key FROM told old JOIN told new USING (report, type, words, nth)
            WHERE NOT old.current AND new.current ORDER BY old.key""",
            superseded,
            superseded,
        )
        if heirs:
            olds, news = map(list, zip(*heirs, strict=True))
            for table in ("member", "former"):
                self._file.run(
                    f"""UPDATE {table} SET mention = heir.new
                    FROM (SELECT unnest(?::BIGINT[]) AS old, unnest(?::BIGINT[]) AS new) heir
                    WHERE mention = heir.old""",
                    olds,
                    news,
                )
            self._carry_over_decisions(dict(heirs))

    def _carry_over_decisions(self, heirs: Mapping[int, int]) -> None:
        """The old rows stay as they were decided: on events that are no longer told, where they bind nothing."""
        standing = self._file.all(
            """SELECT number, act, verdict, one, other, "by", moment, chance, reasons FROM decision
            WHERE undone_at IS NULL
              AND (one IN (SELECT unnest(?::BIGINT[])) OR other IN (SELECT unnest(?::BIGINT[]))) ORDER BY number""",
            list(heirs),
            list(heirs),
        )
        first = self._file.next("decision")
        self._file.insert(
            "decision",
            [
                {
                    "number": number,
                    "act": act,
                    "verdict": verdict,
                    "one": heirs.get(one, one),
                    "other": heirs.get(other, other),
                    "by": by,
                    "moment": at,
                    "chance": chance,
                    "reasons": reasons,
                    "carried_from": origin,
                }
                for number, (origin, act, verdict, one, other, by, at, chance, reasons) in enumerate(standing, first)
            ],
        )


def _hash(json: str) -> str:
    return hashlib.sha256(json.encode()).hexdigest()


def report_hash(report: Report) -> str:
    """Tells whether two reports are the very same, with all that is known of them."""
    return _hash(Record(report=report).to_json())


@dataclass(frozen=True, slots=True)
class _Written:
    """A draft with its record as JSON text, and the hash of that."""

    draft: Draft
    json: str
    hash: str

    @classmethod
    def of(cls, draft: Draft) -> _Written:
        json = draft.record.to_json()
        return cls(draft, json, _hash(json))


def _one_per_report(drafts: Iterable[Draft]) -> list[list[_Written]]:
    """The drafts in rounds, so that none holds two of one report."""
    rounds: list[list[_Written]] = []
    seen = Counter[str]()
    for draft in drafts:
        n = seen[draft.record.report.id]
        seen[draft.record.report.id] += 1
        if n == len(rounds):
            rounds.append([])
        rounds[n].append(_Written.of(draft))
    return rounds


def _version_row(key: int, written: _Written, earlier: int, added: datetime.datetime) -> rows.Row:
    report = written.draft.record.report
    return {
        "key": key, "report": report.id, "number": earlier + 1, "current": True,
        "report_hash": report_hash(report), "record_hash": written.hash, "model": written.draft.model,
        "added": added, "date": report.date, "publisher": report.publisher, "title": report.title, "url": report.url,
        "language": report.language, "text": report.text, "record": written.json,
    }  # fmt: skip


def _number(key: str) -> int:
    """A blocking key as a number of 64 bits. Should two keys ever meet in one, two more events are compared."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest())


def _day_number(view: EventView) -> int:
    """The day of an event, or else of its report, to tell which events are nearest in time; undated come first."""
    day = view.start or view.published
    return day.toordinal() if day else 0
