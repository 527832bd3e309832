/** A record as the page draws it: where its entries stand in the text, and what they say in words. */

import { period } from "./days";
import type { Mark } from "./marks";
import { range } from "./numbers";
import { kindWords, measureWords } from "./session.svelte";
import type { Event, Figure, Place, ReportRecord, Statement, Table, Time } from "./types";
import type { Span, Text } from "./text";

/** Parts of a report that carry no news of their own: dimmed. */
export const FURNITURE: ReadonlySet<string> = new Set(["byline", "credit", "boilerplate", "dateline"]);

export function marksOf(record: ReportRecord): Mark[] {
  const marks: Mark[] = [];
  const put = (layer: Mark["layer"], entry: string, span: Span | null | undefined) => {
    if (span) marks.push({ layer, entry, start: span.start, end: span.end });
  };
  for (const statement of record.statements) {
    put("statement", statement.id, statement.cue);
    for (const span of statement.content) put("statement", statement.id, span);
  }
  for (const event of record.events) {
    put("event", event.id, event.trigger);
    put("time", event.id, event.time?.text);
  }
  for (const figure of record.figures) {
    put("figure", figure.id, figure.text);
    put("time", figure.id, figure.time?.text);
  }
  for (const actor of record.actors) for (const span of actor.mentions) put("actor", actor.id, span);
  for (const place of record.places) for (const span of place.mentions) put("place", place.id, span);
  return marks;
}

/** The table that an entry stands in; null where the record has no such entry. */
export function tableOf(record: ReportRecord, entry: string): Table | null {
  const tables: readonly Table[] = ["events", "figures", "actors", "places", "statements"];
  return tables.find((table) => record[table].some((one) => one.id === entry)) ?? null;
}

/** Where an entry first stands. */
export function spanOf(record: ReportRecord, entry: string): Span | null {
  const marks = marksOf(record).filter((mark) => mark.entry === entry && mark.layer !== "time");
  return marks.sort((one, other) => one.start - other.start)[0] ?? null;
}

export function actorName(record: ReportRecord, id: string | null): string | null {
  return id === null ? null : (record.actors.find((actor) => actor.id === id)?.name ?? id);
}

export function placeOf(record: ReportRecord, id: string | null): Place | null {
  return id === null ? null : (record.places.find((place) => place.id === id) ?? null);
}

/** Who vouches for an entry: the speaker of its statement, or null for the report's own voice. */
export function voice(record: ReportRecord, source: string | null): string | null {
  const statement = record.statements.find((one) => one.id === source);
  return statement ? (actorName(record, statement.speaker) ?? "an unnamed speaker") : null;
}

export function timeWords(time: Time | null): string {
  return time ? period(time.start, time.end) : "no day";
}

export function eventWords(event: Event): string {
  return kindWords(event.type, event.mode);
}

export function figureWords(figure: Figure): string {
  return `${measureWords(figure.measure)}: ${range(figure)}${figure.unit ? ` ${figure.unit}` : ""}`;
}

export function statementWords(record: ReportRecord, statement: Statement, text: Text): string {
  const said = statement.content.map((span) => text.of(span)).join(" … ");
  return `${actorName(record, statement.speaker) ?? "Somebody"}: ${said}`;
}

/** The events and figures of a record in the order of the text. */
export function inOrder(record: ReportRecord): string[] {
  const entries = [
    ...record.events.map((event) => ({ id: event.id, at: event.trigger.start })),
    ...record.figures.map((figure) => ({ id: figure.id, at: figure.text.start })),
  ];
  return entries.sort((one, other) => one.at - other.at).map((entry) => entry.id);
}
