"""Rows of a codebook's CSV: one for each event that it codes, and what became of the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import BinaryIO, Protocol, TypeVar

from dateline.export.base import Losses
from dateline.export.happened import LeftOut
from dateline.export.safe_csv import Cell, SafeCsv
from dateline.store.base import Happening


class Codes(Protocol):
    """The codes of an event, with what they no longer tell apart and what the codebook has no place for."""

    @property
    def coarsened(self) -> Sequence[tuple[str, str]]: ...

    @property
    def not_held(self) -> Sequence[str]: ...


C = TypeVar("C", bound=Codes)


def write_rows(
    happenings: Iterable[Happening],
    out: BinaryIO,
    losses: Losses,
    *,
    columns: Sequence[str],
    may_be_empty: Collection[str],
    codes_of: Callable[[Happening], C | LeftOut],
    cells: Callable[[Happening, C], Sequence[Cell]],
) -> None:
    """Writes a row for each event that has codes; counts the others by their reason, and cells that stay empty.

    `may_be_empty` names the columns that the codebook itself leaves empty where there is nothing to say.
    """
    table = SafeCsv(out, columns)
    for happening in happenings:
        codes = codes_of(happening)
        if isinstance(codes, LeftOut):
            losses.leave_out(codes.reason)
            continue
        row = cells(happening, codes)
        table.row(row)
        losses.wrote()
        for column, cell in zip(columns, row, strict=True):
            if (cell is None or cell == "") and column not in may_be_empty:
                losses.could_not_fill(column)
        for was, became in codes.coarsened:
            losses.coarsen(was, became)
        for what in codes.not_held:
            losses.could_not_hold(what)
