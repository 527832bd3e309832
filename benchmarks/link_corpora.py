"""Corpora that tell which reports or mentions speak of the same happening, as views for `dateline.link`.

ECB+: each event mention of an annotated sentence is an event; people named in its sentence are its actors, the first
place named its place. Gun violence: each report is one event, read from its title and first paragraph by capitals and
numbers alone, without place or day. Neither knows our types, neither is a reading: they show how the score does where
little is known.
"""

from __future__ import annotations

import datetime
import gzip
import importlib.util
import json
import pathlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from dateline.link.views import views
from dateline.link.words import folded
from dateline.record import Record
from dateline.situation import ActorView, CountView, EntryId, EventView, PlaceView

ECB = "coref/ecbplus-train.jsonl.gz"
ECB_DEV = frozenset({2, 5, 12, 18, 21, 34, 35})
"""The topics that papers on ECB+ tune on (Cybulska and Vossen 2015); 1 to 35 are its training part."""
GUN_VIOLENCE = "same_event/longtail_gva-train.jsonl.gz"
UNTYPED = "EVENT"  # neither corpus knows our types
KEPT_APART = 5
"""Every fifth gun-violence incident is never learned from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Views of events, and of each the name of its happening."""

    views: tuple[EventView, ...]
    happenings: Mapping[EntryId, str]

    def clusters(self) -> list[frozenset[tuple[str, str]]]:
        """The happenings as sets of (report, entry), as ``bench/score_links.py`` takes them."""
        members: dict[str, set[tuple[str, str]]] = {}
        for view in self.views:
            members.setdefault(self.happenings[view.id], set()).add((view.id.report, view.id.entry))
        return [frozenset(found) for _, found in sorted(members.items())]


def link_scores(shared: pathlib.Path) -> ModuleType:
    """The benchmark's own scorer, ``bench/score_links.py``; it needs scipy."""
    spec = importlib.util.spec_from_file_location("score_links", shared / "bench/score_links.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / "bench/score_links.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(path: pathlib.Path) -> Iterator[dict[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def coded(records: pathlib.Path, links: pathlib.Path) -> Linked:
    """Coded records (JSON Lines) and which of their events are one happening (in the form of links-dev.json).

    Events that the links leave out, the habitual and the vague, are left out here too.
    """
    clusters = json.loads(links.read_text(encoding="utf-8"))["clusters"]
    happenings = {EntryId(*member): cluster["id"] for cluster in clusters for member in cluster["members"]}
    found = [view for row in rows(records) for view in views(Record.from_dict(row)) if view.id in happenings]
    return Linked(views=tuple(found), happenings=happenings)


# --- ECB+ -----------------------------------------------------------------------------------------


def ecb(data: pathlib.Path, *, apart: bool) -> Linked:
    """Event mentions of ECB+ in annotated sentences: of the dev topics, kept apart, or of the others."""
    found: list[EventView] = []
    happenings: dict[EntryId, str] = {}
    for row in rows(data / ECB):
        if (row["topic"] in ECB_DEV) != apart:
            continue
        for mention, sentence in _ecb_events(row):
            view = _ecb_view(row, mention, sentence)
            found.append(view)
            happenings[view.id] = f"{row['topic']}/{mention['chain'] or view.id}"
    return Linked(views=tuple(found), happenings=happenings)


def _ecb_events(row: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], list[int]]]:
    for mention in row["mentions"]:
        at = mention["spans"][0][0]
        for start, end, selected in row["sentences"]:
            if mention["kind"] == "event" and selected and start <= at < end:
                yield mention, [start, end]


def _ecb_view(row: Mapping[str, Any], mention: Mapping[str, Any], sentence: Sequence[int]) -> EventView:
    text = row["text"]
    beside = [m for m in row["mentions"] if sentence[0] <= m["spans"][0][0] < sentence[1]]
    places = [_words(text, m) for m in beside if m["kind"] == "place"]
    return EventView(
        id=EntryId(row["id"], mention["id"]),
        published=None,
        publisher=None,
        type=UNTYPED,
        mode=None,
        factuality="negated" if mention["type"].startswith("NEG") else "actual",
        start=None,
        end=None,
        place=PlaceView(name=places[0]) if places else None,
        actors=tuple(ActorView(name=folded(_words(text, m)), kind="person") for m in beside if m["kind"] == "human"),
        trigger=_words(text, mention),
        sentence=text[sentence[0] : sentence[1]],
    )


def _words(text: str, mention: Mapping[str, Any]) -> str:
    return " ".join(text[start:end] for start, end in mention["spans"])


# --- gun violence ---------------------------------------------------------------------------------

_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+")
_LEAD = 600  # characters of a report that usually hold who, where and how many


def gun_violence(data: pathlib.Path, *, apart: bool) -> Linked:
    """Reports of gun violence, one event each; either the incidents that are kept apart or the others."""
    found: list[EventView] = []
    happenings: dict[EntryId, str] = {}
    for incident in rows(data / GUN_VIOLENCE):
        if (int(incident["incident"]) % KEPT_APART == 0) != apart:
            continue
        for report in incident["reports"]:
            view = _shooting(report)
            if view.id not in happenings:
                found.append(view)
                happenings[view.id] = incident["incident"]
    return Linked(views=tuple(found), happenings=happenings)


def _shooting(report: Mapping[str, Any]) -> EventView:
    lead = f"{report['title']}. {report['text'][:_LEAD]}"
    names = tuple(dict.fromkeys(_NAME.findall(lead)))
    published = datetime.date.fromisoformat(report["date"]) if report["date"] else None
    return EventView(
        id=EntryId(report["id"], "e1"),
        published=published,
        publisher=None,
        type=UNTYPED,
        mode=None,
        factuality="actual",
        start=None,
        end=None,
        place=None,
        actors=tuple(ActorView(name=folded(name), kind="person") for name in names[:6]),
        counts=tuple(_ages(lead)),
        trigger="shooting",
        sentence=lead,
    )


def _ages(lead: str) -> Iterator[CountView]:
    """Ages tell one shooting from another; they stand for figures, of which these reports are full without order."""
    for years in dict.fromkeys(re.findall(r"\b(\d\d?)[- ]year[- ]old", lead)):
        yield CountView(measure="age", low=float(years), best=float(years), high=float(years))
