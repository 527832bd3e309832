"""A filter as SQL over the table ``account``."""

from __future__ import annotations

from dateline.store.base import Filter

_CONDITIONS = {
    "type": "type = upper(?)",
    "mode": "mode = lower(?)",
    "status": "status = lower(?)",
    "country": "country = upper(?)",
    "actor": 'contains("names", lower(?))',
    "place": "(contains(lower(place), lower(?)) OR contains(lower(admin1), lower(?)))",
    "since": '"end" >= ?',
    "until": '"start" <= ?',
    "min_killed": "coalesce(killed_best, killed_low) >= ?",
    "publisher": """situation IN (SELECT situation FROM member
                    JOIN event_mention ON event_mention.key = mention AND event_mention.current
                    JOIN version ON version.key = event_mention.version
                    WHERE contains(lower(publisher), lower(?)))""",
    "ids": "'S' || situation IN (SELECT unnest(?::VARCHAR[]))",
    "text": """situation IN (SELECT situation FROM member JOIN event_mention ON key = mention
               WHERE current AND contains(lower(sentence), lower(?)))""",
}


def where(wanted: Filter) -> tuple[str, list[object]]:
    """The condition and its values, in order; 'true' where all are wanted."""
    conditions, values = ["true"], list[object]()
    for name, condition in _CONDITIONS.items():
        value = getattr(wanted, name)
        if value is not None:
            conditions.append(condition)
            values += [value] * condition.count("?")
    return " AND ".join(conditions), values
