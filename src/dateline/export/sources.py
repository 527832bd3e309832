"""The reports behind a situation event, each once."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from dateline.store.base import Happening


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A report that tells of an event. `copy_of` is the report that it is a near-duplicate of."""

    report: str
    publisher: str | None = None
    published: datetime.date | None = None
    title: str | None = None
    url: str | None = None
    copy_of: str | None = None


def sources(happening: Happening) -> tuple[Source, ...]:
    """The reports of a happening's tellings, then those that only claims come from, in their order."""
    found: dict[str, Source] = {}
    for told in happening.tellings:
        if told.report not in found:
            found[told.report] = Source(
                report=told.report,
                publisher=told.publisher,
                published=told.published,
                title=told.title,
                url=told.url,
                copy_of=told.copy_of,
            )
    for claim in happening.claims:
        if claim.report not in found:
            found[claim.report] = Source(report=claim.report, publisher=claim.publisher, published=claim.published)
    return tuple(found.values())
