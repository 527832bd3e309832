"""Every code that Dateline reads into or writes, with what it means and where that is laid down.

meanings("ASSAULT-drone")
meanings("where_prec=4")
meanings("12")  # a code of several lists: all of them
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.ontology import acled, ged, plover
from dateline.ontology.countries import countries
from dateline.ontology.rule_table import RuleTable, table

PLOVER, ACLED, GED, DATELINE = "PLOVER", "ACLED", "UCDP GED", "Dateline"

COLUMN = "column"
"""The field of codes that are columns of a format themselves: what stands in them, and by which rule."""

_PLOVER_MANUAL = "PLOVER manual, draft version 2.0; the words are ours"
_ACLED_TYPES = "ACLED, Event and Sub-Event Types (acledR 1.0.1), in our words"
_ACLED_ACTORS = "ACLED, Actors and Interactions (acledR 1.0.1), in our words"
_ACLED_PRECISION = "ACLED, Time and Geography (acledR 1.0.1), in our words"
_GED_CODEBOOK = "UCDP GED Codebook, in our words"
_SOURCES = {
    "AI": "ACLED, Actors and Interactions (acledR 1.0.1)",
    "ET": "ACLED, Event and Sub-Event Types (acledR 1.0.1)",
    "D": "decided by Dateline",
}
"""What the letters in tables of rules stand for; CB is the codebook of whose code it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code of one list. `field` is the column that holds it, `name` what it is called where the code is a number.

    `others` are more names of the column: 'inter1' and 'inter2' for 'inter'.
    """

    book: str
    field: str
    code: str
    name: str | None = None
    meaning: str
    source: str
    others: tuple[str, ...] = ()


def meanings(words: str) -> tuple[Code, ...]:
    """What a code means in every list that has it, in any case; none where no list has.

    A column or a book may stand before it: 'where_prec=4', 'acled:1'. Names of codes ('Rebel group') are codes too.
    """
    field, code = parted(words)
    own = tuple(c for c in _named(code) if _is_of(c, field)) if field else ()
    return own or _named(words)


def parted(words: str) -> tuple[str, str]:
    """The column or book that stands before a code, '' where none does, and the code."""
    found = _PARTED.fullmatch(words.strip())
    return (found[1], found[2]) if found else ("", words.strip())


_PARTED = re.compile(r"([^=:]+?)\s*[=:]\s*(.*)", re.DOTALL)


def codes_in(field: str) -> tuple[Code, ...]:
    """The codes of a column, by any of its names, or of a book; none where there is no such."""
    return tuple(code for code in all_codes() if _is_of(code, field))


def known_codes() -> tuple[str, ...]:
    """All codes and names of codes, each once."""
    return tuple(dict.fromkeys(name for code in all_codes() for name in (code.code, code.name) if name))


@functools.cache
def all_codes() -> tuple[Code, ...]:
    """All lists, one after the other."""
    return (*_plover(), *_acled(), *_ged(), *_countries(), *_rules(), *_columns())


def _named(words: str) -> tuple[Code, ...]:
    wanted = words.strip().casefold()
    return tuple(c for c in all_codes() if wanted in (c.code.casefold(), (c.name or "").casefold()) and wanted)


def _is_of(code: Code, field: str) -> bool:
    names = (code.book, code.field, *code.others, *code.book.split())
    return field.casefold() in (name.casefold() for name in names)


# --- the lists --------------------------------------------------------------------------------------


def _plover() -> Iterator[Code]:
    for entry in plover.TYPES.values():
        source = "an addition of Dateline's to PLOVER" if entry.quad is None else _PLOVER_MANUAL
        yield Code(book=PLOVER, field="type", code=entry.name, meaning=entry.meaning, source=source)
        for mode in entry.modes:
            yield Code(
                book=PLOVER,
                field="mode",
                code=f"{entry.name}-{mode.name}",
                name=mode.name,
                meaning=mode.meaning,
                source=source,
            )
    for sector, meaning in plover.SECTORS.items():
        yield Code(book=PLOVER, field="sector", code=sector, meaning=meaning, source=_PLOVER_MANUAL)
    for measure in plover.MEASURES.values():
        yield Code(book=DATELINE, field="measure", code=measure.name, meaning=measure.meaning, source="docs/record.md")
    for factuality, meaning in plover.FACTUALITIES.items():
        yield Code(book=DATELINE, field="factuality", code=factuality, meaning=meaning, source="docs/record.md")
    for status, meaning in plover.STATUSES.items():
        yield Code(book=DATELINE, field="status", code=status, meaning=meaning, source="docs/figures.md")


def _acled() -> Iterator[Code]:
    wider: dict[tuple[str, str], list[str]] = {}
    for kind in acled.sub_events().values():
        wider.setdefault(("event_type", kind.event_type), []).append(kind.name)
        wider.setdefault(("disorder_type", kind.disorder_type), []).append(kind.name)
        meaning = f"{kind.meaning} (event type {kind.event_type}; disorder type {kind.disorder_type})"
        yield Code(book=ACLED, field="sub_event_type", code=kind.name, meaning=meaning, source=_ACLED_TYPES)
    for (field, code), names in wider.items():
        yield Code(book=ACLED, field=field, code=code, meaning=f"any of: {', '.join(names)}", source=_ACLED_TYPES)
    yield from _acled_actors()
    for precision in acled.precision_codes():
        yield Code(
            book=ACLED,
            field=precision.column,
            code=str(precision.code),
            meaning=precision.meaning,
            source=_ACLED_PRECISION,
        )
    for number, name in acled.regions().items():
        yield Code(
            book=ACLED,
            field="region",
            code=str(number),
            name=name,
            meaning="a region of ACLED's",
            source="acledR 1.0.1, acled_regions",
        )


def _acled_actors() -> Iterator[Code]:
    kinds = acled.actor_types()
    for kind in kinds.values():
        yield Code(
            book=ACLED,
            field="inter",
            code=str(kind.code),
            name=kind.name,
            meaning=kind.meaning,
            source=_ACLED_ACTORS,
            others=("inter1", "inter2"),
        )
    pairs = [(one, other) for one in kinds for other in (None, *kinds) if other is None or other >= one]
    for one, other in pairs:
        code = acled.interaction(one, other)
        words = acled.interaction_words(code) if code is not None else None
        if words:
            yield Code(book=ACLED, field="interaction", code=str(code), meaning=words, source=_ACLED_ACTORS)


def _ged() -> Iterator[Code]:
    for code in ged.codes():
        yield Code(book=GED, field=code.column, code=code.code, meaning=code.meaning, source=_GED_CODEBOOK)
    for country in {c.gwno: c for c in ged.ged_countries().values()}.values():
        yield Code(
            book=GED,
            field="country_id",
            code=str(country.gwno),
            meaning=f"{country.name}, in {country.region}",
            source="Gleditsch and Ward, list of independent states",
            others=("gwno", "gwnoa", "gwnob"),
        )


def _countries() -> Iterator[Code]:
    for country in countries().values():
        yield Code(
            book="ISO 3166-1", field="country", code=country.alpha3, meaning=country.name, source="ISO 3166-1 alpha-3"
        )


def _rules() -> Iterator[Code]:
    """The rules that choose codes, by their ids."""
    tables: tuple[tuple[RuleTable, str, str], ...] = (
        (acled.sub_event_rules(), ACLED, "sub_event_type"),
        (acled.inter_rules(), ACLED, "inter"),
        (ged.violence_rules(), GED, "type_of_violence"),
        (ged.party_rules(), GED, "side"),
    )
    for rules, book, field in tables:
        for rule in rules.rules:
            yield Code(
                book=book,
                field=f"rule of {field}",
                code=rule.id,
                meaning=f"{rule.gives or 'no row'}: {rule.why}",
                source=source_words(rule.source, book),
            )


def _columns() -> Iterator[Code]:
    """What stands in each column of ACLED's and GED's tables, as Dateline fills it."""
    for book, name, source in ((ACLED, "acled_columns", "ACLED Codebook"), (GED, "ged_columns", "UCDP GED Codebook")):
        for row in table(name):
            yield Code(book=book, field=COLUMN, code=row["column"], meaning=row["filled"], source=source)


def source_words(letters: str, book: str) -> str:
    """A rule's source in words, of the letters in its table."""
    return _SOURCES.get(letters, f"{book} Codebook")
