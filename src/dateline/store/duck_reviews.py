"""Reviews and edits in DuckDB."""

from __future__ import annotations

import datetime
import json
from typing import Any

from dateline.record import entry_from_dict, entry_to_dict
from dateline.review import Edit, Review, Subject
from dateline.store.desk import Queued, Reviewer
from dateline.store.duck_file import DuckFile, utc, zoned

_REVIEW = """number, report, version, "table", entry, act, payload, "by", moment, settles, note, undone_at, undone_by"""
_EDIT = """number, subject, name, change, "into", content, "by", moment"""

# The rule is told in `dateline.store.desk.Desk.queue`.
_QUEUE = """
WITH mine AS (SELECT * FROM standing_review WHERE NOT settles AND "by" = $by),
told AS (
    SELECT version, id, "event", best, low FROM figure
    WHERE measure IN (SELECT unnest($people::VARCHAR[]))),
entries AS (
    SELECT event_mention.version, 'events' AS "table", id AS entry, concat_ws(' ', type, mode) AS kind, words, sentence,
           at_start, at_end, confidence, event_mention.key AS mention, "start" IS NOT NULL AS dated,
           place IS NOT NULL AS placed,
           (SELECT max(coalesce(best, low)) FROM told
            WHERE told.version = event_mention.version AND told.event = event_mention.id) AS people
    FROM event_mention WHERE current
    UNION ALL
    SELECT figure.version, 'figures', figure.id, measure, figure.words, coalesce(event_mention.sentence, figure.words),
           figure.at_start, figure.at_end, figure.confidence, event_mention.key, true, true,
           CASE WHEN measure IN (SELECT unnest($people::VARCHAR[])) THEN coalesce(best, low) END
    FROM figure
    JOIN version ON version.key = figure.version AND version.current
    LEFT JOIN event_mention ON event_mention.version = figure.version AND event_mention.id = figure.event),
weighed AS (
    SELECT entries.* EXCLUDE (version, mention), version.report, version.number AS version, version.publisher,
           version.date AS published, version.title,
           'S' || member.situation AS event, coalesce(account.reports, 1) AS reports,
           least(1, 1 - confidence + CASE WHEN dated THEN 0 ELSE 0.2 END + CASE WHEN placed THEN 0 ELSE 0.2 END)
               AS uncertainty,
           1 + log10(1 + greatest(coalesce(people, 0), 0)) + log2(coalesce(account.reports, 1)) AS importance
    FROM entries
    JOIN version ON version.key = entries.version
    LEFT JOIN member ON member.mention = entries.mention
    LEFT JOIN account USING (situation)
    WHERE version.copy_of IS NULL AND ($report::VARCHAR IS NULL OR version.report = $report))
SELECT weighed.*, uncertainty * importance AS score, mine.act AS mine
FROM weighed LEFT JOIN mine USING (report, version, entry)
WHERE $everything OR mine.act IS NULL
ORDER BY score DESC, report, at_start, entry
"""


class Reviews:
    """Keeps reviews and edits in a file; see `dateline.store.desk.Desk`."""

    def __init__(self, file: DuckFile) -> None:
        self._file = file

    def keep(self, review: Review) -> int:
        """Keeps a review; gives its number."""
        number = self._file.next("review")
        payload = None if review.payload is None else _json(entry_to_dict(review.payload))
        row = {
            "number": number, "report": review.report, "version": review.version, "table": review.table,
            "entry": review.entry, "act": review.act, "payload": payload, "by": review.by, "moment": utc(review.at),
            "settles": review.settles, "note": review.note,
        }  # fmt: skip
        self._file.insert("review", [row])
        return number

    def found(self, report: str | None, version: int | None, by: str | None, undone: bool) -> tuple[Review, ...]:
        table = "review" if undone else "standing_review"
        rows = self._file.all(
            f"""SELECT {_REVIEW} FROM {table} WHERE ($report::VARCHAR IS NULL OR report = $report)
            AND ($version::INTEGER IS NULL OR version = $version) AND ($by::VARCHAR IS NULL OR "by" = $by)
            ORDER BY number""",
            {"report": report, "version": version, "by": by},
        )
        return tuple(map(_review, rows))

    def undo(self, by: str, at: datetime.datetime, report: str | None) -> Review | None:
        rows = self._file.all(
            f"""SELECT {_REVIEW} FROM standing_review WHERE "by" = $by
            AND ($report::VARCHAR IS NULL OR report = $report) ORDER BY number DESC LIMIT 1""",
            {"by": by, "report": report},
        )
        if not rows:
            return None
        self._take_back("review", rows[0][0], by, at)
        return _review(rows[0])

    def reviewers(self) -> tuple[Reviewer, ...]:
        return self._file.made(
            Reviewer,
            """SELECT "by", count(*) AS reviews, count(DISTINCT report) AS reports, max(moment) AS last
            FROM standing_review GROUP BY "by" ORDER BY reviews DESC, "by" """,
        )

    def queue(
        self, by: str | None, people: list[str], everything: bool, report: str | None, limit: int, offset: int
    ) -> tuple[int, tuple[Queued, ...]]:
        """`people` are the measures that count human beings."""
        asked = {"by": by or "", "people": people, "everything": everything, "report": report}
        total = self._file.one(f"SELECT count(*) FROM ({_QUEUE})", asked)
        page = {"limit": limit, "offset": offset}
        others = """SELECT queued.*, coalesce(list_sort(list(DISTINCT other."by") FILTER (other."by" IS NOT NULL)), [])
                    AS reviewed_by
            FROM queued LEFT JOIN standing_review other ON other.report = queued.report
                AND other.version = queued.version AND other.entry = queued.entry AND other."by" <> $by
            GROUP BY ALL ORDER BY score DESC, queued.report, at_start, queued.entry"""
        sql = f"WITH queued AS ({_QUEUE} LIMIT $limit OFFSET $offset) {others}"
        return total, self._file.made(Queued, sql, asked | page)

    def edit(self, edit: Edit) -> int:
        """Keeps an edit; gives its number."""
        number = self._file.next("edit")
        row = {
            "number": number, "subject": edit.subject, "name": edit.name, "change": edit.change, "into": edit.into,
            "content": None if edit.values is None else _json(dict(edit.values)), "by": edit.by,
            "moment": utc(edit.at),
        }  # fmt: skip
        self._file.insert("edit", [row])
        return number

    def edits(self, subject: Subject) -> tuple[Edit, ...]:
        sql = f"SELECT {_EDIT} FROM edit WHERE undone_at IS NULL AND subject = ? ORDER BY number"
        return tuple(map(_edit, self._file.all(sql, subject)))

    def undo_edit(self, subject: Subject, by: str, at: datetime.datetime) -> Edit | None:
        standing = self.edits(subject)
        if not standing:
            return None
        self._take_back("edit", standing[-1].number, by, at)
        return standing[-1]

    def _take_back(self, table: str, number: int, by: str, at: datetime.datetime) -> None:
        self._file.run(f"UPDATE {table} SET undone_at = ?, undone_by = ? WHERE number = ?", utc(at), by, number)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _review(row: Any) -> Review:
    number, report, version, table, entry, act, payload, by, at, settles, note, undone_at, undone_by = row
    return Review(
        number=number,
        report=report,
        version=version,
        table=table,
        entry=entry,
        act=act,
        payload=None if payload is None else entry_from_dict(table, json.loads(payload)),
        by=by,
        at=zoned(at),
        settles=settles,
        note=note,
        undone_at=None if undone_at is None else zoned(undone_at),
        undone_by=undone_by,
    )


def _edit(row: Any) -> Edit:
    number, subject, name, change, into, content, by, at = row
    return Edit(
        number=number,
        subject=subject,
        name=name,
        change=change,
        into=into,
        values=None if content is None else json.loads(content),
        by=by,
        at=zoned(at),
    )
