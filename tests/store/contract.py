"""What every store must do. A backend's test takes `StoreContract` and says how one is opened."""

from __future__ import annotations

import dataclasses
import datetime
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.records import NOW, Told, draft, entries, record, views

from dateline.situation import Decision, Rule, Verdict
from dateline.store.base import (
    OWN,
    EventRow,
    FigureRow,
    Filter,
    Happening,
    PartyRow,
    Store,
    TellingRow,
    UnknownId,
)

LATER = NOW + datetime.timedelta(hours=1)


class StoreContract(ABC):
    """Run by a subclass for its backend."""

    @abstractmethod
    def open(self, folder: Path) -> Store:
        """Opens the casefile of a folder; the same one each time."""

    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        opened = self.open(tmp_path)
        yield opened
        opened.close()

    # -- reports

    def test_a_record_comes_back_as_it_was(self, store: Store) -> None:
        sample = record("a", Told(killed=4, speaker="the army"))
        assert store.keep([draft(sample)], NOW).new == ("a",)
        assert store.record("a") == sample
        assert store.records(["a"]) == (sample,)

    def test_adding_the_same_record_again_changes_nothing(self, store: Store) -> None:
        store.keep([draft(record("a", Told()))], NOW)
        before = store.status()
        kept = store.keep([draft(record("a", Told()))], LATER)
        assert (kept.new, kept.changed, kept.unchanged) == ((), (), ("a",))
        assert store.status() == before

    def test_reports_are_listed_in_order_of_adding(self, store: Store) -> None:
        store.keep([draft(record(id, Told())) for id in ("c", "a", "b")], NOW)
        assert store.reports() == ("c", "a", "b")
        store.keep([draft(record("c", Told(place="Harem")))], LATER)
        assert store.reports() == ("a", "b", "c")

    def test_reports_are_found_by_how_their_ids_begin(self, store: Store) -> None:
        store.keep([draft(record(name, Told(killed=4))) for name in ("afp-1", "afp-12", "bbc-1", "afp-2")], NOW)
        assert store.beginning("bbc") == ("bbc-1",)
        assert store.beginning("afp") == ("afp-1", "afp-12")
        assert store.beginning("afp_1") == ()

    def test_another_text_is_a_new_version_and_both_are_kept(self, store: Store) -> None:
        first, second = record("a", Told(place="Azmarin")), record("a", Told(place="Harem"))
        store.keep([draft(first)], NOW)
        assert store.keep([draft(second)], LATER).changed == ("a",)
        assert store.record("a") == second
        assert [store.record("a", version) for version in (1, 2)] == [first, second]
        assert [(row.version, row.current, row.added) for row in store.versions("a")] == [
            (1, False, NOW),
            (2, True, LATER),
        ]

    def test_an_earlier_version_added_again_does_not_come_back(self, store: Store) -> None:
        first, second = record("a", Told(place="Azmarin")), record("a", Told(place="Harem"))
        store.keep([draft(first), draft(second)], NOW)
        assert store.keep([draft(first)], NOW).unchanged == ("a",)
        assert store.record("a") == second

    def test_two_versions_in_one_go_are_taken_in_order(self, store: Store) -> None:
        first, second = record("a", Told(place="Azmarin")), record("a", Told(place="Harem"))
        kept = store.keep([draft(first), draft(second)], NOW)
        assert (kept.new, kept.changed) == (("a",), ("a",))
        assert store.record("a") == second

    def test_it_is_known_which_model_read_which_report(self, store: Store) -> None:
        sample = record("a", Told())
        store.keep([draft(sample, model="m1")], NOW)
        assert store.holds(sample.report, "m1")
        assert not store.holds(sample.report, "m2")
        assert not store.holds(record("a", Told(place="Harem")).report, "m1")

    def test_a_record_made_elsewhere_need_not_be_read_twice_once_it_was_read_here(self, store: Store) -> None:
        sample = record("a", Told())
        store.keep([draft(sample)], NOW)
        assert store.keep([draft(sample, model="m1")], NOW).unchanged == ("a",)
        assert store.holds(sample.report, "m1")

    def test_what_is_not_there_is_said(self, store: Store) -> None:
        with pytest.raises(UnknownId, match="no report 'nowhere'"):
            store.record("nowhere")
        with pytest.raises(UnknownId, match="no report 'nowhere'"):
            store.records(["nowhere"])
        assert store.versions("nowhere") == ()

    def test_what_fails_leaves_nothing_behind(self, store: Store) -> None:
        before = store.status()
        with pytest.raises(ZeroDivisionError), store.begin():
            store.keep([draft(record("a", Told()))], NOW)
            raise ZeroDivisionError
        assert store.status() == before

    def test_what_was_kept_is_there_after_closing(self, store: Store, tmp_path: Path) -> None:
        store.keep([draft(record("a", Told(killed=4)))], NOW)
        store.regroup([entries("a#e1")], NOW, OWN)
        before = store.status()
        store.close()
        again = self.open(tmp_path)
        assert again.status() == before
        again.close()

    # -- copies

    def test_texts_that_share_a_band_are_found_and_copies_marked(self, store: Store) -> None:
        store.keep([draft(record(id, Told(actor=actor))) for id, actor in (("a", "Rebels"), ("b", "Rebels"))], NOW)
        store.keep([draft(record("c", Told(actor="Peacekeepers")))], NOW)
        assert store.sharing_bands(["b"]) == ("a", "b")
        assert store.sharing_bands(["c"]) == ()
        store.mark_copies([("b", "a"), ("a", None)])
        assert store.copies(["a", "b", "c"]) == {"b": "a"}
        assert store.versions("b")[0].copy_of == "a"
        store.keep([draft(record("a", Told(actor="Nobody at all")))], NOW)
        assert store.sharing_bands(["a"]) == ("b",)  # to be looked at again: what it is a copy of has changed

    # -- linking

    def test_events_that_share_a_key_are_neighbours(self, store: Store) -> None:
        store.keep([draft(record("a", Told(), Told(place="Harem"))), draft(record("b", Told()))], NOW)
        near = store.neighbours(entries("b#e1"), widest=10)
        assert sorted(near.entries) == entries("a#e1 b#e1")
        assert near.pairs == (tuple(entries("a#e1 b#e1")),)
        assert near.cut == 0

    def test_a_large_block_is_cut_to_the_nearest_in_time_and_counted(self, store: Store) -> None:
        days = [f"2019-02-{day:02}" for day in range(1, 28)]
        store.keep([draft(record(f"r{day}", Told(day=day))) for day in days], NOW)
        near = store.neighbours(entries("r2019-02-14#e1"), widest=4)
        assert {entry.report for entry in near.entries} == {f"r2019-02-{day}" for day in (12, 13, 14, 15, 16)}
        assert near.cut == 1
        assert store.status().cut == 0  # to look changes nothing
        store.count_cut(near.cut)
        store.count_cut(2)
        assert store.status().cut == 3

    def test_views_come_back_as_they_were(self, store: Store) -> None:
        sample = record("a", Told(), Told(day=None))
        store.keep([draft(sample)], NOW)
        assert store.views(entries("a#e1 a#e2")) == views(sample)

    def test_what_is_compared_can_be_made_anew_and_the_record_stays(self, store: Store) -> None:
        samples = [record("a", Told()), record("b", Told(actor="Army")), record("c", Told(place="Harem"))]
        store.keep([draft(sample) for sample in samples], NOW)
        drafts = [draft(sample) for sample in samples]
        other = dataclasses.replace(views(samples[2])[0], sentence="Rebels bombed Harem.")
        store.index([drafts[0], dataclasses.replace(drafts[2], views=((other, ("ASSAULT|Azmarin",)),), bands=())])
        assert sorted(store.neighbours(entries("a#e1"), widest=10).entries) == entries("a#e1 b#e1 c#e1")
        assert store.views(entries("c#e1")) == (other,)
        assert store.views(entries("a#e1 b#e1")) == (*views(samples[0]), *views(samples[1]))
        assert store.sharing_bands(["a"]) == ()
        assert store.records(["a", "b", "c"]) == tuple(samples)

    def test_what_is_compared_of_an_old_version_is_not_made_anew(self, store: Store) -> None:
        store.keep([draft(record("a", Told())), draft(record("b", Told()))], NOW)
        newer = record("a", Told(place="Harem"))
        store.keep([draft(newer)], NOW)
        store.index([draft(newer)])
        assert store.neighbours(entries("b#e1"), widest=10).entries == tuple(entries("b#e1"))
        assert store.views(entries("a#e1")) == views(newer)

    def test_the_events_of_an_old_version_are_no_neighbours(self, store: Store) -> None:
        store.keep([draft(record("a", Told())), draft(record("b", Told()))], NOW)
        store.keep([draft(record("a", Told(place="Harem")))], NOW)
        assert store.neighbours(entries("b#e1"), widest=10).entries == tuple(entries("b#e1"))

    # -- decisions

    def decision(self, verdict: Verdict, one: str, other: str, by: str = "ana") -> Decision:
        a, b = entries(f"{one} {other}")
        return Decision(verdict=verdict, one=a, other=b, by=by, at=NOW, chance=0.5, reasons=("same day",))

    def test_decisions_come_back_as_they_were_and_can_be_taken_back_act_by_act(self, store: Store) -> None:
        store.keep([draft(record("a", Told(), Told(), Told()))], NOW)
        first = [self.decision("same", "a#e1", "a#e2"), self.decision("same", "a#e1", "a#e3")]
        second = [self.decision("different", "a#e2", "a#e3")]
        store.decide(first)
        store.decide(second)
        assert list(store.decisions()) == first + second
        assert list(store.decisions(entries("a#e1 a#e2"))) == first[:1]
        assert list(store.undo(LATER, "ben")) == second
        assert list(store.undo(LATER, "ben")) == first
        assert store.undo(LATER, "ben") == ()
        assert store.decisions() == ()

    def test_the_linkers_own_decisions_are_replaced_and_never_undone(self, store: Store) -> None:
        store.keep([draft(record("a", Told(), Told()))], NOW)
        own = self.decision("same", "a#e1", "a#e2", by=OWN)
        theirs = self.decision("different", "a#e1", "a#e2")
        store.decide([theirs])
        store.replace_own(entries("a#e1 a#e2"), [own])
        store.replace_own(entries("a#e1 a#e2"), [own])
        assert sorted(d.by for d in store.decisions()) == ["ana", OWN]
        store.undo(LATER, "ana")
        assert [d.by for d in store.decisions()] == [OWN]
        assert store.undo(LATER, "ana") == ()
        assert store.status().decisions == 0

    def test_a_decision_on_an_event_that_is_not_there_is_refused(self, store: Store) -> None:
        with pytest.raises(UnknownId, match="no event a#e1"):
            store.decide([self.decision("same", "a#e1", "a#e2")])

    def test_decisions_and_ids_hold_for_the_same_event_of_a_new_version(self, store: Store) -> None:
        store.keep([draft(record("a", Told())), draft(record("b", Told()))], NOW)
        store.regroup([entries("a#e1"), entries("b#e1")], NOW, OWN)
        store.decide([self.decision("same", "a#e1", "b#e1")])
        store.keep([draft(record("a", Told(words="looted", type="COERCE"), Told()))], LATER)
        assert [(str(d.one), str(d.other)) for d in store.decisions()] == [("a#e2", "b#e1")]
        assert [s.id for s in store.holding(entries("a#e2"))] == ["S1"]
        assert store.holding(entries("a#e1")) == ()
        store.undo(LATER, "ana")
        assert store.decisions() == ()

    # -- situations

    def test_ids_are_given_in_order_and_kept_while_a_group_grows(self, store: Store) -> None:
        store.keep([draft(record("a", Told(), Told())), draft(record("b", Told()))], NOW)
        assert store.regroup([entries("a#e1"), entries("a#e2")], NOW, OWN) == ("S1", "S2")
        assert store.regroup([entries("b#e1 a#e2")], LATER, OWN) == ("S2",)
        assert [(s.id, list(s.members)) for s in store.situations()] == [
            ("S1", entries("a#e1")),
            ("S2", entries("a#e2 b#e1")),
        ]
        assert [s.id for s in store.situations(["S2"])] == ["S2"]
        assert [(step.change, step.at, step.by) for step in store.history("S2")] == [
            ("made", NOW, OWN),
            ("grown", LATER, OWN),
        ]

    def test_a_merged_id_leads_on_and_comes_back_when_the_merge_is_undone(self, store: Store) -> None:
        store.keep([draft(record("a", Told(), Told(), Told()))], NOW)
        store.regroup([entries("a#e1"), entries("a#e2 a#e3")], NOW, OWN)
        store.regroup([entries("a#e1 a#e2 a#e3")], LATER, "ana")
        assert store.resolve("S1") == store.resolve("S2") == ("S2",)
        step = store.history("S1")[-1]
        assert (step.change, step.before, step.after, list(step.members)) == (
            "merged", ("S1", "S2"), ("S2",), entries("a#e1"),
        )  # fmt: skip
        store.regroup([entries("a#e1"), entries("a#e2 a#e3")], LATER, "ana", undone=True)
        assert (store.resolve("S1"), store.resolve("S2")) == (("S1",), ("S2",))
        assert [step.change for step in store.history("S2")] == ["made", "made", "merged", "undone"]

    def test_an_id_whose_members_went_different_ways_leads_to_all_of_them(self, store: Store) -> None:
        store.keep([draft(record("a", *[Told()] * 6))], NOW)
        store.regroup([entries("a#e1 a#e2"), entries("a#e3 a#e4"), entries("a#e5 a#e6")], NOW, OWN)
        store.regroup([entries("a#e1 a#e3 a#e4"), entries("a#e2 a#e5 a#e6")], LATER, OWN)
        assert store.resolve("S1") == ("S2", "S3")

    def test_a_situation_that_no_report_tells_any_more_ends(self, store: Store) -> None:
        store.keep([draft(record("a", Told()))], NOW)
        store.regroup([entries("a#e1")], NOW, OWN)
        store.keep([draft(record("a", Told(words="shelled")))], LATER)
        assert store.regroup([entries("a#e1")], LATER, OWN) == ("S2",)
        assert store.resolve("S1") == ()
        assert [step.change for step in store.history("S1")] == ["made", "ended"]

    def test_an_id_that_never_was_is_refused(self, store: Store) -> None:
        for id in ("S7", "S0", "x", "S", ""):
            with pytest.raises(UnknownId, match="no situation event"):
                store.resolve(id)
            with pytest.raises(UnknownId):
                store.history(id)

    # -- questions

    def described(self, store: Store) -> Store:
        told = [Told(killed=4, speaker="the army"), Told(place="Harem", day="2019-03-02", killed=20), Told(day=None)]
        store.keep([draft(record("a", *told))], NOW)
        store.regroup([entries("a#e1"), entries("a#e2"), entries("a#e3")], NOW, OWN)
        first = datetime.date(2019, 2, 21)
        events = [
            EventRow(id="S1", type="ASSAULT", mode="explosives", status="done", start=first,
                     end=first + datetime.timedelta(days=3), place="Azmarin", country="SYR", admin1="Idlib",
                     actors=("Rebels",), recipients=("Army",), killed_best=4, reports=1, mentions=1),
            EventRow(id="S2", type="COERCE", status="denied", start=datetime.date(2019, 3, 2),
                     end=datetime.date(2019, 3, 2), place="Harem", country="TUR", killed_best=20, reports=1,
                     mentions=1),
            EventRow(id="S3", type="ASSAULT", reports=1, mentions=1),
        ]  # fmt: skip
        figures = [
            FigureRow(event="S1", measure="killed", low=4, best=4, high=4, rule="direct", claims=1),
            FigureRow(event="S1", measure="wounded", low=9, rule="direct", claims=1),
            FigureRow(event="S2", measure="killed", low=20, best=20, high=None, more=True, rule="direct", claims=1),
        ]
        parties = {
            "S1": {
                "actors": (PartyRow(name="Rebels", kind="group", country="SYR", sector="REB"),),
                "recipients": (PartyRow(name="Army", kind="organisation", sector="MIL"),),
            }
        }
        store.describe(
            [
                Happening(
                    event=event,
                    figures=tuple(figure for figure in figures if figure.event == event.id),
                    **parties.get(event.id, {}),
                )
                for event in events
            ]
        )
        return store

    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            (Filter(), "S1 S2 S3"),
            (Filter(type="assault"), "S1 S3"),
            (Filter(mode="EXPLOSIVES"), "S1"),
            (Filter(status="Denied"), "S2"),
            (Filter(actor="rebel"), "S1"),
            (Filter(actor="ARMY"), "S1"),
            (Filter(place="azma"), "S1"),
            (Filter(place="idlib"), "S1"),
            (Filter(country="tur"), "S2"),
            (Filter(since=datetime.date(2019, 2, 24)), "S1 S2"),
            (Filter(since=datetime.date(2019, 2, 25)), "S2"),
            (Filter(until=datetime.date(2019, 3, 1)), "S1"),
            (Filter(min_killed=4), "S1 S2"),
            (Filter(min_killed=5), "S2"),
            (Filter(text="BOMBED harem"), "S2"),
            (Filter(text="100%_"), ""),
            (Filter(type="ASSAULT", country="TUR"), ""),
        ],
    )
    def test_events_are_found_by_each_part_of_a_filter(self, store: Store, wanted: Filter, found: str) -> None:
        assert [row.id for row in self.described(store).events(wanted)] == found.split()

    def test_rows_come_back_as_they_were_described(self, store: Store) -> None:
        row = self.described(store).events(ids=["S1"])[0]
        assert (row.actors, row.recipients, row.admin1, row.killed_best) == (("Rebels",), ("Army",), "Idlib", 4)
        changed = EventRow(id="S1", type="PROTEST", reports=1, mentions=1)
        store.describe([Happening(event=changed)])
        assert store.events(ids=["S1"]) == (changed,)
        assert store.figures(ids=["S1"]) == ()
        assert next(h for h in store.happenings() if h.event.id == "S1").actors == ()

    def test_figures_carry_the_days_and_place_of_their_event(self, store: Store) -> None:
        rows = self.described(store).figures(measure="killed")
        assert [(row.event, row.best, row.more, row.start, row.country) for row in rows] == [
            ("S1", 4, False, datetime.date(2019, 2, 21), "SYR"),
            ("S2", 20, True, datetime.date(2019, 3, 2), "TUR"),
        ]

    def by_rules(self, store: Store) -> Store:
        """S1 counts killed and wounded by every rule, S2 the killed by 'direct' alone, as an older Dateline did."""
        self.described(store)
        first, second = store.events(ids=["S1", "S2"])
        best = {"best": 12, "best_latest": 20, "best_median": 14, "best_lowest": 12}
        killed = FigureRow(event="S1", measure="killed", low=12, high=20, rule="direct", claims=3, **best)  # type: ignore[arg-type]
        dozens = FigureRow(event="S1", measure="wounded", low=24, more=True, rule="direct", claims=1)
        older = FigureRow(event="S2", measure="killed", low=9, best=9, high=9, rule="direct", claims=1)
        store.describe([Happening(event=first, figures=(killed, dozens)), Happening(event=second, figures=(older,))])
        return store

    @pytest.mark.parametrize(("rule", "best"), [("direct", 12), ("latest", 20), ("median", 14), ("lowest", 12)])
    def test_the_best_figure_is_that_of_the_rule_that_is_asked_for(self, store: Store, rule: Rule, best: float) -> None:
        killed, wounded = self.by_rules(store).figures(ids=["S1"], rule=rule)
        assert (killed.low, killed.best, killed.high, killed.rule) == (12, best, 20, rule)
        assert (wounded.low, wounded.best, wounded.rule) == (24, None, rule)
        assert (killed.best_latest, killed.best_median, killed.best_lowest) == (20, 14, 12)

    def test_a_figure_that_was_kept_by_one_rule_comes_with_that_and_says_so(self, store: Store) -> None:
        (older,) = self.by_rules(store).figures(ids=["S2"], rule="latest")
        assert (older.best, older.rule) == (9, "direct")

    def test_best_figures_by_any_rule_are_added_up(self, store: Store) -> None:
        self.by_rules(store)
        for rule, best in (("direct", 21), ("latest", 29), ("median", 23), ("lowest", 21)):
            (year,) = store.periods(Filter(), "killed", "year", rule=rule)  # type: ignore[arg-type]
            assert (year.low, year.best, year.high) == (21, best, 29)
            (year,) = store.periods(Filter(), "wounded", "year", rule=rule)  # type: ignore[arg-type]
            assert (year.low, year.best, year.high) == (24, 24, None)

    def test_a_rule_that_there_is_not_is_refused(self, store: Store) -> None:
        for ask in (lambda: store.figures(rule="best"), lambda: store.periods(Filter(), "killed", "day", rule="best")):  # type: ignore[arg-type]
            with pytest.raises(ValueError, match="no rule 'best'; there are direct, latest, median, lowest"):
                ask()

    def test_figures_are_added_up_by_period(self, store: Store) -> None:
        rows = self.described(store).periods(Filter(), "killed", "year")
        assert [(row.start, row.low, row.best, row.high, row.events) for row in rows] == [
            (datetime.date(2019, 1, 1), 24, 24, None, 2)  # '20 or more' leaves the sum open above
        ]
        weeks = store.periods(Filter(), "killed", "week")
        assert [row.start for row in weeks] == [datetime.date(2019, 2, 18), datetime.date(2019, 2, 25)]

    def test_claims_have_their_words_and_speaker(self, store: Store) -> None:
        rows = self.described(store).claims()
        assert [(row.event, row.words, row.speaker, row.best) for row in rows] == [
            ("S1", "4 people", "the army", 4),
            ("S2", "20 people", None, 20),
        ]
        assert [row.words for row in store.claims(event="S2")] == ["20 people"]
        assert [row.words for row in store.claims(Filter(country="TUR"))] == ["20 people"]

    def test_the_claims_of_an_old_version_are_not_told(self, store: Store) -> None:
        store.keep([draft(record("a", Told(killed=4)))], NOW)
        store.keep([draft(record("a", Told(killed=6)))], NOW)
        assert [row.best for row in store.claims()] == [6]

    def test_a_happening_holds_all_that_is_behind_an_event(self, store: Store) -> None:
        self.described(store)
        store.mark_copies([("a", "an earlier one")])
        found = next(iter(store.happenings()))
        assert found.event == store.events(ids=["S1"])[0]
        assert found.actors == (PartyRow(name="Rebels", kind="group", country="SYR", sector="REB"),)
        assert found.recipients == (PartyRow(name="Army", kind="organisation", sector="MIL"),)
        assert found.figures == store.figures(ids=["S1"])
        assert found.claims == store.claims(event="S1")
        day = datetime.date(2019, 2, 21)
        assert found.tellings == (
            TellingRow(report="a", entry="e1", type="ASSAULT", mode="explosives", factuality="actual", words="bombed",
                       at_start=7, at_end=13, sentence="Rebels bombed Azmarin, killing 4 people, the army said.",
                       start=day, end=day, place="Azmarin", speaker="the army", publisher="Example Press",
                       published=datetime.date(2019, 2, 22), title=None, url=None, copy_of="an earlier one",
                       confidence=1.0),
        )  # fmt: skip

    def test_words_are_found_again_at_their_offsets(self, store: Store) -> None:
        self.described(store)
        text = store.record("a").report.text
        for happening in store.happenings():
            for row in (*happening.claims, *happening.tellings):
                assert text[row.at_start : row.at_end] == row.words

    def test_happenings_come_as_events_do(self, store: Store) -> None:
        self.described(store)
        for wanted in (Filter(), Filter(type="ASSAULT"), Filter(text="bombed harem"), Filter(country="USA")):
            assert tuple(happening.event for happening in store.happenings(wanted)) == store.events(wanted)

    def test_many_happenings_come_whole_and_in_order(self, store: Store) -> None:
        """More than any backend will fetch in one go."""
        count = 4_500
        store.keep([draft(record("a", *[Told(killed=n % 7) for n in range(count)]))], NOW)
        store.regroup([entries(f"a#e{n}") for n in range(1, count + 1)], NOW, OWN)
        day = datetime.date(2019, 1, 1)
        rows = [
            EventRow(id=f"S{n}", type="ASSAULT", start=day + datetime.timedelta(days=-n % 50), reports=1, mentions=1)
            for n in range(1, count + 1)
        ]
        store.describe([Happening(event=row) for row in rows])
        found = list(store.happenings())
        assert tuple(happening.event for happening in found) == store.events()
        assert {(len(h.claims), len(h.tellings)) for h in found} == {(1, 1)}

    def test_what_is_written_while_happenings_are_read_does_not_show(self, store: Store) -> None:
        self.described(store)
        reading = store.happenings()
        first = next(reading)
        store.describe([Happening(event=EventRow(id=id, type="PROTEST")) for id in ("S1", "S2", "S3")])
        assert [h.event.type for h in (first, *reading)] == ["ASSAULT", "COERCE", "ASSAULT"]
        assert [h.event.type for h in store.happenings()] == ["PROTEST"] * 3

    def test_other_questions_may_be_asked_between_happenings(self, store: Store) -> None:
        self.described(store)
        assert [(h.event.id, store.status().events) for h in store.happenings()] == [("S1", 3), ("S2", 3), ("S3", 3)]

    def test_status_counts(self, store: Store) -> None:
        store.keep([draft(record("a", Told(killed=4)), "m1"), draft(record("b", Told(), Told()))], NOW)
        store.keep([draft(record("a", Told(killed=6)), "m2")], NOW)
        store.regroup([entries("a#e1 b#e1"), entries("b#e2")], NOW, OWN)
        status = store.status()
        assert (status.reports, status.versions, status.mentions, status.events, status.claims) == (2, 3, 3, 2, 1)
        assert status.models == (("m2", 1), (None, 1))
