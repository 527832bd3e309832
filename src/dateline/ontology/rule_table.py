"""Tables of this package: plain lists, and rules of which the first that fits decides.

Both are CSV files in ``data/``; a line that begins with ``#`` is a comment. In a table of rules every row has an id, a
reason and a source. A condition is ``*`` (anything), or words parted by ``|`` of which one must be true; ``-`` stands
for 'none told'.
"""

from __future__ import annotations

import csv
import functools
import importlib.resources
from collections.abc import Iterator
from dataclasses import dataclass

NONE_TOLD = "-"
_ANYTHING = "*"


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of ``data/NAME.csv`` by the names of their columns."""
    text = importlib.resources.files("dateline.ontology").joinpath(f"data/{name}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: its id in its table, what it gives ('' for nothing), why, and where that was decided."""

    id: str
    gives: str
    why: str
    source: str


class RuleTable:
    """Rules in the order in which they are tried."""

    def __init__(self, name: str, conditions: tuple[str, ...], gives: str) -> None:
        self._rows = [
            (
                tuple(_alternatives(row[column]) for column in conditions),
                Rule(id=row["rule"], gives=row[gives], why=row["why"], source=row["source"]),
            )
            for row in table(name)
        ]
        # A casefile asks the same few questions a hundred thousand times.
        self._remembered = functools.lru_cache(maxsize=65_536)(self._first)

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(rule for _, rule in self._rows)

    def first(self, *facts: frozenset[str]) -> Rule | None:
        """The first rule that fits; for each condition, in order, `facts` holds the words that are true."""
        return self._remembered(*facts)

    def _first(self, *facts: frozenset[str]) -> Rule | None:
        return next((rule for wanted, rule in self._rows if all(map(_holds, wanted, facts))), None)


def _alternatives(condition: str) -> frozenset[str] | None:
    return None if condition == _ANYTHING else frozenset(condition.split("|"))


def _holds(wanted: frozenset[str] | None, facts: frozenset[str]) -> bool:
    return wanted is None or not wanted.isdisjoint(facts)
