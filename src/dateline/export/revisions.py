"""Which claim corrects which: a source that gave a number and gave another on a later day.

A source is the speaker, else the publisher, else the report. Speakers without a name of their own ('medics') are known
only through the publisher that quotes them, as in `dateline.link.voices`. Claims are of one thing where measure, unit,
whom they count and factuality are the same. Where a source gives several numbers of one thing on one day, it is not
known which of them corrects or is corrected, and none is called a revision.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping

from dateline.store.base import ClaimRow

_Thing = tuple[str | None, ...]


def revisions(claims: Iterable[ClaimRow]) -> Mapping[tuple[str, str], ClaimRow]:
    """Of each claim that is a revision, by report and entry, the earlier claim of which it is one."""
    days: dict[_Thing, dict[datetime.date, list[ClaimRow]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if claim.published is not None:
            days[_thing(claim)][claim.published].append(claim)
    found: dict[tuple[str, str], ClaimRow] = {}
    for by_day in days.values():
        earlier: ClaimRow | None = None
        for own in (by_day[day] for day in sorted(by_day)):
            if len({_numbers(claim) for claim in own}) > 1:
                continue
            if earlier is not None and _numbers(earlier) != _numbers(own[0]):
                found.update({(claim.report, claim.entry): earlier for claim in own})
            earlier = own[0]
    return found


def _thing(claim: ClaimRow) -> _Thing:
    return claim.measure, claim.unit, claim.counts, claim.factuality, *_source(claim)


def _source(claim: ClaimRow) -> _Thing:
    if claim.speaker is None:
        return None, claim.publisher or claim.report
    is_named = claim.speaker != claim.speaker.lower()
    return claim.speaker, None if is_named else claim.publisher or claim.report


def _numbers(claim: ClaimRow) -> tuple[float | None, ...]:
    return claim.low, claim.best, claim.high
