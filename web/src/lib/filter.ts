/**
 * Which events are shown. The light rows are all on hand, so all but the search in sentences is decided here, at
 * once; the rules are those of the service (docs/casefile.md, Questions).
 */

import type { EventRow } from "./types";

export interface Wanted {
  type: string;
  mode: string;
  actor: string;
  place: string;
  country: string;
  status: string;
  publisher: string;
  since: string;
  until: string;
  min_killed: string;
  text: string;
}

export const FIELDS = [
  "text", "type", "mode", "status", "actor", "place", "country", "publisher", "since", "until", "min_killed",
] as const satisfies readonly (keyof Wanted)[];

export const NOTHING = Object.fromEntries(FIELDS.map((field) => [field, ""])) as unknown as Wanted;

export function wantedOf(query: Readonly<Record<string, string>>): Wanted {
  return Object.fromEntries(FIELDS.map((field) => [field, query[field] ?? ""])) as unknown as Wanted;
}

/** The test of one event: everything asked for must hold, but days, which `mayLieIn` tests. */
export function matcher(wanted: Wanted): (event: EventRow) => boolean {
  const tests: ((event: EventRow) => boolean)[] = [];
  const { type, mode, status, country, publisher } = wanted;
  if (type) tests.push((event) => event.type === type);
  if (mode) tests.push((event) => event.mode === mode);
  if (status) tests.push((event) => event.status === status);
  if (country) tests.push((event) => event.country === country);
  if (publisher) tests.push((event) => event.publishers.includes(publisher));
  if (wanted.actor) {
    const part = fold(wanted.actor);
    tests.push((event) => [...event.actors, ...event.recipients].some((name) => fold(name).includes(part)));
  }
  if (wanted.place) {
    const part = fold(wanted.place);
    tests.push((event) => [event.place, event.admin1].some((name) => name !== null && fold(name).includes(part)));
  }
  const least = Number(wanted.min_killed);
  if (wanted.min_killed && !Number.isNaN(least))
    tests.push((event) => (event.killed_best ?? event.killed_low ?? -1) >= least);
  return (event) => tests.every((test) => test(event));
}

/** Whether an event may have happened between two days, inclusive. Undated events are not found once a day is asked. */
export function mayLieIn(event: EventRow, since: string, until: string): boolean {
  if (!since && !until) return true;
  const start = event.start ?? event.end;
  const end = event.end ?? event.start;
  if (start === null || end === null) return false;
  return (!since || end >= since) && (!until || start <= until);
}

function fold(words: string): string {
  return words.toLowerCase();
}
