"""What a code means, and in an event of a casefile: which rule chose it, and which claims and tellings stand behind.

explain("Attack")
explain("Attack", casefile=casefile, event="S12")
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dateline.casefile import Casefile
from dateline.export import acled, ged
from dateline.export.acled_codes import ActorCodes, acled_codes
from dateline.export.ged_codes import GedSide, ged_codes
from dateline.export.happened import LeftOut
from dateline.ontology.code_lists import (
    ACLED,
    COLUMN,
    DATELINE,
    GED,
    PLOVER,
    Code,
    codes_in,
    known_codes,
    meanings,
    parted,
    source_words,
)
from dateline.ontology.rule_table import Rule
from dateline.record import DatelineError
from dateline.store.base import ClaimRow, Filter, Happening, TellingRow, UnknownId

_NEAR = 3  # codes that are shown where there is none by the name
_ALIKE = 0.6  # difflib's likeness from which a code is near; below it, any short code is
_LISTED = 12  # codes of a column that are shown where it has not the one asked for


class UnknownCode(DatelineError):
    """No list has the code; the message names those near it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A code that an event has, or would have in an export: by which rule, and what stands behind it.

    `rule_id` is the rule's id where a table of rules chose it.
    """

    book: str
    field: str
    code: str
    rule: str
    rule_id: str | None = None
    claims: tuple[ClaimRow, ...] = ()
    tellings: tuple[TellingRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A code in every list that has it. `chosen`: where the event has it; `other`: the event's codes where it has not.

    `absent` says of a book why the event has no row in it. `event` is its living id, None where none was asked about.
    """

    asked: str
    meanings: tuple[Code, ...]
    event: str | None = None
    chosen: tuple[Chosen, ...] = ()
    other: tuple[Chosen, ...] = ()
    absent: tuple[tuple[str, str], ...] = ()


def explain(code: str, *, casefile: Casefile | None = None, event: str | None = None) -> Explained:
    """What a code means; with an event of a casefile, what stands behind it there.

    A column or a book may stand before the code: 'where_prec=4', 'acled:1'. Raises `UnknownCode`, `UnknownId`.
    """
    found = meanings(code)
    if not found:
        raise UnknownCode(_unknown(code))
    if casefile is None or event is None:
        return Explained(asked=code, meanings=found)
    happening = _happening(casefile, event)
    codes, absent = codes_of(happening)
    chosen = tuple(one for one in codes if any(_is_asked(one, meaning) for meaning in found))
    chosen = (*chosen, *_columns(happening, found, chosen))
    return Explained(
        asked=code,
        meanings=found,
        event=happening.event.id,
        chosen=chosen,
        other=() if chosen else codes,
        absent=absent,
    )


def _is_asked(chosen: Chosen, meaning: Code) -> bool:
    """Whether a code of an event is what a meaning is about: the code, its column, or the rule that chose it."""
    if chosen.book != meaning.book:
        return False
    if meaning.field == COLUMN:
        return chosen.field == meaning.code
    if meaning.code == chosen.rule_id:
        return True
    return chosen.field in (meaning.field, *meaning.others) and chosen.code == meaning.code


def _unknown(code: str) -> str:
    field, value = parted(code)
    if own := tuple(dict.fromkeys(one.code for one in codes_in(field) if one.field != COLUMN)) if field else ():
        more = f" and {len(own) - _LISTED} more" if len(own) > _LISTED else ""
        return f"{field} has no code {value!r}; it has {', '.join(own[:_LISTED])}{more}"
    near = _near(code.strip().casefold())
    advice = f"near it: {', '.join(near)}" if near else "docs/explain.md names the lists"
    return f"no list has the code {code!r}; {advice}"


def _near(words: str) -> list[str]:
    """Codes that hold the words, then those spelt much like them."""
    known = {name.casefold(): name for name in known_codes()}
    within = [name for name in known if len(words) > 2 and words in name]
    alike = difflib.get_close_matches(words, known, n=_NEAR, cutoff=_ALIKE)
    return [known[name] for name in dict.fromkeys((*within, *alike))][:_NEAR]


def _happening(casefile: Casefile, id: str) -> Happening:
    row = casefile.event(id).event
    wanted = Filter(type=row.type, mode=row.mode, country=row.country, since=row.start, until=row.end)
    found = next((h for h in casefile.happenings(wanted) if h.event.id == row.id), None)
    if found is None:
        raise UnknownId(f"no event {id} in this casefile any more; see: dateline history {id}")
    return found


# --- the codes of an event --------------------------------------------------------------------------


def codes_of(happening: Happening) -> tuple[tuple[Chosen, ...], tuple[tuple[str, str], ...]]:
    """Every code that an event has, or would have in an export; and for ACLED and GED why it would have no row."""
    found = (*_plover(happening), *_figures(happening), *_acled(happening), *_ged(happening))
    absent = ((ACLED, acled_codes(happening)), (GED, ged_codes(happening)))
    return found, tuple((book, codes.reason) for book, codes in absent if isinstance(codes, LeftOut))


def _columns(happening: Happening, asked: tuple[Code, ...], told: tuple[Chosen, ...]) -> Iterator[Chosen]:
    """What the event's row has in the columns asked for that hold no code of a list."""
    known = {(chosen.book, chosen.field) for chosen in told}
    rows = _rows(happening)
    for column in asked:
        if column.field == COLUMN and column.book in rows and (column.book, column.code) not in known:
            cell = rows[column.book][column.code]
            yield Chosen(
                book=column.book,
                field=column.code,
                code="empty" if cell is None or cell == "" else str(cell),
                rule=column.meaning,
                tellings=happening.tellings,
            )


def _rows(happening: Happening) -> dict[str, dict[str, object]]:
    """The cells of an event's row in each book that has one, by column."""
    rows: dict[str, dict[str, object]] = {}
    if not isinstance(for_acled := acled_codes(happening), LeftOut):
        rows[ACLED] = dict(zip(acled.COLUMNS, acled.cells(happening, for_acled), strict=True))
    if not isinstance(for_ged := ged_codes(happening), LeftOut):
        rows[GED] = dict(zip(ged.COLUMNS, ged.cells(happening, for_ged), strict=True))
    return rows


def _plover(happening: Happening) -> Iterator[Chosen]:
    event = happening.event
    of_type = _tellings(happening, lambda t: t.type == event.type)
    rule = "the type that most reports tell (docs/figures.md)"
    yield Chosen(book=PLOVER, field="type", code=event.type, rule=rule, tellings=of_type)
    if event.mode:
        rule = "of the reports that tell the type, the mode that most tell (docs/figures.md)"
        own = _tellings(happening, lambda t: (t.type, t.mode) == (event.type, event.mode))
        yield Chosen(book=PLOVER, field="mode", code=f"{event.type}-{event.mode}", rule=rule, tellings=own)
    for party in dict.fromkeys((*happening.actors, *happening.recipients)):
        if party.sector:
            rule = f"the sector of {party.name} (docs/actors.md)"
            yield Chosen(book=PLOVER, field="sector", code=party.sector, rule=rule, tellings=of_type)
    if event.country:
        rule = "the country of the place that most reports tell or contain (docs/figures.md)"
        yield Chosen(book="ISO 3166-1", field="country", code=event.country, rule=rule, tellings=happening.tellings)


def _figures(happening: Happening) -> Iterator[Chosen]:
    for figure in happening.figures:
        numbers = ", ".join(
            f"{name} {value:,g}"
            for name, value in (("low", figure.low), ("best", figure.best), ("high", figure.high))
            if value is not None
        )
        whom = f" of {figure.whom}" if figure.whom else ""
        rule = f"{numbers or 'no number stands'}{whom}; best by the rule ‘{figure.rule}’ (docs/figures.md)"
        claims = _claims(happening, figure.measure)
        yield Chosen(book=DATELINE, field="measure", code=figure.measure, rule=rule, claims=claims)
    if (status := happening.event.status) is not None:
        rule = "what most reports of the last day say (docs/figures.md)"
        yield Chosen(book=DATELINE, field="status", code=status, rule=rule, tellings=happening.tellings)


def _acled(happening: Happening) -> Iterator[Chosen]:
    codes = acled_codes(happening)
    if isinstance(codes, LeftOut):
        return
    told = happening.tellings
    kind = codes.sub_event
    for field, code in (
        ("sub_event_type", kind.name),
        ("event_type", kind.event_type),
        ("disorder_type", kind.disorder_type),
    ):
        yield Chosen(
            book=ACLED,
            field=field,
            code=code,
            rule=_words(codes.rule, ACLED),
            rule_id=codes.rule.id,
            tellings=told,
            claims=_claims(happening, "killed"),
        )
    yield from _actor("1", codes.one, told)
    yield from _actor("2", codes.other, told)
    if codes.interaction is not None:
        rule = "the types of both main actors, the lower first"
        yield Chosen(book=ACLED, field="interaction", code=str(codes.interaction), rule=rule, tellings=told)
    event = happening.event
    days = f"the days are {event.start} to {event.end}, and {codes.day} is their middle"
    yield Chosen(book=ACLED, field="time_precision", code=str(codes.time_precision), rule=days, tellings=told)
    where = f"the place is known to where_prec {event.precision}"
    yield Chosen(book=ACLED, field="geo_precision", code=str(codes.geo_precision), rule=where, tellings=told)
    deaths = codes.fatalities
    yield Chosen(
        book=ACLED,
        field="fatalities",
        code=str(deaths.number),
        rule=deaths.rule,
        claims=_claims(happening, "killed"),
    )


def _actor(number: str, actor: ActorCodes, told: tuple[TellingRow, ...]) -> Iterator[Chosen]:
    if actor.inter is None or actor.name is None:
        return
    by = _words(actor.rule, ACLED) if actor.rule else "nobody is told to have acted: ACLED's name for that"
    rule_id = actor.rule.id if actor.rule else None
    beside = f"; told as {', '.join(actor.beside)}" if actor.beside else ""
    yield Chosen(
        book=ACLED,
        field=f"actor{number}",
        code=actor.name,
        rule=f"the main actor of its side{beside}",
        tellings=told,
    )
    yield Chosen(
        book=ACLED,
        field=f"inter{number}",
        code=str(actor.inter),
        rule=f"{actor.name}: {by}",
        rule_id=rule_id,
        tellings=told,
    )


def _ged(happening: Happening) -> Iterator[Chosen]:
    codes = ged_codes(happening)
    if isinstance(codes, LeftOut):
        return
    event, told, killed = happening.event, happening.tellings, _claims(happening, "killed")
    yield Chosen(
        book=GED,
        field="type_of_violence",
        code=codes.type_of_violence or "not known",
        rule=_words(codes.rule, GED),
        rule_id=codes.rule.id,
        tellings=told,
    )
    yield from _ged_side("side_a", codes.a, told)
    yield from _ged_side("side_b", codes.b, told)
    if event.precision is not None:
        where = "how exactly the place that most reports tell is known (docs/places.md)"
        yield Chosen(book=GED, field="where_prec", code=str(event.precision), rule=where, tellings=told)
    days = f"the days are {event.start} to {event.end}"
    yield Chosen(book=GED, field="date_prec", code=str(codes.date_prec), rule=days, tellings=told)
    clarity = "2 where reports count several attacks, or tell of a week or more"
    yield Chosen(book=GED, field="event_clarity", code=str(codes.event_clarity), rule=clarity, tellings=told)
    dead = codes.deaths
    for field, count in (
        ("deaths_a", dead.a),
        ("deaths_b", dead.b),
        ("deaths_civilians", dead.civilians),
        ("deaths_unknown", dead.unknown),
        ("best", dead.best),
        ("high", dead.high),
        ("low", dead.low),
    ):
        rule = "from the figures of people killed: see docs/explain.md, Deaths in GED"
        yield Chosen(book=GED, field=field, code=f"{count:g}", rule=rule, claims=killed)
    status = "what is left open: the sides, or a best number of deaths"
    yield Chosen(book=GED, field="code_status", code=codes.code_status, rule=status, tellings=told, claims=killed)


def _ged_side(field: str, side: GedSide, told: tuple[TellingRow, ...]) -> Iterator[Chosen]:
    if side.rule and side.name:
        rule = f"{side.party}: {_words(side.rule, GED)}"
        yield Chosen(book=GED, field=field, code=side.name, rule=rule, rule_id=side.rule.id, tellings=told)
    if side.gwno is not None:
        number = "gwnoa" if field == "side_a" else "gwnob"
        yield Chosen(book=GED, field=number, code=str(side.gwno), rule=f"the state of {field}", tellings=told)


def _words(rule: Rule, book: str) -> str:
    return f"{rule.why}. Source: {source_words(rule.source, book)}"


def _tellings(happening: Happening, wanted: Callable[[TellingRow], bool]) -> tuple[TellingRow, ...]:
    return tuple(telling for telling in happening.tellings if wanted(telling))


def _claims(happening: Happening, measure: str) -> tuple[ClaimRow, ...]:
    return tuple(claim for claim in happening.claims if claim.measure == measure)
