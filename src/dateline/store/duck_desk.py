"""The desk of a casefile in DuckDB: lists over the whole of it, and reviews (`dateline.store.duck_reviews`)."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Collection, Mapping, Sequence

from dateline.ontology.plover import MEASURES
from dateline.review import Edit, Review, Subject
from dateline.store.desk import (
    ActorName,
    Desk,
    EventSource,
    ListedReport,
    Mention,
    PlaceName,
    Queued,
    ReportFilter,
    ReportOrder,
    Reviewer,
)
from dateline.store.duck_file import DuckFile
from dateline.store.duck_reviews import Reviews

_START = 160  # characters of a text that a list shows

_LISTED = f"""
SELECT report, number AS version, date, publisher, title, url, language, model, copy_of, added,
       (SELECT count(*) FROM event_mention WHERE event_mention.version = version.key) AS events,
       (SELECT count(*) FROM figure WHERE figure.version = version.key) AS figures,
       length(text) AS characters, left(text, {_START}) AS start,
       coalesce((SELECT list_sort(list(DISTINCT "by")) FROM standing_review
                 WHERE standing_review.report = version.report AND standing_review.version = version.number), [])
           AS reviewers
FROM version"""

_CONDITIONS = {
    "words": """(contains(lower(text), lower($words)) OR contains(lower(coalesce(title, '')), lower($words))
                 OR contains(lower(coalesce(publisher, '')), lower($words)))""",
    "publisher": "publisher = $publisher",
    "since": "date >= $since",
    "until": "date <= $until",
    "reviewed_by": """report IN (SELECT report FROM standing_review WHERE "by" = $reviewed_by)""",
}

_ORDERS: Mapping[ReportOrder, str] = {
    "date": "date NULLS LAST, key",
    "-date": "date DESC NULLS FIRST, key DESC",
    "added": "key",
    "-added": "key DESC",
    "events": "events, key",
    "-events": "events DESC, key",
}


class DuckDesk(Desk):
    """Asks and tells one open file."""

    def __init__(self, file: DuckFile) -> None:
        self._file = file
        self._reviews = Reviews(file)

    # -- lists ---------------------------------------------------------------------------------------

    def reports(
        self, wanted: ReportFilter, order: ReportOrder, limit: int, offset: int
    ) -> tuple[int, tuple[ListedReport, ...]]:
        asked = {name: getattr(wanted, name) for name in _CONDITIONS if getattr(wanted, name) is not None}
        conditions = ["current", *([] if wanted.copies else ["copy_of IS NULL"]), *map(_CONDITIONS.get, asked)]
        condition = " AND ".join(map(str, conditions))
        total = self._file.one(f"SELECT count(*) FROM version WHERE {condition}", asked)
        sql = f"{_LISTED} WHERE {condition} ORDER BY {_ORDERS[order]} LIMIT $limit OFFSET $offset"
        return total, self._file.made(ListedReport, sql, asked | {"limit": limit, "offset": offset})

    def report(self, report: str, version: int) -> ListedReport | None:
        found = self._file.made(ListedReport, f"{_LISTED} WHERE report = ? AND number = ?", report, version)
        return found[0] if found else None

    def publishers(self) -> tuple[tuple[str | None, int], ...]:
        sql = "SELECT publisher, count(*) FROM version WHERE current GROUP BY ALL ORDER BY 2 DESC, 1 NULLS LAST"
        return tuple(self._file.all(sql))

    def duplicates(self, report: str) -> tuple[ListedReport, ...]:
        return self._file.made(
            ListedReport,
            f"""WITH origin AS (
                SELECT coalesce(copy_of, report) AS id FROM version WHERE current AND report = $report)
            {_LISTED} WHERE current AND report <> $report
                AND (report IN (FROM origin) OR copy_of IN (FROM origin)) ORDER BY date NULLS LAST, key""",
            {"report": report},
        )

    def days(self) -> tuple[datetime.date | None, datetime.date | None]:
        ((first, last),) = self._file.all('SELECT min("start"), max("end") FROM account')
        return first, last

    def sources(self, events: Collection[str] | None = None) -> tuple[EventSource, ...]:
        among = "" if events is None else "WHERE 'S' || situation IN (SELECT unnest(?::VARCHAR[]))"
        return self._file.made(
            EventSource,
            f"""SELECT 'S' || situation AS event, max(confidence) AS confidence,
                   coalesce(list_sort(list(DISTINCT publisher) FILTER (publisher IS NOT NULL)), []) AS publishers
            FROM member
            JOIN event_mention ON event_mention.key = member.mention AND event_mention.current
            JOIN version ON version.key = event_mention.version
            {among} GROUP BY situation ORDER BY situation""",
            *([] if events is None else [list(events)]),
        )

    def membership(self, report: str) -> Mapping[str, str]:
        return dict(
            self._file.all(
                """SELECT id, 'S' || situation FROM event_mention JOIN member ON member.mention = event_mention.key
                WHERE current AND report = ? ORDER BY event_mention.key""",
                report,
            )
        )

    def names_stamp(self) -> str:
        found = self._file.all(
            """SELECT (SELECT max(key) FROM version), (SELECT max(number) FROM step), (SELECT max(number) FROM edit),
                      (SELECT count(*) FROM edit WHERE undone_at IS NULL)"""
        )
        return str(found[0])

    def actors(self) -> tuple[ActorName, ...]:
        return self._file.made(
            ActorName,
            """SELECT name, kind, actor.country, sector, list_sort(list(DISTINCT actor.version)) AS reports
            FROM actor JOIN version ON version.key = actor.version AND current GROUP BY ALL ORDER BY ALL""",
        )

    def places(self) -> tuple[PlaceName, ...]:
        return self._file.made(
            PlaceName,
            """SELECT name, country, admin1, lat, lon, "precision", gazetteer_id,
                   list_sort(list(DISTINCT place.version)) AS reports
            FROM place JOIN version ON version.key = place.version AND current GROUP BY ALL ORDER BY ALL""",
        )

    def mentions(self, subject: Subject, names: Sequence[str]) -> tuple[Mention, ...]:
        return self._file.made(
            Mention,
            f"""SELECT report, id AS entry, name, publisher, date, title
            FROM {subject} named JOIN version ON version.key = named.version AND current
            WHERE name IN (SELECT unnest(?::VARCHAR[])) ORDER BY date NULLS LAST, report, entry""",
            list(names),
        )

    # -- reviews -------------------------------------------------------------------------------------

    def keep(self, review: Review) -> Review:
        return dataclasses.replace(review, number=self._reviews.keep(review))

    def reviews(
        self, report: str | None = None, version: int | None = None, by: str | None = None, *, undone: bool = False
    ) -> tuple[Review, ...]:
        return self._reviews.found(report, version, by, undone)

    def undo(self, by: str, at: datetime.datetime, report: str | None = None) -> Review | None:
        return self._reviews.undo(by, at, report)

    def reviewers(self) -> tuple[Reviewer, ...]:
        return self._reviews.reviewers()

    def queue(
        self, by: str | None, *, everything: bool = False, report: str | None = None, limit: int = 100, offset: int = 0
    ) -> tuple[int, tuple[Queued, ...]]:
        people = [measure.name for measure in MEASURES.values() if measure.people]
        return self._reviews.queue(by, people, everything, report, limit, offset)

    # -- edits ---------------------------------------------------------------------------------------

    def edit(self, edit: Edit) -> Edit:
        return dataclasses.replace(edit, number=self._reviews.edit(edit))

    def edits(self, subject: Subject) -> tuple[Edit, ...]:
        return self._reviews.edits(subject)

    def undo_edit(self, subject: Subject, by: str, at: datetime.datetime) -> Edit | None:
        return self._reviews.undo_edit(subject, by, at)
