/** Marks on a text, cut into runs: stretches over which the same marks lie, so that overlapping ones can be drawn. */

import type { Span } from "./text";

export const LAYERS = ["event", "figure", "actor", "place", "time", "statement"] as const;
export type Layer = (typeof LAYERS)[number];

export interface Mark extends Span {
  layer: Layer;
  /** The entry of the record that the mark belongs to. */
  entry: string;
}

export interface Run extends Span {
  marks: readonly Mark[];
}

/** Cuts `[start, end)` wherever a mark begins or ends. Marks that reach beyond are cut; empty ones are nowhere. */
export function runs(marks: readonly Mark[], { start, end }: Span): Run[] {
  const inside = marks.filter((mark) => mark.start < end && mark.end > start && mark.start < mark.end);
  const cuts = new Set([start, end]);
  for (const mark of inside) {
    cuts.add(Math.max(mark.start, start));
    cuts.add(Math.min(mark.end, end));
  }
  const edges = [...cuts].sort((one, other) => one - other);
  return edges.slice(1).map((edge, n) => {
    const from = edges[n] ?? start;
    return { start: from, end: edge, marks: inside.filter((mark) => mark.start <= from && mark.end >= edge) };
  });
}

/** The entries under a run, the one with the shortest mark first: the most particular is chosen first. */
export function entriesAt(run: Run): string[] {
  const byLength = [...run.marks].sort((one, other) => one.end - one.start - (other.end - other.start));
  return [...new Set(byLength.map((mark) => mark.entry))];
}
