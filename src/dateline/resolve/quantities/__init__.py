"""Quantities: the words of a figure -> its low, best and high.

In goes the quantity expression that the reader marked, with its hedge and the noun that it counts
('more than 40 trucks', 'tens of thousands of people', '£7.6bn', 'a third of the city'). Out comes a
`QuantityValue`: the bounds, the hedge, the unit that the words name, and the rule that gave them.
Words that hold no quantity, or one that is no figure (a date, an age, a duration, a clock time, an
ordinal, a score), give no value, and the rule says why. Nothing is looked up outside the words.

Where the rules come from
-------------------------
- Hedges and the lower bounds of vague words: the section Figures of the coding guide
  (docs/conventions.md). 'At least 20' is 20/20/-, 'up to 20' is -/20/20, 'about 20' is -/20/-,
  '20 to 30' is 20/25/30, 'dozens' is 24/-/-.
- Units and currencies: dateline.resolve.quantities.units. A conversion that the text gives itself, '12-mile (20km)', is
  preferred to ours.
- Shares are per cent: 'half' is 50, 'two-thirds' 66.7, 'one in five' 20.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from dateline.record import Hedge
from dateline.resolve.quantities.numerals import (
    DENOMINATORS,
    DIGITS_READ,
    PLURALS,
    SCALES,
    SINGULAR_SCALES,
    SMALL,
    Number,
    is_digits,
    read_fraction,
    read_number,
    tokens_of,
)
from dateline.resolve.quantities.units import (
    CURRENCY_SIGNS,
    NO_UNIT,
    PER_CENT,
    SIGN_UNITS,
    Unit,
    converted,
    read_unit,
    rounded,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityValue:
    """What a quantity expression comes to. A bound that the words do not set is None.

    `hedge` is None where the words hold no figure; `rule` then says why.
    """

    low: float | int | None
    best: float | int | None
    high: float | int | None
    hedge: Hedge | None
    unit: str | None
    rule: str


def resolve(words: str) -> QuantityValue:
    """Gives the value of a quantity expression. Never raises; the same words give the same value."""
    return _Scan(tokens_of(words)).value()


# --- amounts: one number with its unit, or two that make a range ------------------------------------


class _Amount(NamedTuple):
    """A number with its unit, or a range of two; `value` is the lower end of a range."""

    value: Number
    unit: Unit | None
    end: int
    scale: int = 1
    upper: Number | None = None


def _one_amount(tokens: Sequence[str], at: int) -> _Amount | None:
    """Reads a number and the unit before or behind it: '$2,000', '85 per cent', '30km', 'half a square kilometre'."""
    unit = SIGN_UNITS.get(tokens[at]) if at < len(tokens) else None
    at += unit is not None
    if at >= len(tokens) or (parsed := read_number(tokens, at)) is None:
        return None
    if unit is None and (found := read_unit(tokens, parsed.end)) is not None:
        return _Amount(parsed.value, found[0], found[1], parsed.scale)
    return _Amount(parsed.value, unit, parsed.end, parsed.scale)


def _amount(tokens: Sequence[str], at: int, between: bool) -> _Amount | None:
    """Reads an amount, a range of two ('20 to 30', '$2-3bn', 'between 5 and 6%'), or a ratio ('one in five')."""
    first = _one_amount(tokens, at)
    if first is None or first.end >= len(tokens):
        return first
    if first.unit is None and (ratio := _ratio(tokens, first)) is not None:
        return ratio
    after = _range_joint(tokens, first.end, between)
    second = _one_amount(tokens, after) if after is not None else None
    return first if second is None else _range(first, second)


def _range_joint(tokens: Sequence[str], at: int, between: bool) -> int | None:
    """Where the upper end of a range starts, if the word here can join the two ends."""
    if tokens[at] == "-" and tokens[at + 1 : at + 2] == ["to"]:  # 'nine- to 12-mile'
        at += 1
    if tokens[at] in ("-", " - ", "to", "or") or (between and tokens[at] == "and"):
        return at + 1
    return None


def _range(first: _Amount, second: _Amount) -> _Amount:
    """Joins two ends. The scale and unit of the second hold for the first where it has none: '2 to 3 million'."""
    scale, low = second.scale, first.value
    if scale == 1 and low < 1000 <= second.value < 10**6 and second.value % 1000 == 0:
        scale = 1000  # '20-30,000' is thousands on both sides
    if first.scale == 1 and scale > 1 and 0 < low * scale < second.value:
        low *= scale
    return _Amount(low, second.unit or first.unit, second.end, second.scale, second.value)


# Denominators that speak of shares; 'ten of 12 victims' and 'one in 2014' do not.
_RATIO_OF: Final = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 1000})
_RATIO_JOINTS: Final = (["in"], ["out", "of"], ["in", "every"], ["out", "of", "every"], ["/"])


def _ratio(tokens: Sequence[str], first: _Amount) -> _Amount | None:
    if tokens[first.end] not in ("in", "out", "/"):
        return None
    for joint in _RATIO_JOINTS:
        at = first.end + len(joint)
        whole = read_number(tokens, at) if tokens[first.end : at] == joint and at < len(tokens) else None
        if whole is not None and whole.value in _RATIO_OF and 0 < first.value < whole.value:
            return _Amount(_share(first.value, whole.value), PER_CENT, whole.end)
    return None


def _share(part: Number, whole: Number) -> Decimal:
    return (Decimal(100) * part / whole).quantize(Decimal("0.1"))


# --- the words around numbers -----------------------------------------------------------------------


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


_Kind = Literal["hedge", "number", "plural", "few", "vague", "collective", "all", "group", "one", "zero", "fraction",
                "between", "ordinal"]  # fmt: skip


class _Word(NamedTuple):
    """A word or phrase that the scan knows: the words after the first, what it is, and what it says."""

    rest: list[str]
    kind: _Kind
    phrase: str
    hedge: Hedge = "exact"
    number: int = 0
    unit: str | None = None


_HEDGES: Final[dict[Hedge, tuple[str, ...]]] = {
    "about": (
        "about", "around", "some", "nearly", "almost", "approximately", "approx", "roughly", "circa", "c", "ca", "near",
        "~", "≈", "close to", "close on", "approaching", "estimated", "towards", "toward", "in the region of",
        "on the order of", "in the order of", "perhaps", "possibly", "maybe", "an estimate of",
    ),
    "over": (
        "more than", "over", "at least", "above", "exceeding", "exceeds", "exceed", "in excess of", "upwards of",
        "upward of", "north of", "no fewer than", "no less than", "not less than", "not fewer than", "minimum of",
        "greater than", "larger than", "beyond", "as few as", "surpassing", "surpassed", "exceeded",
        "tops", "topped", "a little more than", "a little over", "a bit more than", "a bit over", ">", "≥",
    ),
    "under": (
        "up to", "less than", "fewer than", "under", "below", "at most", "no more than", "not more than", "as many as",
        "as much as", "as high as", "maximum of", "not exceed", "not exceeding", "short of",
        "a little less than", "a little under", "<", "≤",
    ),
}  # fmt: skip
# Behind the number: '40 or so others', 'two or more', '20 at least'.
_LATE_HEDGES: Final[dict[tuple[str, str], Hedge]] = {
    ("or", "so"): "about", ("or", "thereabouts"): "about", ("or", "more"): "over", ("or", "over"): "over",
    ("at", "least"): "over", ("or", "fewer"): "under", ("or", "less"): "under", ("at", "most"): "under",
}  # fmt: skip

# Quantifiers: they settle the value where they stand, also before a number ('many of the 3 million').
_VAGUE: Final = ("many", "numerous", "multiple", "various", "countless", "innumerable", "fewer", "untold", "plenty",
                 "lots", "not many", "not all", "some of")  # fmt: skip
_VAGUE_SHARES: Final = ("most", "much")
# Nouns of quantity: they set no bound, unless a count follows ('a group of 20', 'a crowd of several hundred').
_COLLECTIVES: Final = ("number", "numbers", "lot", "handful", "more")
_COLLECTIVE_SHARES: Final = ("majority", "minority", "bulk", "proportion", "portion", "percentage", "part of",
                             "parts of")  # fmt: skip
# These are nouns of quantity before 'of' only: 'a group of men', but 'a group leader'.
_COLLECTIVES_OF: Final = _words("""
    series string wave waves swarm swarms flood spate raft barrage host multitude stream streams influx crowd crowds mob
    mobs group groups band bands gang range cluster array slew bunch horde hordes throng convoy rash mass masses team
    teams column hail volley handfuls amount amounts quantity quantities
""")
# These count nothing without an 'of' either: 'a large crowd'.
_UNCOUNTED: Final = _words("crowd mob throng multitude amount quantity")
_GROUPS: Final = {"both": 2, "pair": 2, "duo": 2, "trio": 3, "quartet": 4, "quintet": 5, "sextet": 6, "once": 1,
                  "twice": 2, "thrice": 3}  # fmt: skip
# These count a plural only: 'triple blasts', but 'a double agent', 'a twin-engine plane'.
_MULTIPLES: Final = {"twin": 2, "double": 2, "triple": 3, "quadruple": 4}
_ONES: Final = ("a", "an", "another", "single", "lone", "sole")
_ZEROS: Final = ("no", "none", "nobody", "neither", "nil", "nothing", "not one", "not a", "not a single", "not any",
                 "no one", "no - one")  # fmt: skip
_ORDINALS: Final = ("first", "second", "eleventh", "twelfth", "last", "next")

_MONTHS: Final = _words("""
    january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec
""")
_DURATIONS: Final = _words("minute hour day night week weekend fortnight month year decade century")
_DURATIONS_PLURAL: Final = frozenset({f"{word}s" for word in _DURATIONS} | {"centuries", "seconds"})
_AFTER_DURATIONS: Final = frozenset({"", "of", "ago", "later", "earlier", "after", "before", "in", "or", "for"})
_CLOCK: Final = frozenset({"am", "pm", "a.m", "p.m", "o'clock", "gmt", "utc"})
_BEFORE_YEARS: Final = _words("in since until till during early late mid the")
_BEFORE_AGES: Final = frozenset({"aged", "age", "ages"})
_LIMITS_OF_AGE: Final = frozenset({"under", "over", "above", "below"})

_PERSONS: Final = _words("""
    man men woman women child children boy boys girl girls person persons people civilian civilians soldier soldiers
    officer officers policeman policemen police troops fighter fighters militant militants rebel rebels gunman
    gunmen insurgent insurgents terrorist terrorists bomber bombers attacker attackers victim victims baby babies
    infant infants teenager teenagers student students teacher teachers journalist journalists worker workers
    villager villagers resident residents refugee refugees migrant migrants hostage hostages prisoner prisoners
    guard guards member members doctor doctors nurse nurses driver drivers farmer farmers protester protesters
    passenger passengers peacekeeper peacekeepers settler settlers brother brothers sister sisters son sons daughter
    daughters wife husband mother mothers father fathers parent parents national nationals
""")
# '30,000-strong', 'four-man', 'a 10-vehicle convoy' count; 'two-star', 'three-way' describe.
_COUNTED_BEHIND_HYPHEN: Final = _PERSONS | {"strong", "vehicle", "truck", "car", "bus", "boat", "ship", "tank"}
# Between a fallback and the number that belongs to it: 'a further seven children', 'all of the 20'.
_FILLERS: Final = _words("""
    further total record combined mere whopping staggering good great additional reported unconfirmed full other
    extra initial final massive huge average well just only very mostly exactly precisely official
""")
_FILLERS_AFTER_ALL: Final = _FILLERS | {"the", "of", "its", "their", "these", "those", "his", "her"}
_COUNTS_FOLLOW: Final = frozenset({"of", "numbering", "totalling", "totaling"})
# Nouns whose 'of' gives no count: 'a mother of three', 'a boy of 12', 'a member of two parties'.
_OF_OTHERS: Final = _PERSONS | {"leader", "leaders", "commander", "commanders", "spokesman", "spokeswoman"}
# What shows that a noun of quantity is not the head of 'a …': 'a man from the group of captives'.
_LINKS: Final = _words("of from in the with by to for at on and who whose that")
# Two counts are no sum where one is a part of the other, or where they met different fates.
_NO_SUM: Final = _words("""
    them whom which those these including among killed dead wounded injured hurt missing detained arrested captured
""")


def _known_words() -> Iterable[tuple[str, _Word]]:
    """Every word and phrase that the scan acts on."""
    plain: tuple[tuple[_Kind, str | None, Iterable[str]], ...] = (
        ("number", None, (*SMALL, *SINGULAR_SCALES, *CURRENCY_SIGNS)),
        ("few", None, ("several", "few", "couple", "couple of")),
        ("vague", None, _VAGUE),
        ("vague", "%", _VAGUE_SHARES),
        ("collective", None, _COLLECTIVES),
        ("collective", None, (f"{noun} of" for noun in sorted(_COLLECTIVES_OF))),
        ("collective", "%", _COLLECTIVE_SHARES),
        ("all", "%", ("all",)),
        ("one", None, _ONES),
        ("zero", None, _ZEROS),
        ("fraction", None, DENOMINATORS),
        ("ordinal", None, _ORDINALS),
        ("between", None, ("between",)),
    )
    for kind, unit, phrases in plain:
        yield from ((phrase, _Word([], kind, phrase, unit=unit)) for phrase in phrases)
    for hedge, phrases in _HEDGES.items():
        yield from ((phrase, _Word([], "hedge", phrase, hedge)) for phrase in phrases)
    yield from ((word, _Word([], "plural", word, number=low)) for word, low in PLURALS.items())
    yield from ((word, _Word([], "group", word, number=count)) for word, count in (_GROUPS | _MULTIPLES).items())


def _lexicon() -> dict[str, list[_Word]]:
    """Words under their first word, longest phrase first: 'no more than' goes before 'no'."""
    table: dict[str, list[_Word]] = {}
    for form, word in _known_words():
        first, *rest = form.split()
        table.setdefault(first, []).append(word._replace(rest=rest))
    for entries in table.values():
        entries.sort(key=lambda word: -len(word.rest))
    return table


_LEXICON: Final = _lexicon()


# --- the scan -------------------------------------------------------------------------------------


def _plain(value: Number) -> float | int:
    """An int where the value is whole, else a float."""
    if isinstance(value, int):
        return value
    whole = int(value)
    return whole if whole == value else float(value)


def _unbounded(word: _Word) -> QuantityValue:
    rule = f"'{word.phrase}' sets no bound"
    return QuantityValue(low=None, best=None, high=None, hedge="vague", unit=word.unit, rule=rule)


_Settled = QuantityValue | None


class _Scan:
    """Goes through the words from left to right until one of them settles the value.

    Hedges are remembered on the way. So is a word that will do if no number comes ('a man', 'some members',
    'a group of'): the fallback, with the words since, which tell whether a later number belongs to it.
    """

    __slots__ = ("at", "between", "fallback", "fell_back_at", "gap", "hedge", "phrase", "refusal", "tokens")

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0
        self.between = False
        self.hedge: Hedge = "exact"
        self.phrase = ""
        self.fallback: _Word | None = None
        self.fell_back_at = 0
        self.gap: list[str] = []
        self.refusal = "no words of number"

    def value(self) -> QuantityValue:
        tokens = self.tokens
        while self.at < len(tokens):
            token = tokens[self.at]
            if is_digits(token):
                found = self._number(_DIGITS)
            elif token[0] == "+" and len(token) > 1:
                found = self._refuse("a telephone number", self.at + 1)
            elif (word := self._word(token)) is not None:
                found = _HANDLERS[word.kind](self, word)
            else:
                self._pass()
                continue
            if found is not None:
                return found
        return self._last_resort()

    def _word(self, token: str) -> _Word | None:
        start = self.at + 1
        for word in _LEXICON.get(token, ()):
            if not word.rest or self.tokens[start : start + len(word.rest)] == word.rest:
                return word
        return None

    def _token(self, at: int) -> str:
        return self.tokens[at] if at < len(self.tokens) else ""

    # Each handler below returns the value that its word settles, or moves on and returns None.

    def _pass(self) -> _Settled:
        self.gap.append(self.tokens[self.at])
        self.at += 1
        return None

    def _refuse(self, why: str, end: int) -> _Settled:
        """Goes past a number that is no figure; the hedge before it went with it."""
        self.refusal, self.hedge, self.phrase, self.at = why, "exact", "", end
        return None

    def _hedge(self, word: _Word) -> None:
        if self.hedge in ("exact", "about"):  # a bound says more than 'about': 'more than some 200'
            self.hedge, self.phrase = word.hedge, word.phrase
        if word.phrase == "some":
            self._fall_back_on(word)
        self.at += 1 + len(word.rest)

    def _between(self, word: _Word) -> None:
        self.between = True
        self.at += 1

    def _fall_back_on(self, word: _Word) -> None:
        if self.fallback is None:
            self.fallback, self.fell_back_at, self.gap = word, self.at, []

    def _one(self, word: _Word) -> _Settled:
        following = self._token(self.at + 1)
        if following in SCALES:  # 'a hundred'
            self.at += 1
            return self._number(word)
        if not self._counts_here():  # 'a man with a ton of explosives'
            return self._pass()
        if following in DENOMINATORS and self._is_share(self.at + 1, article=True):
            return self._fraction(word)
        if following in _DURATIONS and self._token(self.at + 2) in _AFTER_DURATIONS:  # but 'a night watchman'
            return self._refuse("a duration", self.at + 2)
        if following != "-" and (measured := read_unit(self.tokens, self.at + 1)) is not None:  # 'a square mile'
            return self._valued(_Amount(1, *measured))
        self._fall_back_on(word)
        self.at += 1
        return None

    def _all(self, word: _Word) -> None:
        self._fall_back_on(word)
        self.at += 1

    def _collective(self, word: _Word) -> None:
        """A noun of quantity takes the place of its article ('a large number'), not that of another noun."""
        article = self.fallback is not None and self.fallback.kind == "one"
        if article and word.phrase != "more" and _LINKS.isdisjoint(self.gap):
            self.fallback = None
        self._fall_back_on(word)
        self.at += 1

    def _ordinal(self, word: _Word) -> None:
        self.refusal = "an ordinal"
        self.at += 1

    def _vague(self, word: _Word) -> _Settled:
        following = self._token(self.at + 1)
        if following == "-" or following in PLURALS or not self._counts_here():  # 'most-wanted'; 'many thousands'
            return self._pass()
        return _unbounded(word)

    def _few(self, word: _Word) -> _Settled:
        at = self.at + 1 + len(word.rest)
        if self._token(at) in SCALES:  # 'several hundred' says what 'hundreds' says
            low = 2
            while self._token(at) in SCALES:
                low, at = min(low * SCALES[self.tokens[at]], 10**DIGITS_READ), at + 1
            return self._at_least(low, at)
        if word.phrase == "couple" and at == len(self.tokens):
            return self._valued(_Amount(2, None, at))  # 'an elderly couple', which is two people
        if word.phrase.startswith("couple"):
            return QuantityValue(low=None, best=2, high=None, hedge="about", unit=None, rule="'couple' is about two")
        return self._vague(word)

    def _plural(self, word: _Word) -> _Settled:
        if not self._counts_here():
            return self._pass()
        low, at = word.number, self.at + 1
        while self._token(at) == "of" and self._token(at + 1) in PLURALS:  # 'tens of thousands'
            low, at = min(low * PLURALS[self.tokens[at + 1]] // 2, 10**DIGITS_READ), at + 2
        return self._at_least(low, at)

    def _at_least(self, low: int, end: int) -> _Settled:
        """A lower bound and no more, in the unit that follows: 'millions of dollars'."""
        at = end + (self._token(end) == "of")
        if self._token(at) in _DURATIONS_PLURAL:
            return self._refuse("a duration", at + 1)
        measured = read_unit(self.tokens, at)
        unit = measured[0] if measured else NO_UNIT
        rule = f"'{' '.join(self.tokens[self.at : end])}' sets a lower bound only"
        bound = _plain(converted(low, unit))
        return QuantityValue(low=bound, best=None, high=None, hedge="vague", unit=unit.name, rule=rule)

    def _group(self, word: _Word) -> _Settled:
        multiple = word.phrase in _MULTIPLES
        if multiple and (self.fallback is not None or self._token(self.at + 1) == "-"):
            return self._pass()
        if not self._counts_here():
            return self._pass()
        return self._valued(_Amount(word.number, None, self.at + 1))

    def _zero(self, word: _Word) -> _Settled:
        if word.phrase == "no" and is_digits(self._token(self.at + 1)):
            return self._refuse("a rank", self.at + 2)  # 'the No. 2 leader'
        if not self._counts_here():
            return self._pass()
        return QuantityValue(low=0, best=0, high=0, hedge="exact", unit=None, rule=f"'{word.phrase}' is zero")

    def _fraction(self, word: _Word) -> _Settled:
        if word.kind == "fraction" and not self._is_share(self.at, article=False):
            self.refusal = "an ordinal or a description"
            return self._pass()
        if not self._counts_here():
            return self._pass()
        part = read_fraction(self.tokens, self.at)
        return self._pass() if part is None else self._part(part)

    def _is_share(self, at: int, *, article: bool) -> bool:
        """Whether 'third', 'fifth' is a share ('a third of the city') or an ordinal ('a third man')."""
        following = self._token(at + 1)
        if self.tokens[at] == "half":
            return following != "-" or self._token(at + 2) in SCALES
        if following == "of":
            whole = self._token(at + 2)
            return article or not (whole in SMALL or is_digits(whole))  # 'the third of five bombs'
        return article and (self.between or self.hedge != "exact" or following in ("", "the", "to", "or"))

    def _part(self, part: tuple[int, int, int]) -> _Settled:
        """A fraction: of a number ('half a million'), of a unit ('half a square mile'), or a share of something."""
        above, below, end = part
        at = self._whole(end)
        whole = self._token(at)
        if whole in _DURATIONS:
            return self._refuse("a duration", at + 1)
        if whole in SCALES:
            value = round(Decimal(SCALES[whole]) * above / below)
            measured = read_unit(self.tokens, at + 1)
            return self._valued(_Amount(value, *measured) if measured else _Amount(value, None, at + 1))
        if at > end and (measured := read_unit(self.tokens, at)) is not None:
            return self._valued(_Amount(Decimal(above) / below, *measured))
        joint = _range_joint(self.tokens, end, self.between) if end < len(self.tokens) else None
        other = read_fraction(self.tokens, joint) if joint is not None else None
        if other is not None:  # 'between a third and a half'
            low, high = sorted((_share(above, below), _share(other[0], other[1])))
            return self._valued(_Amount(low, PER_CENT, other[2], upper=high))
        return self._valued(_Amount(_share(above, below), PER_CENT, end))

    def _whole(self, end: int) -> int:
        """Where the word stands that a fraction is taken of: 'half [a] million', 'a quarter [of a] billion'."""
        at = end + (self._token(end) in ("-", "of"))
        return at + (self._token(at) in ("a", "an"))

    def _number(self, word: _Word) -> _Settled:
        if not self._counts_here():
            return self._last_resort()
        if word is not _DIGITS and (part := read_fraction(self.tokens, self.at)) is not None:
            return self._part(part)  # 'two-thirds'
        amount = _amount(self.tokens, self.at, self.between)
        if amount is None:
            return self._refuse(_why_unread(self.tokens[self.at]), self.at + 1)
        refusal = self._no_count(amount)
        return self._valued(amount) if refusal is None else self._refuse(*refusal)

    def _counts_here(self) -> bool:
        """Whether a count at this place counts what the fallback names: 'a further 20', 'a gang of four', 'all 14'."""
        word, gap = self.fallback, self.gap
        if word is None or not gap:
            return True
        if (_FILLERS_AFTER_ALL if word.kind == "all" else _FILLERS).issuperset(gap):
            return True
        if word.phrase == "some":
            return False
        return gap[-1] in _COUNTS_FOLLOW and (len(gap) < 2 or gap[-2] not in _OF_OTHERS)

    def _no_count(self, amount: _Amount) -> tuple[str, int] | None:
        """Why the number here counts nothing, and where to go on; None where it is a figure."""
        tokens, start, end = self.tokens, self.at, amount.end
        if amount.upper is not None and amount.value > amount.upper:
            return "a score or a change, no range", end
        if amount.unit is not None:
            return None
        before = tokens[start - 1] if start else ""
        if before in _BEFORE_AGES or (before in _LIMITS_OF_AGE and start > 1 and tokens[start - 2] in _PERSONS):
            return "an age", end  # 'children under five'
        if self._is_date(before, amount):
            return "a date", end
        return _described(tokens[end : end + 4], amount, end) if end < len(tokens) else None

    def _is_date(self, before: str, amount: _Amount) -> bool:
        """Whether the number here is a day or a year: '22 May', 'in 2014', 'the 2014 offensive', not '2014 people'."""
        token = self.tokens[self.at]
        if not is_digits(token):
            return False
        if amount.value <= 31:
            return before in _MONTHS or self._token(amount.end) in _MONTHS
        if len(token) != 4 or not "1900" <= token <= "2099" or (token.endswith("00") and before not in _MONTHS):
            return False
        alone = amount.end == len(self.tokens) and (self.at == 0 or self.between)
        return alone or before in _BEFORE_YEARS or before in _MONTHS or self.refusal == "a date"

    def _valued(self, amount: _Amount) -> QuantityValue:
        """The bounds of an amount under the hedge around it."""
        amount = self._own_conversion(amount)
        unit = amount.unit or NO_UNIT
        value = converted(amount.value, unit)
        if amount.upper is not None:
            return _ranged(value, converted(amount.upper, unit), unit)
        hedge = self._hedge_around(amount.end)
        others = 0 if amount.unit or self.between else _other_people(self.tokens, amount.end)
        best = _plain(value + others)
        return QuantityValue(
            low=None if hedge in ("about", "under") else best,
            best=best,
            high=None if hedge in ("about", "over") else best,
            hedge=hedge,
            unit=unit.name,
            rule=("a sum of people" if others else "a number") + (f" with '{self.phrase}'" if self.phrase else ""),
        )

    def _own_conversion(self, amount: _Amount) -> _Amount:
        """The metric amount in brackets, where the text converts its own: '12 miles (20km)'."""
        unit = amount.unit
        if unit is None or unit.metric or self._token(amount.end) != "(":
            return amount
        own = _amount(self.tokens, amount.end + 1, self.between)
        same = own is not None and own.unit is not None and own.unit.metric and own.unit.name == unit.name
        return own if own is not None and same else amount

    def _hedge_around(self, end: int) -> Hedge:
        """The hedge before the number, or else the one behind it."""
        if self.hedge != "exact" or end >= len(self.tokens):
            return self.hedge
        tail = self.tokens[end:]
        if tail[0] in ("+", "plus") or tail[:2] == ["-", "plus"]:
            self.phrase = "plus"
            return "over"
        if "or" in tail or "at" in tail:
            for pair in itertools.pairwise(tail):
                if pair in _LATE_HEDGES:
                    self.phrase = " ".join(pair)
                    return _LATE_HEDGES[pair]
        return "exact"

    def _last_resort(self) -> QuantityValue:
        """What the words come to where no number settled them."""
        word = self.fallback
        if word is None:
            return QuantityValue(low=None, best=None, high=None, hedge=None, unit=None, rule=self.refusal)
        noun = self.tokens[-1]
        if word.kind != "one":
            return _unbounded(word)
        if noun in _UNCOUNTED and _LINKS.isdisjoint(self.gap):
            return _unbounded(word._replace(phrase=noun))
        n = 1 + _other_people(self.tokens, self.fell_back_at + 1)
        return QuantityValue(low=n, best=n, high=n, hedge="exact", unit=None, rule=f"'{word.phrase}' with a noun")


_DIGITS: Final = _Word([], "number", "")
_HANDLERS: Final[dict[_Kind, Callable[[_Scan, _Word], _Settled]]] = {
    "hedge": _Scan._hedge, "number": _Scan._number, "plural": _Scan._plural, "few": _Scan._few, "vague": _Scan._vague,
    "collective": _Scan._collective, "all": _Scan._all, "group": _Scan._group, "one": _Scan._one, "zero": _Scan._zero,
    "fraction": _Scan._fraction, "between": _Scan._between, "ordinal": _Scan._ordinal,
}  # fmt: skip


def _ranged(low: Number, high: Number, unit: Unit) -> QuantityValue:
    middle = (Decimal(low) + high) / 2
    return QuantityValue(
        low=_plain(low),
        best=_plain(middle if unit.metric else rounded(middle)),
        high=_plain(high),
        hedge="range",
        unit=unit.name,
        rule="a range; best is its middle",
    )


def _described(following: Sequence[str], amount: _Amount, end: int) -> tuple[str, int] | None:
    """Why a number is no count, told by what follows: '25-year-old', 'two hours', '3 pm', '120mm', 'two-star'."""
    joined = following[:1] == ["-"]
    word = following[joined] if len(following) > joined else ""
    after = end + joined + 1
    is_age = "old" in following[1:3]  # 'a seven year old boy', without hyphens
    if word in _DURATIONS_PLURAL or (word in _DURATIONS and (joined or is_age or amount.value == 1)):
        old = [n for n, token in enumerate(following) if token in ("old", "olds")]
        return ("an age", end + old[0] + 1) if old else ("a duration", after)
    if word in _CLOCK:
        return "a clock time", after
    if word == "mm":
        return "a calibre", after
    if word == "/":
        return "a date or a ratio", after + 1  # '24/7'
    if joined and word and word not in _COUNTED_BEHIND_HYPHEN and word != "plus":
        return f"a description, '-{word}'", after
    return None


def _why_unread(token: str) -> str:
    if not is_digits(token):
        return "no words of number"
    if ":" in token:
        return "a clock time"
    if token[-1] == "s":
        return "a decade"
    if token[-1].isalpha():
        return "an ordinal"
    return "a date, a code or a telephone number"


def _other_people(tokens: Sequence[str], start: int) -> int:
    """How many more people the words count behind the first count: 'three soldiers and two civilians' adds two."""
    if "and" not in tokens or not _NO_SUM.isdisjoint(tokens):
        return 0
    first, *others = _conjuncts(tokens[start:])
    if not others or not all(map(_are_people, others)):
        return 0
    if not _are_people(first) and others[0][0] not in _KIN:  # 'a mechanic and his son'
        return 0
    counts = [_count_at_start(part) for part in others]
    return 0 if None in counts else sum(count for count in counts if count is not None)


_KIN: Final = frozenset({"his", "her"})  # whose relatives and companions are people, whatever the noun


def _conjuncts(tokens: Sequence[str]) -> list[list[str]]:
    """What stands between 'and's and commas. The first may be empty."""
    parts: list[list[str]] = [[]]
    for token in tokens:
        if token in ("and", ","):
            parts.append([])
        else:
            parts[-1].append(token)
    return [parts[0], *filter(None, parts[1:])]


def _are_people(part: Sequence[str]) -> bool:
    return not part or part[0] in _KIN or not _PERSONS.isdisjoint(part)


def _count_at_start(part: Sequence[str]) -> int | None:
    """The count of 'a soldier', 'two sons', 'his two sons', 'her brother'; None where there is none."""
    if part[0] in ("a", "an", "another"):
        return 1
    kin = part[0] in _KIN
    parsed = read_number(part, int(kin)) if len(part) > kin else None
    if parsed is not None and _described(part[parsed.end :], _Amount(parsed.value, None, parsed.end), 0) is None:
        return parsed.value if isinstance(parsed.value, int) else None
    return 1 if kin and len(part) > 1 and not _is_plural(part[-1]) else None


def _is_plural(noun: str) -> bool:
    return noun.endswith("s") or noun in ("children", "men", "women", "people")
