/** Events gathered by where they were, as the map draws them. */

import type { EventRow, Status } from "./types";

export interface Spot {
  key: string;
  name: string;
  country: string | null;
  lon: number;
  lat: number;
  precision: number;
  events: EventRow[];
}

/** UCDP's where_prec from which on a place is the outline of a country, and from which on it is nowhere. */
export const COUNTRY = 6;
export const NOWHERE = 7;

export function spotKey(event: EventRow): string | null {
  if (event.lat === null || event.lon === null || event.precision === NOWHERE) return null;
  return `${event.lon},${event.lat},${event.precision ?? 0}`;
}

export function gather(events: readonly EventRow[]): { spots: Spot[]; nowhere: number } {
  const spots = new Map<string, Spot>();
  let nowhere = 0;
  for (const event of events) {
    const key = spotKey(event);
    if (key === null || event.lat === null || event.lon === null) {
      nowhere += 1;
      continue;
    }
    const spot = spots.get(key);
    if (spot) spot.events.push(event);
    else
      spots.set(key, {
        key,
        name: event.place ?? "unnamed",
        country: event.country,
        lon: event.lon,
        lat: event.lat,
        precision: event.precision ?? NOWHERE,
        events: [event],
      });
  }
  return { spots: [...spots.values()], nowhere };
}

const REACHED: readonly Status[] = ["done", "under way", "announced", "possible", "denied"];

/** The furthest that any of these events got: one that happened is not hidden behind one that was only announced. */
export function furthest(events: readonly EventRow[]): Status {
  return REACHED.find((status) => events.some((event) => event.status === status)) ?? "done";
}

/** The quad that most of these events have; of two alike the more conflictual. */
export function commonest(events: readonly EventRow[], quadOf: (type: string) => number): number {
  const tally = [0, 0, 0, 0, 0];
  for (const event of events) tally[quadOf(event.type)] = (tally[quadOf(event.type)] ?? 0) + 1;
  return tally.lastIndexOf(Math.max(...tally));
}
