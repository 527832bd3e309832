"""The DuckDB store keeps the contract, and its file outlives what may befall it."""

from __future__ import annotations

import dataclasses
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from tests.store.contract import StoreContract
from tests.store.linking import LINKER
from tests.store.records import NOW, Told, draft, record

from dateline.casefile import Casefile
from dateline.record import DatelineError
from dateline.situation import RULES
from dateline.store.base import Happening, InUse, NotACasefile, Store, StoreError
from dateline.store.duck import DuckStore
from dateline.store.duck_file import _migrations

FILE = "case.duckdb"


class TestDuckStore(StoreContract):
    def open(self, folder: Path) -> Store:
        return DuckStore.open(folder / FILE)


# --- files that cannot be opened ---------------------------------------------------------------------


def test_a_file_that_is_no_casefile_is_refused_and_left_alone(tmp_path: Path) -> None:
    for name, content in (("empty", b""), ("notes", b"Rebels bombed Azmarin. " * 99), ("short", b"DUCK")):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(NotACasefile, match="not a casefile"):
            DuckStore.open(path)
        assert path.read_bytes() == content


def test_another_duckdb_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE mine AS SELECT 1 AS one")
    before = path.read_bytes()
    with pytest.raises(NotACasefile, match="a DuckDB file, but not a casefile"):
        DuckStore.open(path)
    assert path.read_bytes() == before


def test_a_damaged_casefile_is_refused(tmp_path: Path) -> None:
    path = tmp_path / FILE
    DuckStore.open(path).close()
    content = path.read_bytes()
    path.write_bytes(content[:3000])
    with pytest.raises(StoreError, match=FILE):
        DuckStore.open(path)
    path.write_bytes(content[:4096] + os.urandom(len(content) - 4096))
    with pytest.raises(StoreError, match=FILE):
        DuckStore.open(path)


def test_a_casefile_of_a_newer_schema_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / FILE
    DuckStore.open(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE casefile SET schema = 99")
    before = path.read_bytes()
    with pytest.raises(NotACasefile, match=r"newer version of Dateline \(schema 99, this one knows"):
        DuckStore.open(path)
    assert path.read_bytes() == before


def test_a_folder_or_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        DuckStore.open(tmp_path)
    with pytest.raises(StoreError, match="cannot be opened"):
        DuckStore.open(tmp_path / "nowhere" / FILE)


def test_making_a_casefile_leaves_nothing_beside_it(tmp_path: Path) -> None:
    DuckStore.open(tmp_path / FILE).close()
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_nothing_is_made_where_opening_in_this_program_twice_is_refused(tmp_path: Path) -> None:
    store = DuckStore.open(tmp_path / FILE)
    with pytest.raises(InUse, match="has it open already"):
        DuckStore.open(tmp_path / FILE)
    store.keep([draft(record("a", Told()))], NOW)
    store.close()
    again = DuckStore.open(tmp_path / FILE)
    assert again.status().reports == 1
    again.close()


# --- a casefile of an older schema ---------------------------------------------------------------------


def turned_back(path: Path, schema: int) -> Path:
    """The same casefile as an older Dateline would have left it: with what that schema can hold, and no more."""
    old = path.with_suffix(".old")
    with duckdb.connect(str(old)) as connection:
        for number, migration in enumerate(_migrations()[:schema], start=1):
            connection.execute(migration)
            connection.execute("INSERT INTO casefile VALUES (1, 0)" if number == 1 else "SELECT 1")
        held = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() JOIN duckdb_tables() USING (table_name)"
        ).fetchall()
        connection.execute(f"ATTACH '{path}' AS new (READ_ONLY)")
        connection.execute("DELETE FROM casefile")
        for table in {table for table, _ in held}:
            names = ", ".join(f'"{name}"' for owner, name in held if owner == table)
            connection.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM new.{table}")
        connection.execute(f"UPDATE casefile SET schema = {schema}")
    return old


def test_a_casefile_of_schema_1_is_brought_up_to_date_with_all_that_it_holds(tmp_path: Path) -> None:
    path = tmp_path / FILE
    told = [Told(killed=4, speaker="the army"), Told(day="2019-02-23", actor="Army"), Told(place="Harem")]
    with Casefile(DuckStore.open(path), LINKER) as casefile:
        casefile.add([record("a", *told), record("b", *told[:2], date="2019-02-24"), record("c")])
        casefile.merge("S1", "S2", by="ana")
        casefile.add([record("b", Told(killed=5), date="2019-02-24")])
        status, events, claims = casefile.status(), casefile.events(), casefile.claims()
        found = list(casefile.happenings())
    with Casefile(DuckStore.open(turned_back(path, 1)), LINKER) as casefile:
        assert dataclasses.replace(casefile.status(), path=status.path) == status
        assert (casefile.events(), casefile.claims()) == (events, claims)
        assert list(casefile.happenings()) == list(map(as_schema_3, found))
        assert casefile.undo()


def as_schema_3(happening: Happening) -> Happening:
    """With the best figures that a casefile of schema 3 keeps."""
    unknown = {"best_latest": None, "best_median": None, "best_lowest": None}
    figures = tuple(dataclasses.replace(figure, **unknown) for figure in happening.figures)
    return dataclasses.replace(happening, figures=figures)


def test_a_casefile_of_schema_3_gives_the_best_by_any_rule_and_sums_once_it_is_linked_anew(tmp_path: Path) -> None:
    path = tmp_path / FILE
    with Casefile(DuckStore.open(path), LINKER) as casefile:
        dates = ("2019-02-22", "2019-02-23", "2019-02-24")
        casefile.add(
            record(f"r{n}", Told(killed=killed, speaker=f"the {n}th army"), date=date)
            for n, (killed, date) in enumerate(zip((12, 6, 9), dates, strict=True))
        )
        by_rule = {rule: casefile.figures(rule=rule) for rule in RULES}
        sums = {rule: casefile.periods(rule=rule) for rule in RULES}
        found = list(casefile.happenings())
    assert [by_rule[rule][0].best for rule in RULES] == [9, 9, 9, 6]
    with Casefile(DuckStore.open(turned_back(path, 3)), LINKER) as casefile:
        unkept = {"best_latest": None, "best_median": None, "best_lowest": None}
        for rule in RULES:
            assert casefile.figures(rule=rule) == tuple(dataclasses.replace(row, **unkept) for row in by_rule[rule])
        assert casefile.periods() == sums["direct"]
        with pytest.raises(DatelineError, match=r"no best figures by the rule 'latest' here; .* dateline relink"):
            casefile.periods(rule="latest")
        casefile.relink()
        assert {rule: casefile.figures(rule=rule) for rule in RULES} == by_rule
        assert {rule: casefile.periods(rule=rule) for rule in RULES} == sums
        assert list(casefile.happenings()) == found


def test_a_casefile_in_memory_is_as_any_other_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Casefile(DuckStore.open(":memory:"), LINKER) as casefile:
        casefile.add([record("a", Told(killed=4))])
        assert [len(happening.claims) for happening in casefile.happenings()] == [1]
    with Casefile(DuckStore.open(":memory:"), LINKER) as casefile:
        assert casefile.status().reports == 0
    assert list(tmp_path.iterdir()) == []


# --- another program ----------------------------------------------------------------------------------

ADD = """
import sys
from dateline.store.duck import DuckStore
from tests.store.linking import LINKER
from tests.store.records import NOW, Told, draft, record

def add(path, count, each):
    store = DuckStore.open(path)
    print("open", flush=True)
    for n in range(0, count, each):
        with store.begin():
            store.keep([draft(record(f"r{m}", *[Told(killed=m)] * 5)) for m in range(n, n + each)], NOW)
            held = [view.id for m in range(n, n + each) for view, _ in draft(record(f"r{m}", *[Told()] * 5)).views]
            store.regroup([[entry] for entry in held], NOW, "dateline")
        print(n + each, flush=True)
    store.close()

add(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
"""


def adding(path: Path, count: int, each: int) -> subprocess.Popen[str]:
    """Another program that adds reports of five events, `each` at a time, and says how many are kept."""
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", ADD, str(path), str(count), str(each)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def test_a_casefile_in_use_is_refused_with_the_name_of_the_user(tmp_path: Path) -> None:
    path = tmp_path / FILE
    other = adding(path, 1_000_000, 1)
    assert other.stdout is not None
    try:
        assert other.stdout.readline() == "open\n"
        with pytest.raises(InUse, match=rf"{FILE}: in use by another program \(python\S*, process {other.pid}\)"):
            DuckStore.open(path)
    finally:
        other.kill()
        other.wait()
    said = other.stdout.read().split()
    store = DuckStore.open(path)
    assert store.status().reports >= int(said[-1] if said else 0)
    store.close()


def assert_whole(path: Path, each: int, said: int) -> int:
    """The casefile opens, holds whole chunks of whole reports, and all that were said to be kept."""
    store = DuckStore.open(path)
    status = store.status()
    store.close()
    assert status.reports % each == 0
    assert status.reports >= said
    assert (status.mentions, status.claims, status.events) == tuple([5 * status.reports] * 3)
    return status.reports


def test_killed_at_any_moment_it_opens_with_whole_reports_only(tmp_path: Path) -> None:
    """24 programs are killed, from before the file is made to well into adding; each later one goes on."""
    moments = random.Random(5)
    path, said, kept = tmp_path / FILE, 0, 0
    for round in range(24):
        other = adding(path, 10_000, 4)
        assert other.stdout is not None
        if round % 4:  # let it get to work; every fourth is killed while it starts
            other.stdout.readline()
        time.sleep(moments.uniform(0, 0.4))
        other.send_signal(signal.SIGKILL)
        other.wait()
        words = other.stdout.read().split()
        said = max([said, *(int(word) for word in words if word.isdigit())])
        if path.exists():
            now = assert_whole(path, 4, said)
            assert now >= kept
            kept = now
    assert kept > 0
    assert [p for p in tmp_path.iterdir() if not p.name.startswith((f".{FILE}-", FILE))] == []


def test_a_full_disk_is_said_and_what_was_kept_before_stays(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="limits on the size of files are set by resource")
    path = tmp_path / FILE
    limit = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))\n"
    root = Path(__file__).resolve().parents[2]
    other = subprocess.run(
        [sys.executable, "-c", limit + ADD, str(path), "100000", "50"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert resource
    assert other.returncode == 1
    assert f"StoreError: {path}: " in other.stderr
    said = [int(word) for word in other.stdout.split() if word.isdigit()]
    assert assert_whole(path, 50, max(said)) > 0
