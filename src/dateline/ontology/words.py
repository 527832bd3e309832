"""What each code is called in plain English, for pages that people read.

`dateline.ontology.plover` says what a code covers; this is the short name: a noun that stands well
between a day and two names ('Thu 21 Feb 2019  bombing  Islamic State group → civilians').
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_EVENTS: Mapping[tuple[str, str | None], str] = MappingProxyType(
    {
        ("AGREE", None): "agreement or offer",
        ("CONSULT", None): "talks",
        ("CONSULT", "visit"): "visit",
        ("CONSULT", "third-party"): "mediation",
        ("CONSULT", "multilateral"): "multilateral talks",
        ("CONSULT", "phone"): "phone call",
        ("SUPPORT", None): "support in words",
        ("CONCEDE", None): "concession",
        ("COOPERATE", None): "cooperation",
        ("AID", None): "aid",
        ("RETREAT", None): "retreat",
        ("RETREAT", "withdraw"): "withdrawal",
        ("RETREAT", "release"): "release",
        ("RETREAT", "disarm"): "disarmament",
        ("RETREAT", "ceasefire"): "ceasefire",
        ("RETREAT", "access"): "access granted",
        ("RETREAT", "resign"): "resignation",
        ("REQUEST", None): "demand",
        ("REQUEST", "assist"): "appeal for help",
        ("REQUEST", "change"): "demand for change",
        ("REQUEST", "yield"): "demand to give way",
        ("REQUEST", "meet"): "request to meet",
        ("ACCUSE", None): "accusation",
        ("ACCUSE", "disapprove"): "condemnation",
        ("ACCUSE", "investigate"): "investigation",
        ("ACCUSE", "allege"): "charge of wrongdoing",
        ("REJECT", None): "refusal",
        ("REJECT", "assist"): "refusal to help",
        ("REJECT", "change"): "refusal to change",
        ("REJECT", "yield"): "refusal to give way",
        ("REJECT", "meet"): "refusal to meet",
        ("THREATEN", None): "threat",
        ("THREATEN", "restrict"): "threat of restrictions",
        ("THREATEN", "arrest"): "threat of arrest",
        ("THREATEN", "relations"): "threat to cut relations",
        ("THREATEN", "expel"): "threat of expulsion",
        ("THREATEN", "territory"): "threat to take land",
        ("THREATEN", "violence"): "threat of violence",
        ("PROTEST", None): "protest",
        ("PROTEST", "demo"): "demonstration",
        ("PROTEST", "riot"): "riot",
        ("PROTEST", "strike"): "labour strike",
        ("PROTEST", "hunger"): "hunger strike",
        ("PROTEST", "boycott"): "boycott",
        ("PROTEST", "obstruct"): "blockade in protest",
        ("PROTEST", "vandalize"): "damage in protest",
        ("SANCTION", None): "sanctions",
        ("SANCTION", "convict"): "conviction",
        ("SANCTION", "expel"): "expulsion",
        ("SANCTION", "withdraw"): "walk-out",
        ("SANCTION", "discontinue"): "cut in relations or aid",
        ("MOBILIZE", None): "mobilisation",
        ("MOBILIZE", "troops"): "troop deployment",
        ("MOBILIZE", "weapons"): "weapons deployment",
        ("MOBILIZE", "police"): "police deployment",
        ("MOBILIZE", "militia"): "militia deployment",
        ("COERCE", None): "coercion",
        ("COERCE", "seize"): "raid or seizure",
        ("COERCE", "restrict"): "restriction",
        ("COERCE", "censor"): "censorship",
        ("COERCE", "curfew"): "curfew",
        ("COERCE", "martial-law"): "martial law",
        ("COERCE", "arrest"): "arrest or detention",
        ("COERCE", "deport"): "deportation",
        ("COERCE", "withhold"): "supplies withheld",
        ("COERCE", "misinformation"): "false information",
        ("COERCE", "cyber"): "cyber attack",
        ("ASSAULT", None): "attack or fighting",
        ("ASSAULT", "abduct"): "abduction or capture",
        ("ASSAULT", "beat"): "beating",
        ("ASSAULT", "torture"): "torture",
        ("ASSAULT", "sexual"): "sexual violence",
        ("ASSAULT", "targeted"): "targeted killing",
        ("ASSAULT", "destroy"): "destruction",
        ("ASSAULT", "primitive"): "attack with blades, fire or stones",
        ("ASSAULT", "firearms"): "shooting",
        ("ASSAULT", "explosives"): "bombing",
        ("ASSAULT", "suicide-attack"): "suicide attack",
        ("ASSAULT", "aerial"): "air strike",
        ("ASSAULT", "drone"): "drone strike",
        ("ASSAULT", "heavy-weapons"): "shelling or missiles",
        ("ASSAULT", "crowd-control"): "tear gas or the like",
        ("ASSAULT", "unconventional"): "chemical or like attack",
        ("MOVE", None): "people on the move",
        ("MOVE", "evacuate"): "evacuation",
        ("MOVE", "flee"): "flight or displacement",
        ("MOVE", "return"): "return home",
        ("MOVE", "transfer"): "transfer",
        ("MOVE", "join"): "joining a side",
    }
)

_MEASURES: Mapping[str, str] = MappingProxyType(
    {
        "present": "in place",
        "share": "share",
        "joined": "joined a side",
        "money": "money",
        "area": "land",
    }
)


def event_words(type_name: str, mode: str | None) -> str:
    """The short name of a type and mode: ``bombing``. A mode that is not known falls back on its type."""
    fallback = _EVENTS.get((type_name, None), type_name.lower())
    return _EVENTS.get((type_name, mode), fallback)


_FORCES: Mapping[str, str] = MappingProxyType(
    {
        "MIL": "armed forces",
        "COP": "police",
        "SPY": "intelligence services",
        "PRM": "militias",
        "REB": "rebels",
        "UAF": "unidentified gunmen",
        "CRM": "criminals",
    }
)


def force_words(sector: str) -> str:
    """Those who fight, in plain words: ``rebels`` for REB; a sector of others by its code."""
    return _FORCES.get(sector, sector)


def measure_words(measure: str) -> str:
    """The short name of what a figure counts: ``killed``, ``in place``."""
    return _MEASURES.get(measure, measure)
