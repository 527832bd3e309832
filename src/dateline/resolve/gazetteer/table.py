"""The table of places that comes with the package: towns, districts and provinces of GeoNames, as arrays.

``data/places.npz`` is written by ``training/place_table.py`` from GeoNames (CC BY 4.0). It holds, sorted by their
keys (`dateline.resolve.gazetteer.keys`), some 900,000 names, and the 290,000 places that they belong to. Arrays take a
tenth of the memory of objects, and are there at once.
"""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Kind = Literal["town", "province", "district", "region", "country"]

KINDS: tuple[Kind, ...] = ("town", "province", "district")  # as the table numbers them


@dataclass(frozen=True, slots=True)
class Row:
    """A place of the table, found by a name: `named` tells that the name is its usual one."""

    number: int
    named: bool


class Table:
    """Places by the keys of their names. Nothing is changed once it is loaded, so threads may share it."""

    def __init__(self) -> None:
        source = importlib.resources.files("dateline.resolve").joinpath("data/places.npz")
        with source.open("rb") as file, np.load(file) as arrays:
            self._keys: bytes = arrays["keys"].tobytes()
            self._key_ends = _ends(arrays["key_lengths"])
            self._row_ends = _ends(arrays["rows_per_key"])
            self._rows: memoryview[int] = arrays["rows"].data
            self._names: bytes = arrays["names"].tobytes()
            self._name_ends = _ends(arrays["name_lengths"])
            self._areas: list[str] = arrays["area_codes"].tobytes().decode("ascii").split("\n")
            self._area: npt.NDArray[np.uint16] = arrays["area"]
            self.ids: npt.NDArray[np.uint32] = arrays["ids"]
            self.lats: npt.NDArray[np.float32] = arrays["lats"]
            self.lons: npt.NDArray[np.float32] = arrays["lons"]
            self.populations: npt.NDArray[np.uint32] = arrays["populations"]
            self.kinds: npt.NDArray[np.uint8] = arrays["kinds"]

    def find(self, key: str) -> Iterator[Row]:
        """The places that go by a key."""
        wanted = key.encode("ascii", "replace")
        low, high = 0, len(self._key_ends) - 1
        while low < high:
            middle = (low + high) // 2
            if self._key(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        if low < len(self._key_ends) - 1 and self._key(low) == wanted:
            for packed in self._rows[self._row_ends[low] : self._row_ends[low + 1]]:
                yield Row(packed >> 1, bool(packed & 1))

    def _key(self, number: int) -> bytes:
        return self._keys[self._key_ends[number] : self._key_ends[number + 1]]

    def keys(self) -> list[str]:
        """Every key but the rough ones, in order."""
        text, ends = self._keys.decode("ascii"), self._key_ends.tolist()
        first_rough = np.searchsorted(self._first_letters(), ord("~"))
        return [text[ends[n] : ends[n + 1]] for n in range(int(first_rough))]

    def _first_letters(self) -> npt.NDArray[np.uint8]:
        starts = np.asarray(self._key_ends)[:-1]
        letters: npt.NDArray[np.uint8] = np.frombuffer(self._keys, np.uint8)[starts]
        return letters

    def name(self, number: int) -> str:
        """The usual name of a place."""
        name: bytes = self._names[self._name_ends[number] : self._name_ends[number + 1]]
        return name.decode("utf-8")

    def area(self, number: int) -> str:
        """The code of the country (alpha-2) or province that a place lies in: 'SY.07'; 'SY' where none is told."""
        return self._areas[int(self._area[number])]

    def is_in(self, alpha2: str) -> npt.NDArray[np.bool_]:
        """Of each place, whether it lies in the country."""
        inside = np.array([code.partition(".")[0] == alpha2 for code in self._areas])
        found: npt.NDArray[np.bool_] = inside[self._area]
        return found

    def of_kind(self, kind: Kind) -> list[int]:
        """The numbers of all places of a kind."""
        found: list[int] = np.flatnonzero(self.kinds == KINDS.index(kind)).tolist()
        return found


def _ends(lengths: npt.NDArray[np.uint8]) -> memoryview[int]:
    """Where each of so many stretches begins, and where the last one ends; a view, for it is read one by one."""
    return np.concatenate(([0], np.cumsum(lengths, dtype=np.uint32))).astype(np.uint32).data


@functools.cache
def table() -> Table:
    """The table that comes with the package, loaded once."""
    return Table()
