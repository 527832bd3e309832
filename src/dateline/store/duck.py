"""The embedded store: one DuckDB file (`dateline.store.duck_file`), and what is asked of it in SQL."""

from __future__ import annotations

import datetime
import os
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import chain
from typing import Any

from dateline.record import Record, Report
from dateline.situation import RULES, Decision, EntryId, EventView, Rule, Situation, Step
from dateline.store import rows
from dateline.store.base import (
    EVERYTHING,
    OWN,
    ClaimRow,
    Draft,
    EventRow,
    FigureRow,
    Filter,
    Happening,
    Kept,
    Neighbours,
    Period,
    PeriodRow,
    ReportRow,
    Status,
    Store,
    UnknownId,
    View,
)
from dateline.store.duck_desk import DuckDesk
from dateline.store.duck_file import DuckFile, utc, zoned
from dateline.store.duck_filter import where
from dateline.store.duck_happenings import happenings
from dateline.store.duck_keep import Keeper, report_hash
from dateline.store.regroup import plan


class DuckStore(Store):
    """A casefile in a DuckDB file. Make one with `open`."""

    def __init__(self, file: DuckFile) -> None:
        self._file = file

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> DuckStore:
        """Opens a casefile, or makes one where there is none. Raises `StoreError`; the file is then as it was."""
        return cls(DuckFile.open(path))

    def close(self) -> None:
        self._file.close()

    def begin(self) -> AbstractContextManager[None]:
        return self._file.begin()

    def beside(self) -> DuckStore:
        return DuckStore(self._file.beside())

    @contextmanager
    def reading(self) -> Iterator[DuckStore]:
        with self._file.snapshot() as still:
            yield DuckStore(still)

    @property
    def desk(self) -> DuckDesk:
        return DuckDesk(self._file)

    # -- reports -------------------------------------------------------------------------------------

    def holds(self, report: Report, model: str | None) -> bool:
        found = self._file.one(
            "SELECT count(*) FROM version WHERE report = ? AND report_hash = ? AND model IS NOT DISTINCT FROM ?",
            report.id,
            report_hash(report),
            model,
        )
        return bool(found)

    def keep(self, drafts: Sequence[Draft], at: datetime.datetime) -> Kept:
        return Keeper(self._file).keep(drafts, at)

    def reports(self) -> tuple[str, ...]:
        return tuple(report for (report,) in self._file.all("SELECT report FROM version WHERE current ORDER BY key"))

    def record(self, report: str, version: int | None = None) -> Record:
        sql = "SELECT record FROM version WHERE report = ? AND " + ("current" if version is None else "number = ?")
        text = self._file.one(sql, report, *(() if version is None else (version,)))
        if text is None:
            which = "" if version is None else f" in version {version}"
            raise UnknownId(f"no report {report!r}{which} in this casefile; see the reports that it holds")
        return Record.from_json(text)

    def records(self, reports: Collection[str]) -> tuple[Record, ...]:
        sql = "SELECT report, record FROM version WHERE current AND report IN (SELECT unnest(?::VARCHAR[]))"
        found = dict(self._file.all(sql, sorted(set(reports))))
        missing = sorted(set(reports) - found.keys())
        if missing:
            raise UnknownId(f"no report {missing[0]!r} in this casefile; see the reports that it holds")
        return tuple(Record.from_json(found[report]) for report in sorted(found))

    def versions(self, report: str) -> tuple[ReportRow, ...]:
        return self._file.made(
            ReportRow,
            """SELECT report, number AS version, current, date, publisher, title, url, model, copy_of, added,
                      (SELECT count(*) FROM event_mention WHERE event_mention.version = version.key) AS events
            FROM version WHERE report = ? ORDER BY number""",
            report,
        )

    def beginning(self, words: str) -> tuple[str, ...]:
        found = self._file.all(
            "SELECT DISTINCT report FROM version WHERE starts_with(report, ?) ORDER BY report LIMIT 2", words
        )
        return tuple(report for (report,) in found)

    def sharing_bands(self, reports: Collection[str]) -> tuple[str, ...]:
        found = self._file.all(
            """WITH asked AS (
                SELECT key FROM version WHERE current AND (report IN (SELECT unnest($reports::VARCHAR[]))
                                                           OR copy_of IN (SELECT unnest($reports::VARCHAR[])))),
            touched AS (
                SELECT hash, version FROM band WHERE hash IN (SELECT hash FROM band WHERE version IN (FROM asked))),
            shared AS (SELECT hash FROM touched GROUP BY hash HAVING count(DISTINCT version) > 1)
            SELECT report FROM version WHERE key IN (
                SELECT version FROM touched JOIN shared USING (hash) UNION
                SELECT key FROM version WHERE current AND copy_of IN (SELECT unnest($reports::VARCHAR[])))
            ORDER BY key""",
            {"reports": list(reports)},
        )
        return tuple(report for (report,) in found)

    def mark_copies(self, copies: Iterable[tuple[str, str | None]]) -> None:
        pairs = list(copies)
        self._file.run(
            """UPDATE version SET copy_of = marked.original
            FROM (SELECT unnest(?::VARCHAR[]) AS report, unnest(?::VARCHAR[]) AS original) marked
            WHERE version.report = marked.report AND version.current
              AND version.copy_of IS DISTINCT FROM marked.original""",
            [report for report, _ in pairs],
            [original for _, original in pairs],
        )

    def copies(self, reports: Collection[str]) -> dict[str, str]:
        sql = """SELECT report, copy_of FROM version
            WHERE current AND copy_of IS NOT NULL AND report IN (SELECT unnest(?::VARCHAR[])) ORDER BY key"""
        return dict(self._file.all(sql, list(reports)))

    # -- linking -------------------------------------------------------------------------------------

    def _keys(self, entries: Iterable[EntryId]) -> dict[EntryId, int]:
        """The keys of the current events among these entries."""
        wanted = list(entries)
        sql = """SELECT report, id, key
            FROM event_mention JOIN (SELECT unnest(?::VARCHAR[]) AS report, unnest(?::VARCHAR[]) AS id)
            USING (report, id)
            WHERE current"""
        found = self._file.all(sql, [entry.report for entry in wanted], [entry.entry for entry in wanted])
        return {EntryId(report, id): key for report, id, key in found}

    def _entries(self, keys: Iterable[int]) -> dict[int, EntryId]:
        sql = "SELECT key, report, id FROM event_mention WHERE key IN (SELECT unnest(?::BIGINT[])) ORDER BY key"
        return {key: EntryId(report, id) for key, report, id in self._file.all(sql, list(keys))}

    def index(self, drafts: Sequence[Draft]) -> None:
        Keeper(self._file).index(drafts)

    def neighbours(self, entries: Collection[EntryId], widest: int) -> Neighbours:
        # Each large block is put in order of time and cut into shelves; what stands within half of `widest` of an
        # event lies on its own shelf or on one beside it, so that the work grows with the block, not its square.
        asked = list(self._keys(entries).values())
        found = self._file.all(
            """WITH asked AS (SELECT unnest($asked::BIGINT[]) AS mention),
            touched AS (SELECT DISTINCT hash FROM block JOIN asked USING (mention)),
            placed AS (
                SELECT hash, mention, day, count(*) OVER (PARTITION BY hash) AS size,
                       row_number() OVER (PARTITION BY hash ORDER BY day, mention) AS place
                FROM block JOIN touched USING (hash)),
            shelved AS (
                SELECT *, CASE WHEN size <= $widest THEN 0 ELSE place // $half END AS shelf FROM placed),
            reach AS (
                SELECT * EXCLUDE (shelf), unnest([shelf - 1, shelf, shelf + 1]) AS shelf
                FROM shelved JOIN asked USING (mention)),
            pairs AS (
                SELECT one.mention AS asked, other.mention, count(*) AS shared,
                       any_value(abs(one.day - other.day)) AS apart
                FROM reach one JOIN shelved other USING (hash, shelf)
                WHERE one.size <= $widest OR abs(one.place - other.place) <= $half
                GROUP BY one.mention, other.mention),
            near AS (
                SELECT asked, mention FROM pairs WHERE asked <> mention
                QUALIFY row_number() OVER (PARTITION BY asked ORDER BY shared DESC, apart, mention) <= $widest)
            SELECT DISTINCT least(asked, mention), greatest(asked, mention),
                   (SELECT count(DISTINCT hash) FROM placed WHERE size > $widest)
            FROM near ORDER BY ALL""",
            {"asked": asked, "widest": widest, "half": max(widest // 2, 1)},
        )
        cut = found[0][2] if found else 0
        named = self._entries({*asked, *(key for one, other, _ in found for key in (one, other))})
        pairs = tuple((named[one], named[other]) for one, other, _ in found)
        return Neighbours(entries=tuple(named.values()), pairs=pairs, cut=cut)

    def count_cut(self, cut: int) -> None:
        self._file.run("UPDATE casefile SET cut = cut + ?", cut)

    def views(self, entries: Collection[EntryId]) -> tuple[EventView, ...]:
        found = self._file.all(
            """SELECT report, id, view FROM event_mention
            WHERE view IS NOT NULL AND key IN (SELECT unnest(?::BIGINT[])) ORDER BY key""",
            list(self._keys(entries).values()),
        )
        return tuple(rows.view_from_json(EntryId(report, id), view) for report, id, view in found)

    # -- decisions -----------------------------------------------------------------------------------

    def decide(self, decisions: Sequence[Decision]) -> None:
        self._write_decisions(decisions)

    def _write_decisions(self, decisions: Sequence[Decision]) -> None:
        keys = self._known({end for decision in decisions for end in (decision.one, decision.other)})
        act, first = self._file.next("decision", "act"), self._file.next("decision")
        self._file.insert(
            "decision",
            [
                {
                    "number": number,
                    "act": act,
                    "verdict": decision.verdict,
                    "one": keys[decision.one],
                    "other": keys[decision.other],
                    "by": decision.by,
                    "moment": utc(decision.at),
                    "chance": decision.chance,
                    "reasons": list(decision.reasons),
                }
                for number, decision in enumerate(decisions, first)
            ],
        )

    def _known(self, entries: Collection[EntryId]) -> dict[EntryId, int]:
        keys = self._keys(entries)
        missing = sorted(set(entries) - keys.keys())
        if missing:
            raise UnknownId(f"no event {missing[0]} in this casefile; an event goes by REPORT#ENTRY, such as afp-1#e3")
        return keys

    def undo(self, at: datetime.datetime, by: str) -> tuple[Decision, ...]:
        sql = f"SELECT max(act) FROM decision WHERE undone_at IS NULL AND \"by\" <> '{OWN}'"
        act = self._file.one(sql)
        taken_back = self._standing("act = ?", act)
        self._file.run(
            "UPDATE decision SET undone_at = ?, undone_by = ? WHERE act = ? AND undone_at IS NULL", utc(at), by, act
        )
        return taken_back

    def decisions(self, entries: Collection[EntryId] | None = None) -> tuple[Decision, ...]:
        if entries is None:
            return self._standing("true")
        keys = list(self._keys(entries).values())
        among = "decision.one IN (SELECT unnest($1::BIGINT[])) AND decision.other IN (SELECT unnest($1::BIGINT[]))"
        return self._standing(among, keys)

    def _standing(self, condition: str, *values: object) -> tuple[Decision, ...]:
        found = self._file.all(
            f"""SELECT verdict, a.report, a.id, b.report, b.id, "by", moment, chance, reasons FROM decision
            JOIN event_mention a ON a.key = one JOIN event_mention b ON b.key = other
            WHERE undone_at IS NULL AND a.current AND b.current AND {condition} ORDER BY number""",
            *values,
        )
        return tuple(
            Decision(verdict=verdict, one=EntryId(one_report, one), other=EntryId(other_report, other), by=by,
                     at=zoned(at), chance=chance, reasons=tuple(reasons))
            for verdict, one_report, one, other_report, other, by, at, chance, reasons in found
        )  # fmt: skip

    def replace_own(self, entries: Collection[EntryId], decisions: Sequence[Decision]) -> None:
        keys = list(self._keys(entries).values())
        self._file.run(
            f"""DELETE FROM decision WHERE "by" = '{OWN}'
            AND one IN (SELECT unnest($1::BIGINT[])) AND other IN (SELECT unnest($1::BIGINT[]))""",
            keys,
        )
        self._write_decisions(decisions)

    # -- situations ----------------------------------------------------------------------------------

    def situations(self, ids: Collection[str] | None = None) -> tuple[Situation, ...]:
        if ids is None:
            return self._situations("true")
        return self._situations("situation IN (SELECT unnest(?::BIGINT[]))", list(map(_situation_number, ids)))

    def holding(self, entries: Collection[EntryId]) -> tuple[Situation, ...]:
        return self._situations(
            "situation IN (SELECT situation FROM member WHERE mention IN (SELECT unnest(?::BIGINT[])))",
            list(self._keys(entries).values()),
        )

    def _situations(self, condition: str, *values: object) -> tuple[Situation, ...]:
        members: dict[int, list[EntryId]] = defaultdict(list)
        for situation, report, id in self._file.all(
            f"""SELECT situation, report, id FROM member JOIN event_mention ON key = mention
            WHERE current AND {condition} ORDER BY situation, key""",
            *values,
        ):
            members[situation].append(EntryId(report, id))
        return tuple(Situation(id=_situation_id(n), members=tuple(found)) for n, found in members.items())

    def regroup(
        self, groups: Sequence[Collection[EntryId]], at: datetime.datetime, by: str, *, undone: bool = False
    ) -> tuple[str, ...]:
        keys = self._known({entry for group in groups for entry in group})
        named = list(keys.values())
        gone = [
            key
            for (key,) in self._file.all(
                "SELECT mention FROM member JOIN event_mention ON key = mention WHERE NOT current"
            )
        ]
        before = self._members_of("member", named + gone)
        former = self._members_of("former", named)
        planned = plan(
            [frozenset(keys[entry] for entry in group) for group in groups if group],
            before,
            former,
            gone,
            max(self._file.next("member", "situation"), self._file.next("former", "situation")),
        )
        self._rewrite("member", before.keys() & {*planned.changed, *planned.ended}, planned.changed)
        self._rewrite("former", former.keys() & planned.changed.keys(), {id: before[id] for id in planned.ended})
        for table in ("account", "party", "toll"):
            self._rewrite(table, planned.ended, {})
        first = self._file.next("step")
        self._file.insert(
            "step",
            [
                {
                    "number": number,
                    "moment": utc(at),
                    "by": by,
                    "change": "undone" if undone else move.change,
                    "before": list(move.before),
                    "after": list(move.after),
                    "members": list(move.members),
                }
                for number, move in enumerate(planned.moves, first)
            ],
        )
        return tuple(map(_situation_id, planned.changed))

    def _members_of(self, table: str, mentions: Sequence[int]) -> dict[int, frozenset[int]]:
        """The situations of a table that hold any of these mentions, whole."""
        members: dict[int, set[int]] = defaultdict(set)
        sql = f"""SELECT situation, mention FROM {table} WHERE situation IN
            (SELECT situation FROM {table} WHERE mention IN (SELECT unnest(?::BIGINT[]))) ORDER BY ALL"""
        for situation, mention in self._file.all(sql, list(mentions)):
            members[situation].add(mention)
        return {situation: frozenset(found) for situation, found in members.items()}

    def _rewrite(self, table: str, outdated: Iterable[int], members: Mapping[int, Iterable[int]]) -> None:
        numbers = list(outdated)
        if numbers:
            self._file.run(f"DELETE FROM {table} WHERE situation IN (SELECT unnest(?::BIGINT[]))", numbers)
        self._file.insert(
            table, [{"situation": n, "mention": mention} for n, found in members.items() for mention in sorted(found)]
        )

    def describe(self, happenings: Sequence[Happening]) -> None:
        numbers = [_situation_number(happening.event.id) for happening in happenings]
        for table in ("account", "party", "toll"):
            self._rewrite(table, numbers, {})
        self._file.insert("account", [_account_row(happening.event) for happening in happenings])
        self._file.insert("party", list(chain.from_iterable(map(_party_rows, happenings))))
        self._file.insert("toll", [_toll_row(figure) for happening in happenings for figure in happening.figures])

    def resolve(self, id: str) -> tuple[str, ...]:
        number = _situation_number(id)
        if self._file.one("SELECT count(*) FROM member WHERE situation = ?", number):
            return (id,)
        if not self._file.one("SELECT count(*) FROM former WHERE situation = ?", number):
            raise UnknownId(f"no situation event {id!r} in this casefile")
        found = self._file.all(
            """SELECT DISTINCT member.situation FROM member JOIN former USING (mention)
            WHERE former.situation = ? ORDER BY ALL""",
            number,
        )
        return tuple(_situation_id(n) for (n,) in found)

    def history(self, id: str) -> tuple[Step, ...]:
        self.resolve(id)
        steps: dict[int, Any] = {}
        asked, seen = {_situation_number(id)}, set[int]()
        while asked:
            found = self._file.all(
                "SELECT * FROM step WHERE list_has_any(after, ?::BIGINT[]) OR list_has_any(before, ?::BIGINT[])",
                sorted(asked),
                sorted(asked),
            )
            seen |= asked
            came_from = {n for step in found if asked & set(step[5]) for n in step[4]}
            steps |= {step[0]: step for step in found}
            asked = came_from - seen
        entries = self._entries({mention for step in steps.values() for mention in step[6]})
        return tuple(_step(steps[number], entries) for number in sorted(steps))

    # -- questions -----------------------------------------------------------------------------------

    def events(self, wanted: Filter = EVERYTHING, ids: Collection[str] | None = None) -> tuple[EventRow, ...]:
        condition, values = _where(wanted, ids)
        return self._file.made(
            EventRow,
            f"""SELECT 'S' || situation AS id, account.* EXCLUDE (situation, "names") FROM account
            WHERE {condition} ORDER BY "start" NULLS LAST, situation""",
            *values,
        )

    def figures(
        self,
        wanted: Filter = EVERYTHING,
        measure: str | None = None,
        ids: Collection[str] | None = None,
        *,
        rule: Rule = "direct",
    ) -> tuple[FigureRow, ...]:
        condition, values = _where(wanted, ids)
        return self._file.made(
            FigureRow,
            f"""SELECT 'S' || situation AS event, toll.* EXCLUDE (situation), "start", "end", place, country
            FROM {_tolls_by(rule)} toll JOIN account USING (situation)
            WHERE {condition} AND (?::VARCHAR IS NULL OR measure = ?)
            ORDER BY "start" NULLS LAST, situation, measure, unit, whom""",
            *values,
            measure,
            measure,
        )

    def periods(self, wanted: Filter, measure: str, by: Period, *, rule: Rule = "direct") -> tuple[PeriodRow, ...]:
        condition, values = where(wanted)
        return self._file.made(
            PeriodRow,
            f"""WITH counted AS (
                SELECT *, bool_or(whom IS NULL) OVER (PARTITION BY situation, measure, unit) AS whole
                FROM {_tolls_by(rule)} WHERE measure = ? AND coalesce(low, best, high) IS NOT NULL)
            SELECT date_trunc(?, "start")::DATE AS "start", measure, unit,
                   sum(coalesce(low, 0)) AS low, sum(coalesce(best, low, 0)) AS best,
                   CASE WHEN count(high) = count(*) THEN sum(high) END AS high, -- unknown where one of them is
                   count(DISTINCT situation) AS events
            FROM counted JOIN account USING (situation)
            WHERE (whom IS NULL OR NOT whole) AND {condition} -- one side's dead are among people in general
            GROUP BY ALL ORDER BY 1 NULLS LAST, unit""",
            measure,
            by,
            *values,
        )

    def claims(self, wanted: Filter = EVERYTHING, event: str | None = None) -> tuple[ClaimRow, ...]:
        condition, values = where(wanted)
        among = "" if wanted == EVERYTHING else f"AND event IN (SELECT 'S' || situation FROM account WHERE {condition})"
        return self._file.made(
            ClaimRow,
            f"""SELECT * FROM claims WHERE (?::VARCHAR IS NULL OR event = ?) {among}
            ORDER BY published NULLS LAST, report, entry""",
            event,
            event,
            *values,
        )

    def happenings(self, wanted: Filter = EVERYTHING) -> Iterator[Happening]:
        return happenings(self._file, wanted)

    def status(self) -> Status:
        number_of = "SELECT count(*) FROM"
        models = self._file.all("SELECT model, count(*) FROM version WHERE current GROUP BY model ORDER BY model")
        return Status(
            path=str(self._file.path),
            schema=self._file.one("SELECT schema FROM casefile"),
            reports=self._file.one(f"{number_of} version WHERE current"),
            versions=self._file.one(f"{number_of} version"),
            mentions=self._file.one(f"{number_of} event_mention WHERE current"),
            events=self._file.one("SELECT count(DISTINCT situation) FROM member"),
            claims=self._file.one("SELECT count(*) FROM figure JOIN version ON key = version WHERE current"),
            loose=self._file.one(f"{number_of} situation_claim WHERE situation IS NULL"),
            decisions=self._file.one(f"{number_of} decision WHERE undone_at IS NULL AND \"by\" <> '{OWN}'"),
            cut=self._file.one("SELECT cut FROM casefile"),
            models=tuple(models),
        )

    def arrow(self, view: View) -> Any:
        return self._file.relation(f"SELECT * FROM {view}")


def _tolls_by(rule: Rule) -> str:
    """The table ``toll`` with each best by a rule, in SQL; what was kept by 'direct' alone stays that."""
    if rule not in RULES:
        raise ValueError(f"no rule {rule!r}; there are {', '.join(RULES)}")
    if rule == "direct":
        return "toll"
    kept = f"(best IS NULL OR best_{rule} IS NOT NULL)"
    return f"""(SELECT * REPLACE (coalesce(best_{rule}, best) AS best,
                                  CASE WHEN {kept} THEN '{rule}' ELSE rule END AS rule) FROM toll)"""


def _where(wanted: Filter, ids: Collection[str] | None) -> tuple[str, list[object]]:
    condition, values = where(wanted)
    if ids is None:
        return condition, values
    numbers = list(map(_situation_number, ids))
    return f"{condition} AND situation IN (SELECT unnest(?::BIGINT[]))", [*values, numbers]


# --- values ----------------------------------------------------------------------------------------


def _situation_id(number: int) -> str:
    return f"S{number}"


def _situation_number(id: str) -> int:
    found = re.fullmatch(r"S([1-9][0-9]{0,17})", id)
    if not found:
        raise UnknownId(f"no situation event {id!r}; they go by S1, S2 …")
    return int(found[1])


_ACCOUNT = ("type", "mode", "status", "start", "end", "place", "country", "admin1", "lat", "lon", "precision",
            "killed_low", "killed_best", "killed_high", "reports", "mentions")  # fmt: skip
_PARTY = ("name", "kind", "country", "sector")
_TOLL = ("measure", "unit", "whom", "low", "best", "high", "fewer", "more", "rule", "claims",
         "best_latest", "best_median", "best_lowest")  # fmt: skip


def _account_row(event: EventRow) -> rows.Row:
    return {
        "situation": _situation_number(event.id),
        **{name: getattr(event, name) for name in _ACCOUNT},
        "actors": list(event.actors),
        "recipients": list(event.recipients),
        "names": "\n".join((*event.actors, *event.recipients)).lower(),
    }


def _party_rows(happening: Happening) -> Iterator[rows.Row]:
    for side, parties in (("actor", happening.actors), ("recipient", happening.recipients)):
        for number, party in enumerate(parties, start=1):
            yield {
                "situation": _situation_number(happening.event.id),
                "side": side,
                "number": number,
                **{name: getattr(party, name) for name in _PARTY},
            }


def _toll_row(figure: FigureRow) -> rows.Row:
    return {"situation": _situation_number(figure.event), **{name: getattr(figure, name) for name in _TOLL}}


def _step(row: Sequence[Any], entries: Mapping[int, EntryId]) -> Step:
    _, at, by, change, before, after, members = row
    return Step(
        at=zoned(at),
        by=by,
        change=change,
        before=tuple(map(_situation_id, before)),
        after=tuple(map(_situation_id, after)),
        members=tuple(entries[mention] for mention in members),
    )
