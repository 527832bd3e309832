"""What a code means, and what stands behind it in an event of a real casefile with a simple linker."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.link.reports import MINISTRY, POLICE, TALIBAN, Told, at_least, exactly, feb, report
from tests.store.linking import LINKER

from dateline import casefile as casefile_module
from dateline.casefile import Casefile
from dateline.cli.explain import explain as command
from dateline.explain import UnknownCode, explain
from dateline.store.base import UnknownId

RECORDS = (
    report("one", exactly(12, speaker=MINISTRY, actors=[TALIBAN]), at_least(20, speaker=POLICE)),
    report("two", Told(type="CONSULT", mode="visit", days=(feb(15), feb(15)), actors=[TALIBAN]), on=15),
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("explain") / "my.duckdb"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(casefile_module, "default_linker", lambda: LINKER)
        with Casefile.open(path) as made:
            made.add(RECORDS)
    return str(path)


@pytest.fixture(scope="module")
def attack(file: str) -> str:
    """The id of the attack."""
    with Casefile.open(file) as opened:
        return next(event.id for event in opened.events() if event.type == "ASSAULT")


@pytest.fixture
def casefile(file: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Casefile]:
    monkeypatch.setattr(casefile_module, "default_linker", lambda: LINKER)
    with Casefile.open(file) as opened:
        yield opened


def test_a_code_is_explained_without_any_casefile() -> None:
    found = explain("where_prec=4")

    assert [(code.book, code.meaning) for code in found.meanings] == [
        ("UCDP GED", "only the first-order division (province) is known")
    ]
    assert found.event is None


def test_a_code_that_there_is_not_is_an_error_that_names_those_near_it() -> None:
    with pytest.raises(UnknownCode, match="no list has the code 'Armed clsh'; near it: Armed clash"):
        explain("Armed clsh")
    with pytest.raises(UnknownCode, match=r"no list has the code 'Peaceful'; near it: Peaceful protest$"):
        explain("Peaceful")
    with pytest.raises(UnknownCode, match=r"docs/explain.md names the lists"):
        explain("?!")


def test_a_column_that_has_not_the_code_says_which_it_has() -> None:
    with pytest.raises(UnknownCode, match=r"type_of_violence has no code '9'; it has 1, 2, 3$"):
        explain("type_of_violence=9")
    with pytest.raises(UnknownCode, match=r"region has no code 'x'; it has 1, 2, .* and 5 more$"):
        explain("region = x")


def test_an_event_tells_which_rule_chose_a_code_and_what_stands_behind_it(casefile: Casefile, attack: str) -> None:
    (chosen,) = explain("ASSAULT", casefile=casefile, event=attack).chosen

    assert chosen.rule == "the type that most reports tell (docs/figures.md)"
    assert {(telling.report, telling.type) for telling in chosen.tellings} == {("one", "ASSAULT")}


def test_a_column_tells_what_stands_in_it_and_on_which_claims(casefile: Casefile, attack: str) -> None:
    (chosen,) = explain("fatalities", casefile=casefile, event=attack).chosen

    assert (chosen.code, chosen.rule) == ("12", "the lowest number that stands")
    assert [claim.words for claim in chosen.claims] == ["12 people", "at least 20 people"]


def test_a_column_without_codes_tells_what_the_row_has_in_it(casefile: Casefile, attack: str) -> None:
    def cell(column: str) -> list[tuple[str, str]]:
        return [(c.book, c.code) for c in explain(column, casefile=casefile, event=attack).chosen]

    assert cell("event_date") == [("ACLED", "2019-02-09")]
    assert cell("country") == [("ACLED", "Afghanistan"), ("UCDP GED", "Afghanistan")]
    assert cell("admin2") == [("ACLED", "empty")]
    assert cell("actor1") == [("ACLED", "Taliban")]


def test_a_status_is_a_code(casefile: Casefile, attack: str) -> None:
    (chosen,) = explain("done", casefile=casefile, event=attack).chosen

    assert (chosen.book, chosen.field) == ("Dateline", "status")


def test_a_rule_tells_every_code_that_it_chose(casefile: Casefile, attack: str) -> None:
    inter = next(c for c in explain("inter1", casefile=casefile, event=attack).chosen)
    assert inter.rule_id is not None

    found = explain(inter.rule_id, casefile=casefile, event=attack)

    assert [(chosen.field, chosen.code) for chosen in found.chosen] == [("inter1", "2")]


def test_a_code_that_the_event_has_not_got_shows_those_that_it_has(casefile: Casefile, attack: str) -> None:
    found = explain("Peaceful protest", casefile=casefile, event=attack)

    assert found.chosen == ()
    assert ("PLOVER", "type", "ASSAULT") in {(c.book, c.field, c.code) for c in found.other}


def test_an_event_that_a_book_does_not_hold_says_why(casefile: Casefile) -> None:
    visit = next(event.id for event in casefile.events() if event.type == "CONSULT")

    assert explain("CONSULT", casefile=casefile, event=visit).absent == (
        ("ACLED", "words only: ACLED codes what is done"),
        ("UCDP GED", "not a use of armed force"),
    )


def test_an_event_that_there_is_not_is_an_error(casefile: Casefile) -> None:
    with pytest.raises(UnknownId, match="S999"):
        explain("ASSAULT", casefile=casefile, event="S999")


# --- the command ------------------------------------------------------------------------------------


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))


def test_the_command_prints_code_meaning_and_source() -> None:
    result = _run("rebel group")

    assert result.exit_code == 0
    assert result.output == (
        "2 (Rebel group): ACLED, inter\n"
        "  an organisation that fights to bring down or leave a national government\n"
        "  source: ACLED, Actors and Interactions (acledR 1.0.1), in our words\n"
    )


def test_the_command_shows_claims_and_tellings_with_who_said_so_and_where(file: str, attack: str) -> None:
    result = _run("killed", "--event", attack, "--casefile", file)

    assert result.exit_code == 0
    assert f"In {attack}\n  killed: Dateline, measure\n" in result.output
    assert (
        "    claims\n      killed: “12 people”, Ministry of Public Health, AFP, 2019-02-10, one#f1\n" in result.output
    )


def test_the_command_lists_the_codes_of_an_event_that_has_not_got_the_one_asked_for(file: str, attack: str) -> None:
    result = _run("Peaceful protest", "--event", attack, "--casefile", file)

    assert f"{attack} has not got it. It has:\n  ASSAULT: PLOVER, type\n" in result.output


def test_the_command_says_first_why_an_event_has_no_row(file: str) -> None:
    with Casefile.open(file) as opened:
        visit = next(event.id for event in opened.events() if event.type == "CONSULT")

    result = _run("sub_event_type", "--event", visit, "--casefile", file)

    assert f"{visit} has not got it. It has no row in ACLED: words only: ACLED codes what is done." in result.output


def test_the_command_gives_all_of_it_as_json(file: str, attack: str, tmp_path: Path) -> None:
    out = tmp_path / "out.json"

    assert _run("ASSAULT", "--event", attack, "--casefile", file, "--format", "json", "-o", str(out)).exit_code == 0
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found["event"] == attack
    assert found["chosen"][0]["tellings"][0]["report"] == "one"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["Atack"], "dateline: no list has the code 'Atack'; near it: Attack"),
        (
            ["Attack", "--event", "S1", "--casefile", "nowhere.duckdb"],
            "dateline: nowhere.duckdb: there is no such casefile",
        ),
    ],
)
def test_a_users_mistake_is_one_line_and_exit_code_1(arguments: list[str], message: str) -> None:
    result = _run(*arguments)

    assert result.exit_code == 1
    assert result.stderr.startswith(message)
    assert result.stderr.count("\n") == 1
