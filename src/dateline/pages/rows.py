"""A casefile's answers as plain data, for JSON and CSV: dictionaries of words, numbers, days and lists."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dateline.casefile import Shown, ShownEntry, ShownEvent, ShownReport
from dateline.link.claims import Claim
from dateline.link.tolls import Toll
from dateline.record import TABLES, Record
from dateline.situation import Rule

Row = dict[str, Any]


def row(entry: Any) -> Row:
    """A dataclass as a row: its fields, as they are. Entries of reports are written REPORT#e3, as str() gives them."""
    return {name: getattr(entry, name) for name in columns(type(entry))}


def rows(found: Iterable[Any]) -> list[Row]:
    """Dataclasses as rows."""
    return [row(entry) for entry in found]


def columns(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields."""
    return tuple(field.name for field in dataclasses.fields(kind))


def shown(found: Shown) -> Row:
    """All that stands behind an id: of an event its account with every claim, of a report its record."""
    if isinstance(found, ShownReport):
        return {
            "record": found.record.to_dict(),
            "versions": rows(found.versions),
            "events": rows(found.events),
        }
    if isinstance(found, ShownEntry):
        return {"entry": entry_row(found), "events": rows(found.events)}
    return {
        "asked": found.asked,
        "event": row(found.event),
        "account": _account(found),
        "members": found.members,
        "decisions": rows(found.decisions),
    }


def claim_rows(found: Shown) -> list[Row]:
    """The claims of an event, each with whether it stands and if not why; of a report or an entry, its figures."""
    if isinstance(found, ShownEvent):
        fates: list[tuple[Claim, str | None]] = [
            (claim, None) for toll in found.account.tolls for claim in toll.standing
        ]
        fates += [pair for toll in found.account.tolls for pair in toll.set_aside]
        return [{"event": found.event.id, "stands": why is None, "reason": why, **_claim(c)} for c, why in fates]
    own = found.record.rows("figures")
    if isinstance(found, ShownReport):
        return own
    return [row for row in own if found.id.entry in (row["id"], row["event"], row["source"])]


def entry_row(found: ShownEntry) -> Row:
    """One entry of a report in flat fields, whatever table it stands in."""
    return next(row for row in _all_rows(found.record) if row["id"] == found.id.entry)


def _all_rows(record: Record) -> Iterable[Row]:
    return (row for table in TABLES for row in record.rows(table))


def by_rule(found: Shown, rule: Rule) -> Shown:
    """The same event with its best figures chosen by another rule; of reports and entries nothing changes."""
    if not isinstance(found, ShownEvent):
        return found
    tolls = tuple(toll.by(rule) for toll in found.account.tolls)
    return dataclasses.replace(found, account=dataclasses.replace(found.account, tolls=tolls))


def _account(found: ShownEvent) -> Row:
    plain = dataclasses.asdict(dataclasses.replace(found.account, tolls=()))
    return {**plain, "tolls": [_toll(toll) for toll in found.account.tolls]}


def _toll(toll: Toll) -> Row:
    plain = dataclasses.asdict(dataclasses.replace(toll, chosen=None, standing=(), set_aside=()))
    return {
        **plain,
        "chosen": str(toll.chosen.id) if toll.chosen else None,
        "standing": [_claim(claim) for claim in toll.standing],
        "set_aside": [{"reason": reason, **_claim(claim)} for claim, reason in toll.set_aside],
    }


_CLAIM: Mapping[str, Callable[[Claim], object]] = {
    "report": lambda claim: claim.id.report,
    "entry": lambda claim: claim.id.entry,
    "measure": lambda claim: claim.measure,
    "unit": lambda claim: claim.unit,
    "whom": lambda claim: claim.whom.name if claim.whom else None,
    "low": lambda claim: claim.low,
    "best": lambda claim: claim.best,
    "high": lambda claim: claim.high,
    "hedge": lambda claim: claim.hedge,
    "tally": lambda claim: claim.tally,
    "words": lambda claim: claim.words,
    "at": lambda claim: claim.at,
    "sentence": lambda claim: claim.sentence,
    "speaker": lambda claim: claim.speaker.name if claim.speaker else None,
    "voice": lambda claim: claim.voice,
    "source": lambda claim: claim.source,
    "publisher": lambda claim: claim.publisher,
    "published": lambda claim: claim.published,
    "start": lambda claim: claim.days.start if claim.days else None,
    "end": lambda claim: claim.days.end if claim.days else None,
    "factuality": lambda claim: claim.factuality,
    "copy_of": lambda claim: claim.copy_of,
    "caption": lambda claim: claim.caption,
}
CLAIM_COLUMNS = ("event", "stands", "reason", *_CLAIM)


def _claim(claim: Claim) -> Row:
    """A claim in flat fields."""
    return {name: value(claim) for name, value in _CLAIM.items()}
