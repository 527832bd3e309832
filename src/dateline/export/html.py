"""A report on the situation as one page that can be mailed: it needs no script, no network and no other file.

What a report or a user wrote is escaped wherever it stands. A policy in the page's head forbids whatever is not its
own style sheet, which is named by its hash.
"""

from __future__ import annotations

import base64
import datetime
import functools
import hashlib
import importlib.resources
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import BinaryIO

from dateline.export import phrases
from dateline.export.base import Losses
from dateline.export.digest import HAPPENED, Column, Digest
from dateline.export.part import Part, encoded
from dateline.pages.words import clean
from dateline.store.base import ClaimRow, EventRow, FigureRow, Happening, TellingRow

_RANKED = 8  # lines of a list in the summary

_URL = re.compile(r"https?://[^\s\"'<>\\^`{|}]+", re.ASCII | re.IGNORECASE)


class Html:
    """A page: summary, timeline, table of events, and each event with every claim, its words and its source.

    The summary stands first and is known last, so that the rest waits.
    """

    name = "html"
    suffix = ".html"

    def write(self, happenings: Iterable[Happening], out: BinaryIO, losses: Losses) -> None:
        digest = Digest()
        with Part() as rows, Part() as articles:
            for happening in happenings:
                digest.add(happening)
                rows.write(_row(happening.event))
                articles.write("".join(_article(happening)))
                losses.wrote()
            out.write(encoded(_head(digest)))
            rows.copy_to(out)
            out.write(encoded(_BETWEEN))
            articles.copy_to(out)
            out.write(encoded(_FOOT))


@functools.lru_cache(maxsize=16384)  # names and days come again and again
def _text(words: object) -> str:
    """Anybody's words as they may stand in the page, in an attribute too: on one line, and no markup."""
    return escape(clean(str(words)))


def _joined(parts: Iterable[str], between: str = " · ") -> str:
    return between.join(part for part in parts if part)


# --- the head, the summary and the timeline -----------------------------------------------------------


def _head(digest: Digest) -> str:
    style = importlib.resources.files("dateline.export").joinpath("data/report.css").read_text(encoding="utf-8")
    style = re.sub(r"\s*\n\s*", "\n", style).strip()
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    title = _text(phrases.title(digest))
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; \
form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Dateline">
<title>{_text(phrases.heading(digest))}</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#events">Skip to the events</a>
<header>
<p class="kicker">Situation report</p>
<h1>{title}</h1>
<p class="lede">{_text(phrases.scope(digest))}</p>
<nav aria-label="Parts of this page"><ul>
<li><a href="#summary">Summary</a></li><li><a href="#timeline">Timeline</a></li>
<li><a href="#events">Events</a></li><li><a href="#claims">Every claim</a></li>
</ul></nav>
</header>
<main>
{_summary(digest)}
{_timeline(digest)}
<section aria-labelledby="events">
<h2 id="events">Events</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="events"><table class="events">
<thead><tr><th scope="col">Event</th><th scope="col">Day</th><th scope="col">What</th><th scope="col">Where</th>
<th scope="col">Who</th><th scope="col" class="number">Killed</th><th scope="col" class="number">Reports</th></tr>
</thead>
<tbody>
"""


_BETWEEN = """</tbody></table></div>
</section>
<section aria-labelledby="claims">
<h2 id="claims">Every claim</h2>
<p class="note">Of each event: the figures that its claims come to, each claim in the words of its report with who
says so, and the sentences that tell it. A claim goes by REPORT#ENTRY.</p>
"""

_FOOT = """</section>
</main>
<footer>Made with Dateline from what reports say. It tells who claims what; it does not tell what is true.</footer>
</body>
</html>
"""


def _summary(digest: Digest) -> str:
    tiles = "".join(
        f"<li><b>{_text(best)}</b><span class='measure'>{_text(measure)}</span><small>{_text(bounds)}</small></li>\n"
        for measure, best, bounds in phrases.key_figures(digest)
    )
    summed = f"<p class='note'>{phrases.ADDED_UP}</p>"
    ranks = "".join(_rank(heading, counts) for heading, counts in phrases.lists(digest))
    figures = f"<ul class='figures'>\n{tiles}</ul>\n{summed}" if tiles else ""
    return f"""<section aria-labelledby="summary">
<h2 id="summary">Summary</h2>
{figures}
<div class="lists">
{ranks}</div>
</section>"""


def _rank(heading: str, counts: dict[str, int]) -> str:
    """A list of the most frequent, with bars."""
    ranked = phrases.ranked(counts)
    rows = "".join(
        f"<tr><th scope='row'>{_text(phrases.capital(what))}</th><td>{_bar(number / ranked[0][1])}</td>"
        f"<td>{number:,}</td></tr>\n"
        for what, number in ranked[:_RANKED]
    )
    rest = len(ranked) - _RANKED
    more = f"<p class='note'>and {rest:,} more</p>" if rest > 0 else ""
    return f"<div><h3>{heading}</h3><table class='rank'>\n{rows}</table>{more}</div>\n"


def _bar(share: float) -> str:
    return (
        "<svg viewBox='0 0 100 10' preserveAspectRatio='none' aria-hidden='true'>"
        f"<rect width='{100 * share:.1f}' height='10' rx='1'/></svg>"
    )


def _timeline(digest: Digest) -> str:
    period, columns = digest.columns()
    if not columns:
        return ""
    undated = f"{phrases.counted(digest.undated, 'event')} without a day: not drawn" if digest.undated else ""
    charts = [
        _chart(
            f"Events by the {period} in which they begin",
            period,
            columns,
            (("deed", "happened", lambda c: c.happened), ("plan", "planned, possible or denied", lambda c: c.others)),
            undated,
        )
    ]
    if any(column.killed for _, column in columns):
        killed: _Layers = (("loss", "people killed, best figures", lambda c: c.killed),)
        charts.append(_chart(f"Killed by {period}", period, columns, killed))
    return f"<section aria-labelledby='timeline'>\n<h2 id='timeline'>Timeline</h2>\n{''.join(charts)}</section>"


_Layers = Sequence[tuple[str, str, Callable[[Column], float]]]


def _chart(
    heading: str, period: str, columns: Sequence[tuple[datetime.date, Column]], layers: _Layers, note: str = ""
) -> str:
    """Columns, one upon the other where there are several layers: of each its class, what it is and its value."""
    most = max(sum(value(column) for *_, value in layers) for _, column in columns) or 1
    bars = "".join(
        _bars(n, phrases.period(start, period), column, layers, most) for n, (start, column) in enumerate(columns)
    )
    keys = " ".join(f"<span><i class='key {kind}'></i>{words}</span>" for kind, words, _ in layers)
    first, last = (phrases.period(columns[n][0], period) for n in (0, -1))
    ends = f"<span>{first}</span><span>{last}</span>" if first != last else f"<span>{first}</span>"
    label = _joined((heading, f"most {phrases.number(most)}", note), ", ")
    return f"""<figure class="chart"><figcaption><b>{heading}</b>{keys}</figcaption>
<svg role="img" aria-label="{_text(label)}" viewBox="0 0 {10 * len(columns)} 100" preserveAspectRatio="none">
{bars}</svg>
<div class="axis">{ends}</div>
<p class="note">{_joined((f"Highest column: {phrases.number(most)}", note), "; ")}.</p></figure>
"""


def _bars(n: int, when: str, column: Column, layers: _Layers, most: float) -> str:
    drawn, top = [], 100.0
    for kind, words, value in layers:
        height = 100 * value(column) / most
        if height:
            top -= height
            told = f"{when}: {phrases.number(value(column))} {words}"
            drawn.append(
                f"<rect class='{kind}' x='{10 * n + 1}' y='{top:.2f}' width='8' height='{height:.2f}'>"
                f"<title>{_text(told)}</title></rect>"
            )
    return "".join(drawn)


# --- the table ----------------------------------------------------------------------------------------


def _row(event: EventRow) -> str:
    happened = event.status in HAPPENED
    state = "" if event.status == "done" else f" <span class='tag'>{_text(event.status or 'unknown')}</span>"
    id = _text(event.id)
    return (
        f"<tr{'' if happened else ' class=other'}><th scope='row'><a href='#{id}'>{id}</a></th>"
        f"<td class='day'>{_text(phrases.when(event.start, event.end))}</td>"
        f"<td>{_text(phrases.what(event))}{state}</td>"
        f"<td>{_text(phrases.where(event.place, event.country))}</td><td>{_text(phrases.who(event))}</td>"
        f"<td class='number'>{_text(phrases.killed(event))}</td><td class='number'>{event.reports:,}</td></tr>\n"
    )


# --- an event with every claim ------------------------------------------------------------------------


def _article(happening: Happening) -> Iterator[str]:
    event = happening.event
    id = _text(event.id)
    place = phrases.where(event.place, event.country)
    precision = phrases.precision(event)
    meta = (
        f"<b>{_text(phrases.when(event.start, event.end))}</b>",
        f"<b>{_text(place)}</b>" if place else "no place given",
        _text(precision) if place else "",
    )
    state = event.status or "unknown"
    doubt = "" if state in HAPPENED else " doubt"
    yield (
        f"<article id='{id}' aria-labelledby='{id}-what'><header><h3 id='{id}-what'>{_text(phrases.what(event))} "
        f"<span class='tag{doubt}'>{_text(state)}</span> <span class='id'><a href='#{id}'>{id}</a></span></h3>"
        f"<p class='meta'>{_joined(meta)}</p>{_parties(happening)}</header>\n"
    )
    yield from _figures(happening)
    if happening.tellings:
        yield "<h4>Told in</h4><ul class='tellings'>\n"
        yield from map(_telling, happening.tellings)
        yield "</ul>"
    yield "</article>\n"


def _parties(happening: Happening) -> str:
    sides = (("by", happening.actors), ("to", happening.recipients))
    told = (f"{lead} <b>{_text(', '.join(map(phrases.party, side)))}</b>" for lead, side in sides if side)
    line = _joined(told, " ")
    return f"<p class='meta'>{line}</p>" if line else ""


def _figures(happening: Happening) -> Iterator[str]:
    """Each measure: what its claims come to, then the claims."""
    for figures, claims in phrases.by_measure(happening):
        yield from map(_figure, figures)
        yield "<ul class='claims'>\n"
        yield from map(_claim, claims)
        yield "</ul>"


def _figure(figure: FigureRow) -> str:
    best = f"<b>{_text(phrases.number(figure.best))}</b>" if figure.best is not None else ""
    return (
        f"<p class='toll'>{best}<strong>{_text(phrases.measure(figure))}</strong>"
        f"<span>{_text(phrases.figure_told(figure))}</span></p>\n"
    )


def _claim(claim: ClaimRow) -> str:
    return (
        f"<li><span class='amount'>{_text(phrases.claim_amount(claim))}</span>"
        f"<span><q dir='auto'>{_text(claim.words)}</q>{_doubt(claim)} "
        f"<span class='by'>{_text(phrases.source(claim))}</span> <span class='id'>{_text(phrases.entry(claim))}</span>"
        "</span></li>\n"
    )


def _telling(telling: TellingRow) -> str:
    copy = f"a copy of {phrases.name(telling.copy_of)}" if telling.copy_of else ""
    told = _joined((_text(phrases.source(telling)), _titled(telling), _text(copy)))
    return (
        f"<li><q dir='auto'>{_marked(telling.sentence, telling.words)}</q>{_doubt(telling)}<br>"
        f"<span class='by'>{told}</span> <span class='id'>{_text(phrases.entry(telling))}</span></li>\n"
    )


def _marked(sentence: str, words: str) -> str:
    """The sentence with the words that tell the event marked, where they first stand."""
    before, found, after = clean(sentence).partition(clean(words) or sentence)
    return f"{escape(before)}<mark>{escape(found)}</mark>{escape(after)}" if found and words.strip() else escape(before)


def _titled(telling: TellingRow) -> str:
    """The report's title, linked where its address is one of the web."""
    title = _text(phrases.name(telling.title or telling.url))
    if telling.url and _URL.fullmatch(telling.url):
        return f"<a href='{escape(telling.url)}' rel='noopener noreferrer'>{title}</a>"
    return title


def _doubt(row: ClaimRow | TellingRow) -> str:
    words = phrases.doubt(row)
    return f" <span class='tag doubt'>{words}</span>" if words else ""
