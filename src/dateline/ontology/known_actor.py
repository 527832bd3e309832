"""One actor that a table knows, with its names, codes and years."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.record import ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor:
    """An actor that a table knows. `country` is None where it belongs to none, or to several.

    `years` are the first and last year in which a person held the office that `sector` speaks of; None where the
    table does not say. `last` is None while the office is held. `common` are names that are as often another's:
    'Senate', 'Justice Minister'. They hold only in reports set in the actor's country.
    """

    name: str
    aliases: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    years: tuple[int, int | None] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and its other names."""
        return tuple(dict.fromkeys((self.name, *self.aliases, *self.common)))

    def sector_in(self, year: int | None, suggested: str | None = None) -> str | None:
        """Its sector in a year. Out of office, it is what is suggested, or of the elites, PLOVER's ELI."""
        if year is None or self.years is None or self.years[0] <= year <= (self.years[1] or year):
            return self.sector
        return suggested or "ELI"
