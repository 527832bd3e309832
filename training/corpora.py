"""Public corpora -> examples. Each corpus keeps its own label scheme on heads of its own, so that none is
forced into another's; only the relations 'speaker', 'cue' and 'same_actor' and the span vectors are shared.

The corpora lie outside the project (`--shared`); nothing of them is copied into it. Rows that share text
with the benchmark's dev reports are left out (`LEAKING`, from the corpora's own README).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline.reader.labels import ATTRIBUTES
from dateline.record import Record, Segment, Span
from training import standoff
from training.examples import Chars, Choice, Example, ExtraLink, GoldSpan, chars, flat, from_record
from training.marked import read_folder, sound

Row = dict[str, Any]

NEAR = 600
"""Characters within which an argument of another event is held up as none of this one's."""

LEAKING = {
    "time/timebank-train": {"APW19980227.0487", "APW19980308.0201"},
    "time/aquaint-train": {"APW19980813.1117", "APW19980911.0475", "XIE19980812.0062"},
    "places/lgl-train": {"lgl-209", "lgl-263", "lgl-344"},
    "entities/re3d-conflibert-train": {
        f"re3d-train-{n}" for n in (48, 116, 133, 137, 160, 243, 246, 249, 296, 417, 480, 538)
    },
    "factuality/uw-train": {
        f"uw-train-{n}"
        for low, high in ((1213, 1253), (1850, 1862), (2142, 2155), (2533, 2541))
        for n in range(low, high + 1)
    },
}

OPEN_SOURCES = {
    "CENTCOM",
    "US State Department",
    "UK Government",
    "Wikipedia",
    "Australian Department of Foreign Affairs",
}
"""The sources of re3d whose licences let weights be shared; the BBC's text is for non-commercial use."""

JOINED = 20
"""Rows of one sentence are joined into texts of so many: fewer, longer windows, with neighbours as context."""


def rows(shared: Path, name: str) -> Iterator[Row]:
    with gzip.open(shared / "data" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["id"] not in LEAKING.get(name, ()):
                yield row


class Schemes:
    """The label lists of the corpora's own heads, in order of first sight."""

    def __init__(self) -> None:
        self.layers: list[str] = []
        self.labels: dict[str, list[str]] = {}
        self.relations: dict[str, list[str]] = {}

    def layer(self, name: str) -> str:
        if name not in self.layers:
            self.layers.append(name)
        return name

    def label(self, scheme: str, name: str) -> int:
        return _index(self.labels.setdefault(scheme, []), name)

    def relation(self, scheme: str, name: str) -> int:
        return _index(self.relations.setdefault(scheme, ["none"]), name)


def _index(names: list[str], name: str) -> int:
    if name not in names:
        names.append(name)
    return names.index(name)


# --- coded reports ---------------------------------------------------------------------------------


def coded(shared: Path) -> list[Example]:
    """The benchmark's training reports."""
    with (shared / "bench" / "train.jsonl").open(encoding="utf-8") as lines:
        return [from_record(Record.from_json(line)) for line in lines]


def written(folder: Path) -> list[Example]:
    """The project's own marked reports. Raises `MarkError` where one is faulty."""
    return [from_record(r, "written") for r in sound(read_folder(folder))]


def recoded(folder: Path, shared: Path) -> list[Example]:
    """The project's own codings of reports that stand in the corpora. Raises `MarkError` where one is faulty."""
    return [from_record(r, "recoded") for r in sound(standoff.read_folder(folder, shared))]


def factual(shared: Path) -> list[Example]:
    """Reports of which only the factuality of acts was coded, by the rule of the benchmark's coders."""
    texts = standoff.corpus_texts(shared)
    with standoff.FACTUALITIES.open(encoding="utf-8") as lines:
        return [_factual(*standoff.acts_of(line, texts)) for line in lines]


def _factual(text: str, acts: dict[Span, str | None]) -> Example:
    spans = [
        GoldSpan("trigger", chars(span), {} if kind is None else {"factuality": ATTRIBUTES["factuality"].index(kind)})
        for span, kind in acts.items()
    ]
    return Example(task="record", text=text, spans=spans)


def empty(shared: Path) -> list[Example]:
    """Stories in which no event and no figure is to be coded; else only their sentences and segments are told."""
    texts = standoff.corpus_texts(shared)
    with standoff.EMPTY.open(encoding="utf-8") as lines:
        return [empty_story(*standoff.parts_of(line, texts)) for line in lines]


def empty_story(text: str, parts: Sequence[Segment]) -> Example:
    """A text of such a story, whose parts are a sentence each."""
    return Example(
        task="record",
        text=text,
        layers={"trigger": [], "quantity": []},
        starts=[part.start for part in parts],
        segments=[(part.start, part.end, part.kind) for part in parts],
    )


# --- corpora with layers of their own ---------------------------------------------------------------


def _joined(examples: Sequence[Example]) -> list[Example]:
    """Joins short examples of one task, so that a window holds many."""
    return [_join(examples[n : n + JOINED]) for n in range(0, len(examples), JOINED)]


def _join(parts: Sequence[Example]) -> Example:
    text = ""
    layers: dict[str, list[Chars]] = {}
    spans: list[GoldSpan] = []
    links: list[ExtraLink] = []
    for part in parts:
        at, base = len(text), len(spans)
        text += part.text + "\n"
        for layer, found in part.layers.items():
            layers.setdefault(layer, []).extend((a + at, b + at) for a, b in found)
        spans += [replace(s, chars=(s.chars[0] + at, s.chars[1] + at)) for s in part.spans]
        links += [replace(e, source=e.source + base, target=e.target + base) for e in part.extra_links]
    return Example(task=parts[0].task, text=text.rstrip("\n"), layers=layers, spans=spans, extra_links=links)


def _typed(task: str, schemes: Schemes, text: str, spans: Iterable[Sequence[Any]], kinds: Sequence[str]) -> Example:
    layers: dict[str, list[Chars]] = {schemes.layer(f"{task}:{kind}"): [] for kind in kinds}
    for start, end, kind in spans:
        if f"{task}:{kind}" in layers:
            layers[f"{task}:{kind}"].append((start, end))
    return Example(task=task, text=text, layers={k: flat(v) for k, v in layers.items()})


def entities(shared: Path, schemes: Schemes) -> dict[str, list[Example]]:
    kinds = {
        "conll": ("entities/conll2003-train", ["person", "organisation", "location", "misc"], True),
        "re3d": (
            "entities/re3d-conflibert-train",
            [
                "Organisation",
                "Location",
                "Person",
                "Temporal",
                "Quantity",
                "Weapon",
                "MilitaryPlatform",
                "DocumentReference",
                "Nationality",
                "Money",
            ],
            True,
        ),
        "cameo": ("entities/cameo_ner-train", ["S", "T", "R"], True),
        "m2e2": ("entities/m2e2-train", ["GPE", "PER", "ORG", "LOC", "FAC", "VEH", "WEA", "VALUE"], False),
    }
    found = {}
    for task, (name, labels, short) in kinds.items():
        examples = [
            _typed(task, schemes, row["text"], row["spans"], labels)
            for row in rows(shared, name)
            if task != "re3d" or row["source"] in OPEN_SOURCES
        ]
        found[task] = _joined(examples) if short else examples
    return found


def toponyms(shared: Path, schemes: Schemes) -> list[Example]:
    layer = schemes.layer("toponym")
    return [
        Example(
            task="toponym", text=row["text"], layers={layer: flat([(t["start"], t["end"]) for t in row["toponyms"]])}
        )
        for name in ("places/lgl-train", "places/geovirus-train")
        for row in rows(shared, name)
    ]


def time_expressions(shared: Path, schemes: Schemes) -> list[Example]:
    layer = schemes.layer("timex")
    found = []
    for name in ("time/timebank-train", "time/aquaint-train"):
        for row in rows(shared, name):
            spans = [
                GoldSpan("time", (t["start"], t["end"]), {"timex": schemes.label("timex", t["type"])})
                for t in row["timex"]
            ]
            found.append(
                Example(task="time", text=row["text"], layers={layer: flat([s.chars for s in spans])}, spans=spans)
            )
    return found


def factuality(shared: Path, schemes: Schemes) -> list[Example]:
    layer = schemes.layer("happening")
    found: list[Example] = []
    for name, complete in (("factuality/uw-train", True), ("factuality/uds-ih2-train", False)):
        examples = []
        for row in rows(shared, name):
            spans = [GoldSpan("trigger", (s, e), score=score) for s, e, score in row["spans"]]
            layers = {layer: flat([s.chars for s in spans])} if complete else {}
            examples.append(Example(task="factuality", text=row["text"], layers=layers, spans=spans))
        found += _joined(examples)
    return found


# --- attribution ------------------------------------------------------------------------------------


def attribution(shared: Path, schemes: Schemes) -> list[Example]:
    """PolNeAR: source, cue and content on layers of its own; who speaks by the reader's own relations."""
    layers = {part: schemes.layer(f"polnear:{part}") for part in ("source", "cue", "content")}
    return [_polnear(row, layers) for row in rows(shared, "attribution/polnear-train")]


def _polnear(row: Row, layers: dict[str, str]) -> Example:
    kept = {part: flat([tuple(s) for st in row["statements"] for s in st[part]]) for part in layers}
    reader_layer = {"source": "actor", "cue": "cue", "content": "content"}
    spans = [GoldSpan(reader_layer[part], s) for part, found in kept.items() for s in found]
    index = {(s.layer, s.chars): n for n, s in enumerate(spans)}
    choices = []
    for statement in row["statements"]:
        for content in statement["content"]:
            source = index.get(("content", tuple(content)))
            if source is None:
                continue
            for part, relation in (("source", "speaker"), ("cue", "cue")):
                targets = {index.get((reader_layer[part], tuple(s))) for s in statement[part]} - {None}
                choices.append(Choice(relation, source, frozenset(targets), none=not statement[part]))
    choices = [c for c in choices if c.targets or c.none]
    return Example(
        task="attribution",
        text=row["text"],
        layers={layers[p]: s for p, s in kept.items()},
        sentences=_lines(row["text"]),
        spans=spans,
        choices=choices,
    )


def _lines(text: str) -> list[Chars]:
    """Sentences good enough to count how far apart two spans stand, for corpora that give none."""
    found, start = [], 0
    for n, mark in enumerate(text):
        if mark == "\n" or (mark in ".?!" and text[n + 1 : n + 2] in (" ", "\n", "")):
            found.append((start, n + 1))
            start = n + 1
    return [*found, (start, len(text))] if start < len(text) else found


# --- events -----------------------------------------------------------------------------------------


def events(shared: Path, schemes: Schemes) -> dict[str, list[Example]]:
    named = {
        "rams": "events/rams-dev",
        "geneva": "events/geneva-train",
        "m2e2": "events/m2e2-train",
        "casie": "events/casie-all",
    }
    found = {}
    for task, name in named.items():
        examples = [_events(row, task, schemes) for row in rows(shared, name)]
        found[task + "-events"] = _joined(examples) if task == "geneva" else examples
    return found


def _events(row: Row, task: str, schemes: Schemes) -> Example:
    """Triggers with the corpus's types, arguments with its roles. RAMS labels one event of many: no layer.

    An argument of one event is shown to each other event of the text as none of its own.
    """
    spans: list[GoldSpan] = []
    links = []
    arguments: list[tuple[int, Chars]] = []
    sources: list[tuple[int, frozenset[Chars]]] = []
    for event in row["events"]:
        source = len(spans)
        sources.append((source, frozenset((start, end) for start, end, _ in event["args"])))
        spans.append(
            GoldSpan("trigger", tuple(event["trigger"]), {f"{task}_type": schemes.label(f"{task}_type", event["type"])})
        )
        for start, end, role in event["args"]:
            links.append(ExtraLink(f"{task}_role", source, len(spans), schemes.relation(f"{task}_role", role)))
            arguments.append((len(spans), (start, end)))
            spans.append(GoldSpan("actor", (start, end)))
    links += [
        ExtraLink(f"{task}_role", source, target, 0)
        for source, own in sources
        for target, found in arguments
        if found not in own and abs(found[0] - spans[source].chars[0]) < NEAR
    ]
    layers = {}
    if task not in ("rams", "casie"):
        layers[schemes.layer(f"{task}:trigger")] = flat([s.chars for s in spans if s.layer == "trigger"])
    return Example(task=task + "-events", text=row["text"], layers=layers, spans=spans, extra_links=links)


# --- coreference ------------------------------------------------------------------------------------


def coreference(shared: Path, schemes: Schemes) -> list[Example]:
    """ECB+: people and groups of the selected sentences, which of them are the same, and the words of events."""
    del schemes
    found = []
    for row in rows(shared, "coref/ecbplus-train"):
        mentions = [m for m in row["mentions"] if m["kind"] == "human" and m["chain"] and len(m["spans"]) == 1]
        keep = flat([tuple(m["spans"][0]) for m in mentions])
        spans = [
            GoldSpan("actor", s, clusters=frozenset(str(m["chain"]) for m in mentions if tuple(m["spans"][0]) == s))
            for s in keep
        ]
        if len(spans) > 1:
            found.append(
                Example(
                    task="coreference",
                    text=row["text"],
                    sentences=[(a, b) for a, b, _ in row["sentences"]],
                    spans=spans,
                    coreference=True,
                )
            )
    return found


LOADERS: tuple[Callable[[Path, Schemes], list[Example]], ...] = (
    toponyms,
    time_expressions,
    factuality,
    attribution,
    coreference,
)


def auxiliary(shared: Path, schemes: Schemes) -> dict[str, list[Example]]:
    """Every corpus but the coded reports: task -> examples."""
    found = {examples[0].task: examples for load in LOADERS if (examples := load(shared, schemes))}
    return found | entities(shared, schemes) | events(shared, schemes)
