"""Reviews of a casefile: taken, applied to records, compared, and written as records to train on."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.casefile import Casefile
from dateline.record import DatelineError, Record, RecordError, entry_from_dict
from dateline.review import Act, Review, ReviewError, Table
from dateline.review.agreement import Agreement, agreement, reviewers, settled
from dateline.review.apply import is_complete, new_id, reviewed, table_of
from dateline.store.base import ReportRow, UnknownId

SETTLED = "*"
"""Stands for a reviewer's name where what is settled between all of them is asked for."""

_NEXT = 2**62  # the number of a review that is not kept yet, for it comes after all that are


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody wants to say of an entry, as it came: `payload` is JSON values."""

    act: Act
    entry: str | None = None
    table: Table | None = None
    payload: Mapping[str, object] | None = None
    settles: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """How far two people agree on one version of a report."""

    report: str
    version: int
    a: str
    b: str
    agreement: Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class PairSum:
    """How far two people agree over all reports that both reviewed; `open` counts differences not settled."""

    a: str
    b: str
    reports: int
    both: int
    alike: int
    share: float | None
    kappa: float | None
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A record as reviewers say that it should be. `complete`: each event and figure was decided.

    `record` is None where the decisions do not hold together; `fault` says why. `open` are the entries on which
    reviewers differ still, and which stand as the machine gave them.
    """

    report: str
    record: Record | None
    complete: bool = False
    fault: str | None = None
    open: tuple[str, ...] = ()


def current_version(versions: Sequence[ReportRow]) -> int:
    """The number of the version that counts."""
    return next(row.version for row in versions if row.current)


# --- taking -------------------------------------------------------------------------------------------


def take(casefile: Casefile, report: str, version: int | None, asked: Asked, by: str, at: datetime.datetime) -> Review:
    """Keeps what a person says of an entry. Raises `ReviewError`, `RecordError` and `UnknownId`.

    What they said of it before is replaced. With all their decisions the record must still hold together; where it
    settles a difference, the record with all that is settled must.
    """
    record = casefile.record(report, version)
    id, desk = record.report.id, casefile.desk
    number = version or current_version(casefile.versions(id))
    said = desk.reviews(id, number)
    known = said if asked.settles else tuple(review for review in said if review.by == by and not review.settles)
    with casefile.writing():
        ever = desk.reviews(id, number, undone=True)
        review = _review(asked, record, known, ever, number, by, at)
        _check(record, said, review)
        return desk.keep(review)


def _review(
    asked: Asked,
    record: Record,
    known: Sequence[Review],
    ever: Sequence[Review],
    version: int,
    by: str,
    at: datetime.datetime,
) -> Review:
    act = asked.act
    if act == "add":
        table, entry = _added(asked), new_id(_added(asked), record, ever)
    else:
        table, entry = _named(asked, record, known)
    if act == "correct" and any(review.entry == entry and review.act == "add" for review in known):
        act = "add" if not asked.settles else act  # it is still what this person added
    payload = None
    if asked.act in ("add", "correct"):
        payload = entry_from_dict(table, {**_payload(asked, entry), "id": entry})
    elif asked.payload is not None:
        raise ReviewError(f"payload: {asked.act} takes none; to change the entry, correct it")
    return Review(
        number=_NEXT,
        report=record.report.id,
        version=version,
        table=table,
        entry=entry,
        act=act,
        payload=payload,
        by=by,
        at=at,
        settles=asked.settles,
        note=asked.note,
    )


def _added(asked: Asked) -> Table:
    if asked.table is None or asked.entry is not None:
        raise ReviewError("to add an entry, name its table and leave entry null: it gets an id of its own")
    return asked.table


def _named(asked: Asked, record: Record, known: Sequence[Review]) -> tuple[Table, str]:
    """The table and the id of the entry that is spoken of."""
    if asked.entry is None:
        raise ReviewError(f"entry: {asked.act} needs the id of an entry, such as e1")
    table = table_of(record, known, asked.entry)
    if table is None:
        raise UnknownId(f"the report {record.report.id} has no entry {asked.entry!r} that you could review")
    if asked.table not in (None, table):
        raise ReviewError(f"table: {asked.entry} stands in {table}, not in {asked.table}")
    return table, asked.entry


def _payload(asked: Asked, entry: str) -> Mapping[str, object]:
    if asked.payload is None:
        raise ReviewError(f"payload: {asked.act} needs the whole entry as it should be")
    if asked.act == "correct" and asked.payload.get("id") != entry:
        raise ReviewError(f"payload.id: expected {entry!r}, the entry that is corrected")
    return asked.payload


def _check(record: Record, said: Iterable[Review], new: Review) -> None:
    """Raises `RecordError` where the record does not hold together with what is said now."""
    if new.settles:
        reviewed(record, settled([*said, new])[0])
        return
    reviewed(record, [r for r in said if r.by == new.by and not r.settles and r.entry != new.entry] + [new])


# --- applying -----------------------------------------------------------------------------------------


def reviewed_record(casefile: Casefile, report: str, version: int | None, who: str) -> Record:
    """The record as one person says that it should be, or (`SETTLED`) as all who reviewed it settled.

    Raises `UnknownId` where that person reviewed nothing of it, `ReviewError` where decisions do not hold together.
    """
    record = casefile.record(report, version)
    number = version or current_version(casefile.versions(record.report.id))
    said = casefile.desk.reviews(record.report.id, number)
    found = _exported(record, said, who)
    if found is None:
        whom = "nobody" if who == SETTLED else who
        raise UnknownId(f"{whom} reviewed version {number} of the report {record.report.id}")
    if found.record is None:
        raise ReviewError(f"the decisions do not hold together: {found.fault}; review that entry again")
    return found.record


def exported(casefile: Casefile, who: str) -> Iterator[Exported]:
    """The reports that a person reviewed in their current version (or anybody, for `SETTLED`), by id."""
    desk = casefile.desk
    by_report: dict[str, list[Review]] = defaultdict(list)
    for review in desk.reviews():
        by_report[review.report].append(review)
    for report in sorted(by_report):
        number = current_version(casefile.versions(report))
        said = [review for review in by_report[report] if review.version == number]
        found = _exported(casefile.record(report), said, who)
        if found is not None:
            yield found


def _exported(record: Record, said: Sequence[Review], who: str) -> Exported | None:
    own, open_ = settled(said) if who == SETTLED else (tuple(r for r in said if r.by == who and not r.settles), ())
    if not own and not open_:
        return None
    try:
        found = reviewed(record, own)
    except RecordError as error:
        return Exported(report=record.report.id, record=None, fault=str(error), open=open_)
    complete = not open_ and is_complete(record, own)
    return Exported(report=record.report.id, record=found, complete=complete, open=open_)


# --- comparing ----------------------------------------------------------------------------------------


def compared(
    casefile: Casefile, report: str, version: int | None = None, a: str | None = None, b: str | None = None
) -> Compared:
    """How far two people agree on a report: those named, else those who reviewed most of it.

    Raises `UnknownId`, and `DatelineError` where fewer than two reviewed it.
    """
    record = casefile.record(report, version)
    id = record.report.id
    number = version or current_version(casefile.versions(id))
    said = casefile.desk.reviews(id, number)
    names = [name for name, _ in sorted(reviewers(said).items(), key=lambda pair: (-pair[1], pair[0]))]
    chosen = [name for name in (a, b) if name] + [name for name in names if name not in (a, b)]
    if len(chosen) < 2:
        raise DatelineError(f"two people must have reviewed the report {id}; so far it is {len(names)}")
    one, other = chosen[:2] if a or not b else chosen[1::-1]
    return Compared(report=id, version=number, a=one, b=other, agreement=_agreement(said, one, other))


def _agreement(said: Sequence[Review], a: str, b: str) -> Agreement:
    words = [review for review in said if review.settles]
    return agreement((r for r in said if r.by == a), (r for r in said if r.by == b), words)


def pair_sums(casefile: Casefile) -> tuple[PairSum, ...]:
    """How far each two people agree over all reports that both reviewed, in order of their names.

    Kappa is the mean of the reports' kappas, each with the weight of its entries: labels of two reports are not one
    list, for a correction is a label of its own.
    """
    by_version: dict[tuple[str, int], list[Review]] = defaultdict(list)
    for review in casefile.desk.reviews():
        by_version[review.report, review.version].append(review)
    found: dict[tuple[str, str], list[Agreement]] = defaultdict(list)
    for said in by_version.values():
        names = sorted(reviewers(said))
        for n, one in enumerate(names):
            for other in names[n + 1 :]:
                found[one, other].append(_agreement(said, one, other))
    return tuple(_sum(one, other, found[one, other]) for one, other in sorted(found))


def _sum(a: str, b: str, found: Sequence[Agreement]) -> PairSum:
    total = Counter[str]()
    for one in found:
        total.update(both=one.both, alike=one.alike, open=sum(d.settled is None for d in one.differences))
    kappas = [(one.kappa, one.both) for one in found if one.kappa is not None]
    weight = sum(both for _, both in kappas)
    return PairSum(
        a=a,
        b=b,
        reports=len(found),
        both=total["both"],
        alike=total["alike"],
        share=total["alike"] / total["both"] if total["both"] else None,
        kappa=sum(kappa * both for kappa, both in kappas) / weight if weight else None,
        open=total["open"],
    )
