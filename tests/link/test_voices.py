"""Who vouches for a claim."""

from __future__ import annotations

import pytest
from tests.link.reports import FIGHTERS, PEOPLE, POLICE, TALIBAN, Told, report

from dateline.link.voices import VOICES, Party, Sides, Voice, source_of, voice_of

NOBODY = Sides(frozenset(), frozenset())


def speaker(sector: str | None, *, country: str | None = None, name: str = "Somebody") -> Party:
    return Party(name=name, kind="organisation", country=country, sector=sector)


@pytest.mark.parametrize(
    ("sector", "voice"),
    [
        ("MED", "medic"), ("GOV", "official"), ("COP", "official"), ("IGO", "monitor"), ("SOC", "monitor"),
        ("CVL", "witness"), ("MIL", "party"), ("REB", "party"), ("JRN", "medium"), (None, "other"),
    ],
)  # fmt: skip
def test_a_speaker_has_the_voice_of_its_sector(sector: str | None, voice: Voice) -> None:
    assert voice_of(speaker(sector), NOBODY, reported=True) == voice


def test_what_nobody_said_is_the_reporters_and_what_was_reported_is_nobodys() -> None:
    assert voice_of(None, NOBODY, reported=False) == "reporter"
    assert voice_of(None, NOBODY, reported=True) == "unnamed"


def test_who_takes_part_is_a_party_whatever_its_office() -> None:
    record = report("one", Told(actors=(POLICE, TALIBAN)))
    sides = Sides.of([(record, record.events[0])])
    assert voice_of(speaker("COP", name="the Kabul Police"), sides, reported=True) == "party"
    assert voice_of(speaker("COP", name="Herat police"), sides, reported=True) == "official"


def test_who_speaks_for_a_state_that_takes_part_is_a_party() -> None:
    sides = Sides(frozenset(), frozenset({"RUS"}))
    assert voice_of(speaker("GOV", country="RUS"), sides, reported=True) == "party"
    assert voice_of(speaker("GOV", country="TUR"), sides, reported=True) == "official"


def test_those_who_were_hurt_are_witnesses_still() -> None:
    sides = Sides(frozenset({"residents"}), frozenset())
    assert voice_of(speaker("CVL", name="residents"), sides, reported=True) == "witness"


def test_two_names_of_a_known_actor_are_one_source() -> None:
    long, short = speaker("REB", name="Islamic State of Iraq and the Levant"), speaker("REB", name="ISIL")
    assert source_of(long, "AFP", reported=True) == source_of(short, "Reuters", reported=True)


def test_a_population_is_never_one_source_for_two_publishers() -> None:
    crowd = Party(name="Afghan officials", kind="population")
    assert source_of(crowd, "AFP", reported=True) != source_of(crowd, "Reuters", reported=True)


def test_those_who_count_come_before_those_who_repeat() -> None:
    assert VOICES.index("medic") < VOICES.index("reporter") < VOICES.index("party") < VOICES.index("unnamed")


def test_people_killed_are_no_side_that_a_civilian_speaks_for() -> None:
    record = report("one", Told(actors=(PEOPLE, FIGHTERS)))
    assert Sides.of([(record, record.events[0])]).states == frozenset()
