"""PLOVER's code lists as Dateline uses them: event types and modes, sectors, measures, factuality.

The types, their modes and the sectors are those of the PLOVER manual (openeventdata/PLOVER, draft
version 2.0); MOVE is our addition. Quad classes and scores follow the manual too (its printed score
of ACCUSE, 3, lacks the sign). The one-line meanings are ours, written for display beside a code.
Measures are Dateline's own. Mode names repeat between types (THREATEN and COERCE both 'restrict'),
so a mode is only known together with its type.

Everything here is plain frozen data that any stage may read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from dateline.record import ActorKind, Factuality, Hedge, SegmentKind

Quad = Literal[1, 2, 3, 4]

QUADS: Mapping[Quad, str] = MappingProxyType(
    {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """A way of doing an event. `score` is PLOVER's, from -10 (conflict) to 10 (cooperation)."""

    name: str
    meaning: str
    score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A kind of event. `quad` and `score` are None for MOVE, which PLOVER does not know."""

    name: str
    meaning: str
    quad: Quad | None
    score: float | None
    modes: tuple[Mode, ...] = ()

    def mode(self, name: str) -> Mode | None:
        """The mode of that name, or None: the type has no such mode."""
        return next((mode for mode in self.modes if mode.name == name), None)


def _type(
    name: str, quad: Quad | None, score: float | None, meaning: str, *modes: tuple[str, float | None, str]
) -> EventType:
    return EventType(
        name=name,
        meaning=meaning,
        quad=quad,
        score=score,
        modes=tuple(Mode(name=mode, meaning=text, score=points) for mode, points, text in modes),
    )


_TYPES = (
    _type("AGREE", 1, 2.5, "agrees, offers or promises to cooperate or settle"),
    _type(
        "CONSULT", 1, 2.5, "meets, visits, holds talks, negotiates, mediates or phones",
        ("visit", 4, "one side travels to the other"),
        ("third-party", 1, "talks hosted or led by a third party"),
        ("multilateral", 4, "talks within an alliance or international body"),
        ("phone", 1.5, "talks by telephone or another remote medium"),
    ),
    _type("SUPPORT", 1, 5, "praises, backs, recognises, signs or ratifies: words, nothing material"),
    _type("CONCEDE", 1, 4.5, "gives way in words: pardons, apologises, eases, announces a withdrawal or ceasefire"),
    _type("COOPERATE", 2, 9.5, "cooperates materially to mutual benefit: trade, exercises, intelligence, extradition"),
    _type("AID", 2, 10, "helps materially: money, arms, training, relief, asylum, rescue of hostages"),
    _type(
        "RETREAT", 2, 6.5, "gives way in deed",
        ("withdraw", 8, "pulls out or surrenders forces"),
        ("release", 6.5, "frees captives or property"),
        ("disarm", 10, "gives up or destroys its weapons"),
        ("ceasefire", 7.5, "stops fighting, or observes a ceasefire"),
        ("access", 6.5, "lets observers, peacekeepers or aid in"),
        ("resign", 4.5, "steps down from office"),
    ),
    _type(
        "REQUEST", 3, 0, "asks, urges, demands, appeals or orders by words",
        ("assist", 0.5, "asks for help, material or political"),
        ("change", -1, "asks for a change of policy, law or government"),
        ("yield", -1, "asks to give way: release, ceasefire, withdrawal, end of sanctions"),
        ("meet", 0, "asks to meet, negotiate or mediate"),
    ),
    _type(
        "ACCUSE", 3, -3, "condemns, criticises, accuses, sues, charges, tries or investigates",
        ("disapprove", -2, "criticises or condemns"),
        ("investigate", -3.5, "looks into wrongdoing"),
        ("allege", -3.5, "accuses of wrongdoing, charges, indicts or puts on trial"),
    ),
    _type(
        "REJECT", 3, -2, "refuses, vetoes, rules out, denies a request, bars entry or cancels a meeting",
        ("assist", -1.5, "refuses help"),
        ("change", -2, "refuses a change of policy, law or government"),
        ("yield", -2, "refuses to give way"),
        ("meet", -2, "refuses to meet, negotiate or mediate"),
    ),
    _type(
        "THREATEN", 3, -3.5, "threatens, sets an ultimatum, warns of consequences; the mode is what is threatened",
        ("restrict", -3, "threatens limits on rights, movement or supplies"),
        ("arrest", -3.5, "threatens arrest, or issues a warrant"),
        ("relations", -3.5, "threatens to cut or reduce relations or aid"),
        ("expel", -3.5, "threatens to expel or deport"),
        ("territory", -4, "threatens to take or hold territory"),
        ("violence", -3.5, "threatens armed or physical force"),
    ),
    _type(
        "PROTEST", 4, -5, "demonstrates, riots, strikes, boycotts, blocks or hunger-strikes",
        ("demo", -5, "demonstrates, marches or rallies"),
        ("riot", -7, "protests with violence"),
        ("strike", -5, "stops work or study"),
        ("hunger", -4.5, "refuses food"),
        ("boycott", -4.5, "refuses to buy, vote or take part"),
        ("obstruct", -4.5, "blocks or occupies roads or buildings"),
        ("vandalize", None, "damages or defaces property in protest"),
    ),
    _type(
        "SANCTION", 4, -6, "cuts or reduces relations or aid, imposes sanctions, convicts or expels",
        ("convict", -6, "finds guilty, sentences or fines"),
        ("expel", -5.5, "expels diplomats, residents or members"),
        ("withdraw", -6, "leaves talks, a mission or an organisation"),
        ("discontinue", -6, "ends or reduces relations, aid or trade"),
    ),
    _type(
        "MOBILIZE", 4, -5.5, "deploys, masses, reinforces or puts on alert, short of force",
        ("troops", -6.5, "moves or readies soldiers"),
        ("weapons", -6.5, "moves, tests or readies weapons"),
        ("police", -5.5, "moves or readies police"),
        ("militia", -6, "moves or readies irregular forces"),
    ),
    _type(
        "COERCE", 4, -7, "represses or compels, short of violence",
        ("seize", -7, "raids, seizes or confiscates"),
        ("restrict", -7, "bans or limits movement, rights or activity"),
        ("censor", -6.5, "limits media, speech or the internet"),
        ("curfew", -6.5, "imposes a curfew"),
        ("martial-law", -7.5, "imposes martial law or a state of emergency"),
        ("arrest", -7, "arrests, detains or screens"),
        ("deport", -7, "expels from the country or revokes citizenship"),
        ("withhold", -7, "cuts off power, water, food or other supplies"),
        ("misinformation", -6.5, "spreads false information"),
        ("cyber", -7, "attacks or breaks into computers"),
    ),
    _type(
        "ASSAULT", 4, -9, "uses armed or physical force: attacks, clashes, bombs, kills, wounds, captures, destroys",
        ("abduct", -8.5, "kidnaps, takes hostage, captures fighters"),
        ("beat", -7.5, "beats or uses bare hands"),
        ("torture", -8.5, "tortures"),
        ("sexual", -8.5, "rapes or uses other sexual violence"),
        ("targeted", -9.5, "assassinates, executes or kills the defenceless"),
        ("destroy", -8.5, "destroys or burns property"),
        ("primitive", -8, "uses knives, fire, stones or the like"),
        ("firearms", -9, "shoots"),
        ("explosives", -9, "uses bombs, mines, grenades or car bombs"),
        ("suicide-attack", -9.5, "attacks by a suicide bomber"),
        ("aerial", -9.5, "strikes from manned aircraft"),
        ("drone", -9.5, "strikes from a drone"),
        ("heavy-weapons", -9.5, "uses artillery, rockets, missiles or tanks"),
        ("crowd-control", -7.5, "uses tear gas, water cannon or shots in the air"),
        ("unconventional", -10, "uses chemical, biological, radiological or nuclear weapons"),
    ),
    _type(
        "MOVE", None, None, "people on the move: evacuate, flee, are displaced, return, cross, travel to join",
        ("evacuate", None, "are brought to safety by others"),
        ("flee", None, "leave by themselves, are displaced"),
        ("return", None, "go back home"),
        ("transfer", None, "are moved from one place or custody to another"),
        ("join", None, "travel to join a side"),
    ),
)  # fmt: skip

TYPES: Mapping[str, EventType] = MappingProxyType({entry.name: entry for entry in _TYPES})

SECTORS: Mapping[str, str] = MappingProxyType(
    {
        "GOV": "government: head of state, ministries, officials",
        "MIL": "armed forces of a state",
        "PRM": "pro-government paramilitaries and militias",
        "COP": "police",
        "JUD": "courts, judges and prosecutors",
        "LEG": "parliament and its members",
        "SPY": "intelligence services",
        "REB": "armed opposition, insurgents and separatists",
        "UAF": "unidentified armed forces, unknown gunmen",
        "UNK": "unidentified",
        "PTY": "political parties and candidates",
        "OPP": "non-violent political opposition, protesters and activists against a government",
        "CVL": "civilians",
        "REF": "refugees and displaced people",
        "JRN": "journalists and media",
        "BUS": "business",
        "MED": "medical workers and hospitals",
        "EDU": "schools, universities, teachers and students",
        "REL": "religious bodies and clergy",
        "SOC": "non-governmental organisations and civil society",
        "CRM": "criminals and gangs",
        "ELI": "elites: former officials, celebrities, royalty without office",
        "LAB": "workers and trade unions",
        "AGR": "farmers and herders",
        "PRE": "partially recognised states",
        "IGO": "international governmental bodies",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a figure counts. `people`: it counts human beings; `unit`: what its unit is, None for bare counts."""

    name: str
    meaning: str
    people: bool
    unit: str | None = None


_MEASURES = (
    Measure(name="killed", meaning="people killed", people=True),
    Measure(name="injured", meaning="people injured or wounded", people=True),
    Measure(name="missing", meaning="people missing", people=True),
    Measure(name="abducted", meaning="people abducted or taken hostage", people=True),
    Measure(name="detained", meaning="people arrested or detained", people=True),
    Measure(name="released", meaning="people released or rescued from captivity", people=True),
    Measure(name="captured", meaning="fighters captured or surrendered", people=True),
    Measure(name="displaced", meaning="people displaced or fleeing", people=True),
    Measure(name="evacuated", meaning="people evacuated", people=True),
    Measure(name="returned", meaning="people returned home", people=True),
    Measure(name="arrived", meaning="people arrived", people=True),
    Measure(name="present", meaning="people said to be in a place, group or camp", people=True),
    Measure(name="forces", meaning="fighters, troops or police, existing or deployed", people=True),
    Measure(name="joined", meaning="people who joined or travelled to join a side", people=True),
    Measure(name="affected", meaning="people in need, at risk, besieged, ill or reached by aid", people=True),
    Measure(name="participants", meaning="people at a protest, meeting or trial; signatories; voters", people=True),
    Measure(name="attacks", meaning="attacks, strikes, explosions or clashes counted as events", people=False),
    Measure(name="vehicles", meaning="vehicles, aircraft and ships", people=False),
    Measure(name="weapons", meaning="weapons and munitions", people=False),
    Measure(name="buildings", meaning="buildings", people=False),
    Measure(name="settlements", meaning="towns, villages and camps", people=False),
    Measure(name="area", meaning="land", people=False, unit="km2"),
    Measure(name="money", meaning="amounts of money", people=False, unit="an ISO 4217 currency code"),
    Measure(name="share", meaning="a share of a population or territory", people=False, unit="%"),
    Measure(name="other", meaning="anything else that a situation record would keep", people=False),
)

MEASURES: Mapping[str, Measure] = MappingProxyType({entry.name: entry for entry in _MEASURES})

FACTUALITIES: Mapping[Factuality, str] = MappingProxyType(
    {
        "actual": "told as having happened or happening, whoever tells it",
        "future": "planned, expected or promised",
        "hypothetical": "if, could, would, may; feared; alleged as a mere possibility",
        "negated": "did not happen, was denied or failed",
    }
)

STATUSES: Mapping[str, str] = MappingProxyType(
    {
        "done": "the latest reports tell it as having happened",
        "under way": "the latest reports tell it as having begun, and not as over",
        "announced": "the latest reports tell it as planned",
        "possible": "the latest reports tell it as a mere possibility",
        "denied": "the latest reports tell it as denied, failed or not having happened",
    }
)
"""How far a situation event got, by the reports of the last day that tells it (docs/figures.md)."""

SEGMENT_KINDS: tuple[SegmentKind, ...] = get_args(SegmentKind)
READ_KINDS: frozenset[SegmentKind] = frozenset({"body", "caption", "headline"})
"""Segments whose sentences tell the story; the others are furniture only."""
ACTOR_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
HEDGES: tuple[Hedge, ...] = get_args(Hedge)


def explain(type_name: str, mode: str | None = None) -> str:
    """One line that says what a type, or a type's mode, means: ``ASSAULT-drone: strikes from a drone``.

    Raises `KeyError` naming the code that is not on the list.
    """
    entry = TYPES[type_name]
    if mode is None:
        return f"{entry.name}: {entry.meaning}"
    found = entry.mode(mode)
    if found is None:
        raise KeyError(f"{type_name}-{mode}")
    return f"{entry.name}-{found.name}: {found.meaning}"
