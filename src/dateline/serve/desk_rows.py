"""Reviews, edits, what waits for a reviewer, actors and places as the API tells them."""

from __future__ import annotations

from typing import Any

from dateline.casefile.reviews import Compared
from dateline.record import entry_to_dict
from dateline.review import ACTS, Edit, Review
from dateline.serve.answers import row
from dateline.serve.names import Group
from dateline.store.desk import Queued


def review_row(review: Review | None, *, undone: bool = False) -> dict[str, Any] | None:
    """A review; with `undone`, when and by whom it was taken back too."""
    if review is None:
        return None
    found = row(review) | {"payload": None if review.payload is None else entry_to_dict(review.payload)}
    if not undone:
        del found["undone_at"], found["undone_by"]
    return found


def edit_row(edit: Edit) -> dict[str, Any]:
    into = {} if edit.into is None else {"into": edit.into}
    return {
        "number": edit.number,
        "subject": edit.subject,
        "name": edit.name,
        "change": edit.change,
        "payload": {**into, **(edit.values or {})},
        "by": edit.by,
        "at": edit.at,
    }


def queued_row(queued: Queued) -> dict[str, Any]:
    found = row(queued)
    for name in ("people", "reports", "dated", "placed"):
        del found[name]
    rounded = {name: round(found[name], 3) for name in ("uncertainty", "importance", "score", "confidence")}
    return found | rounded | {"reasons": _reasons(queued)}


def _reasons(queued: Queued) -> list[str]:
    """Why an entry stands where it stands in the queue, in words."""
    told = [f"confidence {queued.confidence:.2f}"]
    told += [] if queued.dated else ["no day"]
    told += [] if queued.placed else ["no place"]
    told += [f"{queued.people:,.0f} people counted"] if queued.people else []
    told += [f"told by {queued.reports} reports"] if queued.reports > 1 else []
    return told


def group_row(group: Group) -> dict[str, Any]:
    """An actor or a place."""
    place = {"pinned": group.pinned} if "lat" in group.values else {}
    return {
        "id": group.id,
        "name": group.name,
        "aliases": group.aliases,
        **group.values,
        "reports": len(group.reports),
        "events": len(group.events),
        "edited": group.edited,
        **place,
    }


def compared_row(found: Compared) -> dict[str, Any]:
    agreed = found.agreement
    decisions = [act for act in ACTS if act != "add"]
    return {
        "report": found.report,
        "version": found.version,
        "a": found.a,
        "b": found.b,
        "both": agreed.both,
        "alike": agreed.alike,
        "share": agreed.share,
        "kappa": agreed.kappa,
        "kappa_reason": agreed.undefined,
        "only_a": agreed.only_a,
        "only_b": agreed.only_b,
        "matrix": {one: {other: agreed.matrix.get((one, other), 0) for other in decisions} for one in decisions},
        "differences": [
            {
                "entry": difference.entry,
                "table": next(r.table for r in (difference.a, difference.b) if r is not None),
                "a": review_row(difference.a),
                "b": review_row(difference.b),
                "settled": review_row(difference.settled),
            }
            for difference in agreed.differences
        ],
    }
