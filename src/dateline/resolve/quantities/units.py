"""Units as English writes them, and what a figure records: km2, %, an ISO 4217 code, a metric unit.

- Metric units stay as written, but for area, which becomes km2. Others become the metric unit of their size: miles
  km, feet m, pounds kg. The factors are the definitions of the international yard and pound (1959), exact by law, so
  a table of a dozen lines takes the place of a units library.
- Currency codes are ISO 4217. A name that several currencies share ('dinars', 'rupees') has no code without its
  country; 'dollars' and 'pounds' are those of the United States and of Britain, as news style has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from dateline.resolve.quantities.numerals import Number


class Unit(NamedTuple):
    """A unit as it is written (words after the first), as it is recorded, and the factor between the two."""

    rest: list[str]
    name: str | None
    factor: Decimal = Decimal(1)
    metric: bool = True


_LENGTHS: Final = (
    ("km", "1", "km kms kilometre kilometres kilometer kilometers"),
    ("m", "1", "metre metres meter meters"),
    ("km", "1.609344", "mile miles mi"),
    ("m", "0.3048", "foot feet ft"),
    ("m", "0.9144", "yard yards yd yds"),
)
_MASSES_AND_VOLUMES: Final = (
    ("kg", "1", "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes"),
    ("g", "1", "gram grams gramme grammes"),
    # News writes 'tons' for the metric, the short and the long ton alike: the figure stays as the text has it.
    ("t", "1", "tonne tonnes ton tons"),
    ("kg", "0.45359237", "lb lbs"),
    ("l", "1", "litre litres liter liters"),
)
_AREAS: Final = (
    ("1", "km2 km²"),
    ("0.000001", "m2 m²"),
    ("0.01", "hectare hectares ha"),
    ("0.001", "dunam dunams dunum dunums"),
    ("0.0040468564224", "acre acres"),
)
_PER_CENT_FORMS: Final = ("%", "percent", "pct", "per cent", "percentage points", "percentage point")

CURRENCY_SIGNS: Final = {
    "$": "USD", "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "hk$": "HKD",
    "s$": "SGD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₦": "NGN", "₪": "ILS", "₴": "UAH", "₽": "RUB",
    "₺": "TRY", "₩": "KRW", "usd": "USD", "eur": "EUR", "gbp": "GBP", "zar": "ZAR", "dlrs": "USD",
    "rs": None, "sh": None, "ksh": "KES", "tsh": "TZS", "ush": "UGX", "rp": "IDR",
}  # fmt: skip

# Names that are a currency by themselves; an empty code marks those that need their country.
_CURRENCIES: Final = """
USD dollar dollars dlrs | EUR euro euros | GBP pound pounds | CNY yuan renminbi | JPY yen | RUB rouble roubles ruble
rubles | ILS shekel shekels | UAH hryvnia hryvnias hryvnya | NGN naira nairas | ETB birr | GHS cedi cedis | ZAR rand
rands | AFN afghani afghanis | BDT taka | MMK kyat kyats | THB baht | VND dong | IDR rupiah | MYR ringgit | PLN zloty
zlotys | HUF forint forints | GEL lari | AMD dram drams | KZT tenge | TJS somoni | HTG gourde gourdes | HNL lempira
lempiras | GTQ quetzal quetzals | SLE leone leones | ERN nakfa | MZN metical meticals | BRL reais | AOA kwanza kwanzas
| ALL lek | PYG guarani guaranis | PGK kina | IEP punt punts | FIM markka markkaa
markkas | XXX dinar dinars dirham dirhams franc francs lira liras peso pesos rial rials riyal riyals rupee rupees
shilling shillings krona kronor krone kroner manat som kwacha bolivar bolivars colon colones
"""
_NATIONAL_CURRENCIES: Final = """
USD us dollar | USD u.s dollar | USD american dollar | AUD australian dollar | CAD canadian dollar | NZD new zealand
dollar | HKD hong kong dollar | SGD singapore dollar | TWD taiwan dollar | ZWL zimbabwean dollar | ZWL zimbabwe dollar
| LRD liberian dollar | NAD namibian dollar | FJD fiji dollar | FJD fijian dollar |
JMD jamaican dollar | EGP egyptian pound | SYP syrian pound | SYP syrian lira | LBP lebanese
pound | LBP lebanese lira | SDG sudanese pound | SSP south sudanese pound | GBP british pound | TRY turkish lira | IQD
iraqi dinar | JOD jordanian dinar | KWD kuwaiti dinar | BHD bahraini dinar | LYD libyan dinar | TND tunisian dinar | DZD
algerian dinar | RSD serbian dinar | AED emirati dirham | AED uae dirham | MAD moroccan dirham | SAR saudi riyal | QAR
qatari riyal | OMR omani rial | YER yemeni rial | YER yemeni riyal | IRR iranian rial | IRR iranian riyal | INR indian
rupee | PKR pakistani rupee | LKR sri lankan rupee | NPR nepalese rupee | NPR nepali rupee | KES kenyan shilling | KES
kenya shilling | UGX ugandan shilling | UGX uganda shilling | TZS tanzanian shilling | SOS somali shilling | CHF swiss
franc | CDF congolese franc | RWF rwandan franc | BIF burundian franc | DJF djiboutian franc | GNF guinean franc | MXN
mexican peso | COP colombian peso | PHP philippine peso | CUP cuban peso | CLP chilean peso | ARS argentine peso | SEK
swedish krona | NOK norwegian krone | DKK danish krone | AZN azerbaijani manat | TMT turkmen manat | KGS kyrgyz som |
UZS uzbek som | ZMW zambian kwacha | MWK malawian kwacha | VES venezuelan bolivar | BYN belarusian ruble | BYN
belarusian rouble | RUB russian ruble | RUB russian rouble | KPW north korean won | KRW south korean won
"""


def _rows(table: str) -> Iterable[list[str]]:
    return (row.split() for row in table.split("|"))


def _written_units() -> Iterable[tuple[str, Unit]]:
    """Every way to write a unit, with the unit that it is."""
    for name, size, forms in (*_LENGTHS, *_MASSES_AND_VOLUMES):
        factor = Decimal(size)
        for form in forms.split():
            yield form, Unit([], name, factor, factor == 1)
    for name, size, forms in _LENGTHS:
        side = Decimal(size) * (1 if name == "km" else Decimal("0.001"))
        for form in forms.split():
            for square in ("square", "sq"):
                yield f"{square} {form}", Unit([], "km2", side * side, Decimal(size) == 1)
    for size, forms in _AREAS:
        yield from ((form, Unit([], "km2", Decimal(size), "acre" not in form)) for form in forms.split())
    yield from ((form, Unit([], "%")) for form in _PER_CENT_FORMS)
    for code, *names in _rows(_CURRENCIES):
        yield from ((name, Unit([], None if code == "XXX" else code)) for name in names)
    for code, *words in _rows(_NATIONAL_CURRENCIES):
        name = " ".join(words)
        yield from ((form, Unit([], code)) for form in (name, name + "s"))
    yield "m", Unit([], "m")


def _by_first_word(written: Iterable[tuple[str, Unit]]) -> dict[str, list[Unit]]:
    """Units under their first word, longest first, so that 'square miles' is tried before 'square'."""
    table: dict[str, list[Unit]] = {}
    for form, unit in written:
        first, *rest = form.split()
        table.setdefault(first, []).append(unit._replace(rest=rest))
    for entries in table.values():
        entries.sort(key=lambda unit: -len(unit.rest))
    return table


UNITS: Final = _by_first_word(_written_units())
SIGN_UNITS: Final = {sign: Unit([], code) for sign, code in CURRENCY_SIGNS.items()}
NO_UNIT: Final = Unit([], None)
PER_CENT: Final = Unit([], "%")
_POUND: Final = Unit([], "kg", Decimal("0.45359237"), False)


def read_unit(tokens: Sequence[str], at: int) -> tuple[Unit, int] | None:
    """The unit that starts here, behind a hyphen or not, and where it ends."""
    joined = at < len(tokens) and tokens[at] == "-"
    at += joined
    if at >= len(tokens):
        return None
    for unit in UNITS.get(tokens[at], ()):
        rest, end = unit.rest, at + 1 + len(unit.rest)
        if joined and rest and tokens[at + 1 : at + 2] == ["-"]:  # 'an 850-square-kilometre park'
            rest, end = ["-", *rest], end + 1
        if tokens[at + 1 : end] == rest and (joined or tokens[at] != "foot"):  # 'ten foot soldiers'
            # '500 pounds of explosives' and a '500-pound bomb' are weighed, '500 pounds' is paid.
            weighed = tokens[at] in ("pound", "pounds") and (joined or tokens[end : end + 1] == ["of"])
            return (_POUND if weighed else unit), end
    return None


def converted(value: Number, unit: Unit) -> Number:
    """The value in the recorded unit. Only what was not metric is rounded: three digits or one decimal."""
    if unit.factor == 1:
        return value
    exact = value * unit.factor
    return exact if unit.metric else rounded(exact)


def rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1")) if value >= 100 else Decimal(f"{value:.3g}")
