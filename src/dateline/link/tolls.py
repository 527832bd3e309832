"""What the claims about one happening come to: low, best and high of a measure, by a stated rule.

The rule
--------
Claims are sieved in the order below; one that falls through keeps the reason. What remains *stands*.

1. Only what is told as having happened counts; what is denied, possible or planned is shown.
2. A claim gives a number: 'dozens' does (24 or more), 'several' does not.
3. A syndicated copy of a report counts once with it. A copy that tells another number is a later version.
4. A caption or headline that repeats the body counts once with it.
5. One unit, and one population: fighters of a side are not added to people in general, nor taken for them.
6. One period: a total over years is no toll of a day; nor is an undated claim that tells the same count as it.
7. New ones ('six more bodies') are no total.
8. One victim told of alone is no toll where others are counted.
9. The latest report of each independent source stands, and of that report the widest count. A source is the speaker,
   if one is told, else the publisher. Of two reports of one day the higher is taken for the later: tolls rise.

Low is the lowest number that stands and high the highest, as in UCDP GED; `fewer` and `more` say where the claim that
reaches furthest sets no bound ('at least 20'). Best is chosen among what stands:

``direct``   the claim of the most direct source (`dateline.link.voices.VOICES`), the latest of several
``latest``   the latest claim, the more direct of several
``median``   the middle one; of two, the lower, so that it is a number that somebody gave
``lowest``   the lowest, as ACLED's codebook takes where reports differ
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from dateline.link.claims import Claim, Days, order, same_count
from dateline.link.populations import Population, population_words, populations
from dateline.link.voices import VOICES
from dateline.situation import RULES, EntryId, Rule

_Reasons = Mapping[EntryId, str]
_Kind = TypeVar("_Kind", bound=Hashable)

_WEEK, _MONTH, _YEAR = 7, 31, 366  # days at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """What the claims of a measure come to. Unknown is None; `set_aside` tells why each claim does not stand.

    `whom` is None for people (or things) in general, else the side whose fighters are counted. `fewer` and `more`:
    the claim that tells the lowest, or highest, number sets no bound there. `chosen` is the claim that gave `best`.
    """

    measure: str
    unit: str | None = None
    whom: str | None = None
    low: float | None = None
    best: float | None = None
    high: float | None = None
    fewer: bool = False
    more: bool = False
    rule: Rule = "direct"
    chosen: Claim | None = None
    standing: tuple[Claim, ...] = ()
    set_aside: tuple[tuple[Claim, str], ...] = ()

    def by(self, rule: Rule) -> Toll:
        """The same claims with their best chosen by another rule. Raises `ValueError` for a rule that there is not."""
        chosen = _chosen(self.standing, _checked(rule))
        return replace(self, rule=rule, chosen=chosen, best=chosen.best if chosen else None)


def toll(claims: Iterable[Claim], measure: str, rule: Rule = "direct", *, days: Days | None = None) -> Toll:
    """What claims of one happening come to for a measure, by the rule that this module states.

    `days` are those of the happening; without them, a period is the one that most of the claims speak of. Of several
    populations or units it takes the one that most reports tell; `tolls` gives all. The order of the claims does not
    matter. Raises `ValueError` for a rule that there is not.
    """
    own = _ordered(claim for claim in claims if claim.measure == measure)
    return _sieved(own, measure, populations(own), rule, days)


def _ordered(claims: Iterable[Claim]) -> list[Claim]:
    return sorted({claim.id: claim for claim in claims}.values(), key=order)


def _checked(rule: Rule) -> Rule:
    if rule not in RULES:
        raise ValueError(f"no rule {rule!r}; there are {', '.join(RULES)}")
    return rule


def _sieved(
    standing: list[Claim], measure: str, whom: Mapping[EntryId, Population | None], rule: Rule, days: Days | None
) -> Toll:
    sieves: tuple[Callable[[Sequence[Claim]], _Reasons], ...] = (
        _not_told_as_fact,
        _without_a_number,
        _copies,
        _captions,
        _of_another_unit,
        lambda found: _of_another_population(found, whom),
        lambda found: _of_another_period(found, days),
        _new_ones,
        _single_victims,
        _superseded,
    )
    set_aside: list[tuple[Claim, str]] = []
    for sieve in sieves:
        reasons = sieve(standing)
        set_aside += [(claim, reasons[claim.id]) for claim in standing if claim.id in reasons]
        standing = [claim for claim in standing if claim.id not in reasons]
    told = standing or [claim for claim, _ in set_aside]
    low, high, fewer, more = _bounds(standing)
    found = Toll(
        measure=measure,
        unit=told[0].unit if told else None,
        whom=population_words(whom[told[0].id]) if told else None,
        low=low,
        high=high,
        fewer=fewer,
        more=more,
        standing=tuple(standing),
        set_aside=tuple(sorted(set_aside, key=lambda pair: order(pair[0]))),
    )
    return found.by(rule)


def tolls(claims: Iterable[Claim], rule: Rule = "direct", *, days: Days | None = None) -> tuple[Toll, ...]:
    """A toll for each measure, unit and population that the claims tell; each claim is in exactly one of them."""
    by_measure: dict[str, list[Claim]] = defaultdict(list)
    for claim in _ordered(claims):
        by_measure[claim.measure].append(claim)
    found = []
    for measure, own in by_measure.items():
        whom = populations(own)
        groups: dict[Hashable, list[Claim]] = defaultdict(list)
        for claim in own:
            groups[claim.unit, whom[claim.id]].append(claim)
        found += [_sieved(group, measure, whom, rule, days) for group in groups.values()]
    return tuple(sorted(found, key=lambda t: (t.measure, t.unit or "", t.whom or "")))


# --- what does not count ----------------------------------------------------------------------------

_NOT_FACT = {"negated": "denied, or did not happen", "hypothetical": "only possible", "future": "planned or expected"}


def _not_told_as_fact(found: Sequence[Claim]) -> _Reasons:
    return {claim.id: _NOT_FACT[claim.factuality] for claim in found if claim.factuality != "actual"}


def _without_a_number(found: Sequence[Claim]) -> _Reasons:
    return {claim.id: "gives no number" for claim in found if not claim.numbers}


def _copies(found: Sequence[Claim]) -> _Reasons:
    """Claims that another report of the same origin tells too: the original if it is here, else the earliest copy."""
    reasons: dict[EntryId, str] = {}
    by_origin: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(found, key=lambda claim: (claim.copy_of is not None, order(claim))):
        family = by_origin[claim.copy_of or claim.id.report]
        others = (other for other in family if other.id.report != claim.id.report)
        if twin := next((other for other in others if same_count(claim, other)), None):
            reasons[claim.id] = f"a copy of what {twin.id.report} tells"
        else:
            family.append(claim)
    return reasons


def _captions(found: Sequence[Claim]) -> _Reasons:
    return {claim.id: "in a caption or headline that repeats the body" for claim in found if claim.caption}


def _of_another_unit(found: Sequence[Claim]) -> _Reasons:
    unit = _most_told(found, lambda claim: claim.unit)
    reason = f"not in {unit}" if unit else "in a unit of its own"
    return {claim.id: reason for claim in found if claim.unit != unit}


def _of_another_population(found: Sequence[Claim], whom: Mapping[EntryId, Population | None]) -> _Reasons:
    wanted = _most_told(found, lambda claim: whom[claim.id])
    return {
        claim.id: f"counts {population_words(whom[claim.id]) or 'people in general'}"
        for claim in found
        if whom[claim.id] != wanted
    }


def _new_ones(found: Sequence[Claim]) -> _Reasons:
    """New ones are set aside beside a total; where nothing else is told they are all that is known."""
    if all(claim.tally == "new" for claim in found):
        return {}
    return {claim.id: "new ones only, beyond an earlier count" for claim in found if claim.tally == "new"}


def _single_victims(found: Sequence[Claim]) -> _Reasons:
    alone = {claim.id for claim in found if claim.whom and claim.whom.kind == "person" and claim.best == 1}
    if len(alone) == len(found):
        return {}
    return dict.fromkeys(alone, "one victim told of alone")


# --- one period -------------------------------------------------------------------------------------


def _of_another_period(found: Sequence[Claim], days: Days | None) -> _Reasons:
    """An undated claim is of the period asked for, unless it tells the very count that others tell of another."""
    days = days or _most_told([claim for claim in found if claim.days], lambda claim: claim.days, narrow=True)
    if days is None:
        return {}
    dated = [(claim, claim.days) for claim in found if claim.days]
    within = [claim for claim, own in dated if _one_period(own, days)]
    beyond = [(claim, own) for claim, own in dated if not _one_period(own, days)]
    reasons = {claim.id: f"counts {_days_words(own)}, not {_days_words(days)}" for claim, own in beyond}
    for claim in (claim for claim in found if not claim.days):
        elsewhere = next(((other, own) for other, own in beyond if same_count(claim, other)), None)
        if elsewhere and not any(same_count(claim, other) for other in within):
            other, own = elsewhere
            reasons[claim.id] = f"undated; “{other.words}” counts {_days_words(own)}"
    return reasons


def _one_period(one: Days, other: Days) -> bool:
    """Of one order of length, and no more than a week apart: reports of one day's deaths may differ on the day."""
    apart = (max(one.start, other.start) - min(one.end, other.end)).days
    return _scale(one) == _scale(other) and apart <= _WEEK


def _scale(days: Days) -> int:
    """Days up to a week 0, weeks up to a month 1, months up to a year 2, years 3."""
    return sum(days.length > longest for longest in (_WEEK, _MONTH, _YEAR))


def _days_words(days: Days) -> str:
    return f"{days.start}" if days.start == days.end else f"{days.start} to {days.end}"


# --- one claim of each source -----------------------------------------------------------------------


def _superseded(found: Sequence[Claim]) -> _Reasons:
    by_source: dict[str, list[Claim]] = defaultdict(list)
    for claim in found:
        by_source[claim.source].append(claim)
    reasons: dict[EntryId, str] = {}
    for own in by_source.values():
        last = max(own, key=lambda claim: (_published(claim), claim.numbers[-1]))
        reasons.update((claim.id, _why_superseded(claim, last)) for claim in own if claim.id != last.id)
    standing = [claim for claim in found if claim.id not in reasons]
    return {**reasons, **_risen(standing)}


def _risen(standing: Sequence[Claim]) -> _Reasons:
    """What a publisher tells itself gives way to a higher count in its later reports, whoever is quoted there."""
    reasons: dict[EntryId, str] = {}
    for claim in (claim for claim in standing if claim.voice == "reporter"):
        later = (c for c in standing if c.teller == claim.teller and _published(c) > _published(claim))
        if by := next((c for c in later if c.numbers[-1] > claim.numbers[-1]), None):
            words = f"{claim.teller} told “{by.words}” later ({by.published}), in the words of {by.voucher}"
            reasons[claim.id] = words
    return reasons


def _why_superseded(claim: Claim, by: Claim) -> str:
    if claim.published != by.published:
        return f"{by.voucher} gave “{by.words}” later ({by.published})"
    if claim.id.report != by.id.report:
        return f"{by.voucher} gave “{by.words}” on the same day"
    if same_count(claim, by):
        return "told again in the same report"
    return f"a part, or an earlier count: {by.voucher} gave “{by.words}” in the same report"


# --- low, best and high -----------------------------------------------------------------------------


class _Bounds(NamedTuple):
    low: float | None = None
    high: float | None = None
    fewer: bool = False
    more: bool = False


def _bounds(standing: Sequence[Claim]) -> _Bounds:
    """Lowest and highest number of what stands. Of vague words alone ('dozens') only the low end is known."""
    numbers = [number for claim in standing for number in claim.numbers]
    if not numbers:
        return _Bounds()
    lowest, highest = min(numbers), max(numbers)
    return _Bounds(
        low=lowest if any(claim.low is not None or claim.best is not None for claim in standing) else None,
        high=highest if any(claim.high is not None or claim.best is not None for claim in standing) else None,
        fewer=not any(claim.low is not None and claim.low <= lowest for claim in standing),
        more=not any(claim.high is not None and claim.high >= highest for claim in standing),
    )


def _chosen(standing: Sequence[Claim], rule: Rule) -> Claim | None:
    known = [claim for claim in standing if claim.best is not None]
    if not known:
        return None
    if rule in ("median", "lowest"):
        by_number = sorted(known, key=lambda claim: (claim.best, order(claim)))
        return by_number[0 if rule == "lowest" else (len(by_number) - 1) // 2]
    if rule == "latest":
        return min(known, key=lambda claim: (-_published(claim), _directness(claim), order(claim)))
    return min(known, key=lambda claim: (_directness(claim), -_published(claim), order(claim)))


def _directness(claim: Claim) -> int:
    return VOICES.index(claim.voice)


def _published(claim: Claim) -> int:
    return claim.published.toordinal() if claim.published else 0


# --- majorities -------------------------------------------------------------------------------------


def _most_told(found: Sequence[Claim], told: Callable[[Claim], _Kind | None], *, narrow: bool = False) -> _Kind | None:
    """What most reports tell, then most claims; of several, the narrowest period, and the first in the order."""
    reports = Counter(value for value, _ in {(told(claim), claim.id.report) for claim in found})
    mentions = Counter(told(claim) for claim in found)
    best = max(
        dict.fromkeys(told(claim) for claim in found),
        key=lambda v: (reports[v], mentions[v], -v.length if narrow and isinstance(v, Days) else 0, v is None),
        default=None,
    )
    return best
