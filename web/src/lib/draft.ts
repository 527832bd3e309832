/** Entries as a reviewer makes them: empty ones to fill, and copies to correct. Unknown stays null. */

import type { Span, Text } from "./text";
import type { Actor, Entry, Event, Figure, Place, Table } from "./types";

/** Tables that a reviewer can add to by marking words. */
export const ADDABLE = ["events", "figures", "actors", "places"] as const;
export type Addable = (typeof ADDABLE)[number];

export function emptyEntry(table: Addable, span: Span, text: Text): Entry {
  const { start, end } = span;
  switch (table) {
    case "events":
      return {
        id: "new", type: "ASSAULT", mode: null, trigger: { start, end }, actors: [], recipients: [], place: null, time: null,
        factuality: "actual", source: null, figures: [], confidence: 1,
      } satisfies Event;
    case "figures":
      return {
        id: "new", measure: "killed", text: { start, end }, ...numbers(text.of(span)), hedge: "exact", unit: null, actor: null, place: null,
        time: null, factuality: "actual", source: null, event: null, confidence: 1,
      } satisfies Figure;
    case "actors":
      return { id: "new", name: text.of(span), kind: "group", country: null, sector: null, mentions: [{ start, end }] } satisfies Actor;
    case "places":
      return {
        id: "new", name: text.of(span), country: null, admin1: null, lat: null, lon: null, precision: null, gazetteer_id: null,
        mentions: [{ start, end }],
      } satisfies Place;
  }
}

/** The number that words are written with, if there is just one: `1,200 people` gives 1200; a form to correct, not a reader. */
function numbers(words: string): { low: number | null; best: number | null; high: number | null } {
  const found = words.match(/\d[\d,]*(?:\.\d+)?/g) ?? [];
  const value = found.length === 1 ? Number(found[0].replaceAll(",", "")) : Number.NaN;
  return Number.isNaN(value) ? { low: null, best: null, high: null } : { low: value, best: value, high: value };
}

/** The span of an entry that a reviewer can move: an event's trigger, a figure's words, the first mention of others. */
export function mainSpan(table: Table, entry: Entry): Span | null {
  if (table === "events") return (entry as Event).trigger;
  if (table === "figures") return (entry as Figure).text;
  if (table === "actors" || table === "places") return (entry as Actor | Place).mentions[0] ?? null;
  return null;
}

export function withSpan(table: Table, entry: Entry, span: Span): Entry {
  const { start, end } = span;
  if (table === "events") return { ...(entry as Event), trigger: { start, end } };
  if (table === "figures") return { ...(entry as Figure), text: { start, end } };
  if (table === "actors" || table === "places") {
    const named = entry as Actor | Place;
    return { ...named, mentions: [{ start, end }, ...named.mentions.slice(1)] };
  }
  return entry;
}
