"""What belongs together."""

from __future__ import annotations

from dataclasses import replace

from dateline.assemble import assemble
from dateline.reading import ActorMention, Content, Quantity, Reading, Trigger, Unit
from dateline.record import ActorKind, Span

TEXT = "The army shelled Azmarin on Sunday. It killed 20 people, a medic said. Azmarin fell. A dog slept."


def at(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start, start + len(words))


def mention(words: str, actor: int, kind: ActorKind = "group", sector: str | None = None) -> ActorMention:
    return ActorMention(span=at(words), kind=kind, sector=sector, actor=actor)


SHELLED = Trigger(span=at("shelled"), type="ASSAULT", mode="heavy-weapons", factuality="actual", actors=(0, 1),
                  recipients=(2,), place=1, time=0, today=False, score=0.9)  # fmt: skip
READING = Reading(
    actors=(mention("The army", 0, sector="MIL"), mention("It", 0), mention("20 people", 1, "population"),
            mention("a medic", 2, "person"), mention("A dog", 3)),
    places=(at("Azmarin"), at("Azmarin", 40)),
    times=(at("on Sunday"),),
    triggers=(SHELLED,),
    quantities=(Quantity(span=at("20 people"), measure="killed", factuality="actual", event=0, actor=2, place=None,
                         time=None, today=True, score=0.8),),
    cues=(at("said"),),
    contents=(Content(span=at("It killed"), cue=0, speaker=3), Content(span=at("20 people"), cue=0, speaker=3)),
)  # fmt: skip


def test_two_mentions_of_one_actor_are_one_actor_of_an_event() -> None:
    draft = assemble(READING, TEXT)
    assert draft.events[0].actors == (0,)
    assert draft.actors[0].mentions == (at("The army"), at("It"))
    assert draft.actors[0].sector == "MIL"


def test_actors_without_a_part_in_any_entry_are_left_out() -> None:
    assert [a.mentions[0].of(TEXT) for a in assemble(READING, TEXT).actors] == ["The army", "20 people", "a medic"]


def test_places_of_the_same_name_are_one() -> None:
    draft = assemble(READING, TEXT)
    assert [p.name for p in draft.places] == ["Azmarin"]
    assert draft.events[0].place == 0


def test_a_time_is_its_words_or_the_reports_own_day_or_none() -> None:
    draft = assemble(READING, TEXT)
    assert draft.events[0].time is not None and draft.events[0].time.text == at("on Sunday")
    assert draft.figures[0].time is not None and draft.figures[0].time.text is None
    untimed = replace(READING, triggers=(replace(SHELLED, time=None),))
    assert assemble(untimed, TEXT).events[0].time is None


def test_the_pieces_of_a_split_quotation_are_one_statement() -> None:
    statements = assemble(READING, TEXT).statements
    assert len(statements) == 1
    assert statements[0].content == (at("It killed"), at("20 people"))
    assert statements[0].speaker == 2


def test_a_content_inside_another_is_a_statement_of_its_own_though_they_share_a_cue() -> None:
    outer = Content(span=at("It killed 20 people"), cue=0, speaker=3)
    statements = assemble(replace(READING, contents=(outer, Content(span=at("20 people"), cue=0, speaker=1))), TEXT)
    assert [(s.content, s.speaker) for s in statements.statements] == [((outer.span,), 2), ((at("20 people"),), 0)]


def test_contents_of_two_sentences_are_two_statements_though_they_share_a_cue() -> None:
    units = (Unit(span=Span(0, at("It").start), kind="body"), Unit(span=Span(at("It").start, len(TEXT)), kind="body"))
    shelled = Content(span=at("shelled Azmarin"), cue=0, speaker=None)
    statements = assemble(replace(READING, units=units, contents=(shelled, *READING.contents)), TEXT).statements
    assert [s.content[0].of(TEXT) for s in statements] == ["shelled Azmarin", "It killed"]


def test_a_speaker_of_a_later_piece_is_the_speaker_of_the_whole() -> None:
    first, second = READING.contents
    statements = assemble(replace(READING, contents=(replace(first, speaker=None), second)), TEXT).statements
    assert statements[0].speaker == 2


def test_a_place_goes_by_its_name_and_not_by_the_capitals_of_the_dateline() -> None:
    text = "AZMARIN (Ana) - Rebels took Azmarin. The US and U.S. said so."
    places = (Span(0, 7), Span(28, 35), Span(41, 43))
    assert [place.name for place in assemble(Reading(places=places), text).places] == ["Azmarin", "US"]


def test_a_place_is_the_same_across_a_line_break() -> None:
    text = "In Deir\nEzzor and Deir Ezzor."
    assert len(assemble(Reading(places=(Span(3, 13), Span(18, 28))), text).places) == 1
