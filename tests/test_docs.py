"""The documentation tells everything that a user can meet."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import pkgutil
import re
import shlex
import typing
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from docs.refresh import refreshed

import dateline
from dateline import record
from dateline.cli import main
from dateline.load import text as load_text_module
from dateline.ontology import plover, words

ROOT = Path(__file__).parent.parent
SOURCE = Path(dateline.__file__).parent


def doc(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands below a second-level heading, up to the next."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no section {heading!r}"
    return found[1]


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


COMMANDS = list(commands(main))
RECORD_TYPES = [kind for kind in vars(record).values() if dataclasses.is_dataclass(kind) and isinstance(kind, type)]


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[" ".join(path) for path, _ in COMMANDS])
def test_every_command_and_option_is_documented(path: tuple[str, ...], command: click.Command) -> None:
    pages = "\n".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs").glob("*.md"))
    assert f"dateline {' '.join(path)}" in pages
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            missing = [name for name in parameter.opts if f"`{name}" not in pages]
            assert not missing, f"{path}: {missing} not in docs/"
            if isinstance(parameter.type, click.Choice):
                assert all(f"`{parameter.opts[0]} {choice}`" in pages for choice in parameter.type.choices)


@pytest.mark.parametrize("kind", RECORD_TYPES, ids=lambda kind: kind.__name__)
def test_every_field_of_the_record_is_documented_and_no_other(kind: type) -> None:
    rows = re.findall(
        r"^\| `(\w+)` \|", section(doc("docs/record.md"), kind.__name__).split("How words")[0], re.MULTILINE
    )
    assert rows == [field.name for field in dataclasses.fields(kind)]


@pytest.mark.parametrize("name", ["SegmentKind", "ActorKind", "Factuality", "Hedge"])
def test_every_value_of_a_closed_list_is_documented(name: str) -> None:
    page = doc("docs/record.md")
    assert [value for value in typing.get_args(getattr(record, name)) if f"`{value}`" not in page] == []


def test_every_event_type_and_measure_is_documented() -> None:
    page = doc("docs/record.md")
    assert [code for code in (*plover.TYPES, *plover.MEASURES) if f"`{code}`" not in page] == []


def test_every_type_and_mode_has_plain_words_of_its_own() -> None:
    codes = [(kind.name, None) for kind in plover.TYPES.values()]
    codes += [(kind.name, mode.name) for kind in plover.TYPES.values() for mode in kind.modes]
    assert set(codes) == set(words._EVENTS)
    assert len(set(words._EVENTS.values())) == len(words._EVENTS)


def test_the_example_of_the_format_is_a_valid_record() -> None:
    example = re.search(r"```json\n(.*?)```", doc("docs/record.md"), re.DOTALL)
    assert example
    parsed = record.Record.from_json(example[1])
    assert parsed.words(parsed.figures[0].text) == "at least 20 people"


def test_every_public_name_is_documented() -> None:
    page = doc("docs/python.md")
    assert [name for name in dateline.__all__ if not re.search(rf"`(dateline\.)?{name}\b", page)] == []


def test_signatures_in_the_docs_are_those_of_the_code() -> None:
    page = doc("docs/python.md")
    for function in (dateline.read, dateline.read_file):
        parameters = [
            parameter.replace(annotation=inspect.Parameter.empty)
            for parameter in inspect.signature(function).parameters.values()
        ]
        assert f"`dateline.{function.__name__}{inspect.Signature(parameters)}`" in page


def test_every_error_is_documented_and_drawn_in_the_tree() -> None:
    for module in pkgutil.walk_packages(dateline.__path__, "dateline."):
        importlib.import_module(module.name)
    errors = [dateline.DatelineError]
    for error in errors:
        errors.extend(error.__subclasses__())
    page, tree = doc("docs/python.md"), record.__doc__ or ""
    assert [error.__name__ for error in errors if f"`{error.__name__}`" not in page] == []
    assert [error.__name__ for error in errors if error.__name__ not in tree] == []


def message_parts(node: ast.expr) -> list[str]:
    """The fixed parts of a message, long enough to look for."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        constants = [str(value.value) for value in node.values if isinstance(value, ast.Constant)]
        parts = [re.sub(r'^"\w+" ', "", constant).strip(" ;:,'\"()") for constant in constants]
        return [part for part in parts if len(part) > 3]
    return []


def loading_messages() -> Iterator[str]:
    raised = {"LoadError", "NotText", "UnclearDate"}
    for file in (SOURCE / "load").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in raised and node.args:
                yield from message_parts(node.args[0])
            if node.func.id == "Unreadable":
                yield from (
                    part for word in node.keywords if word.arg == "reason" for part in message_parts(word.value)
                )
    yield from (kind for _, kind, _ in load_text_module._KINDS)


def test_every_message_of_loading_is_documented() -> None:
    pages = re.sub(r"\s+", " ", doc("docs/reading.md") + doc("docs/python.md"))
    messages = set(loading_messages())
    assert len(messages) > 20
    assert sorted(message for message in messages if message not in pages) == []


def readme_commands() -> list[str]:
    return re.findall(r"^\$ (\S.*\.venv/bin/.*)$", doc("README.md"), re.MULTILINE)


def test_the_first_command_of_the_readme_reads_a_sample_that_is_there() -> None:
    words_of_first = shlex.split(readme_commands()[0])
    sample = words_of_first[words_of_first.index("read") + 1]
    assert (ROOT / sample).is_file()


def test_the_second_command_of_the_readme_is_what_ci_runs() -> None:
    _, tests = readme_commands()
    assert tests in doc(".ci/run")


def test_every_link_in_the_docs_leads_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_changelog_knows_this_version_or_says_unreleased() -> None:
    assert re.search(rf"^## \[(Unreleased|{re.escape(dateline.__version__)})\]", doc("CHANGELOG.md"), re.MULTILINE)


def test_samples_can_be_loaded_and_have_dates() -> None:
    from dateline.load import Loaded, load

    found = list(load([str(ROOT / "examples")]))
    assert len(found) == 9
    assert all(isinstance(entry, Loaded) and entry.report.date and not entry.notes for entry in found)


def test_the_readme_shows_the_page_that_the_reader_gives_now() -> None:
    assert refreshed(doc("README.md")) == doc("README.md"), "run python docs/refresh.py"
