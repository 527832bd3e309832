/** Rings for a flat map. world-atlas is made for a globe, where a ring may cross the antimeridian or go round a pole. */

import type { Position } from "geojson";

const ROUND = 360;
const POLE = 89.9;

/** The points with their longitudes made continuous, beyond ±180 where need be. A line or a ring. */
export function unwrap(points: readonly Position[]): Position[] {
  let last: number | null = null;
  return points.map(([lon = 0, lat = 0]) => {
    const turns: number = last === null ? 0 : Math.round((last - lon) / ROUND);
    last = lon + turns * ROUND;
    return [last, lat];
  });
}

/** A ring for a flat map: unwrapped, and led along the edge of the world where it goes round a pole. */
export function flatRing(ring: readonly Position[]): Position[] {
  const points = unwrap(ring);
  const [first, end] = [points[0], points.at(-1)];
  if (!first || !end || Math.abs((end[0] ?? 0) - (first[0] ?? 0)) < ROUND / 2) return points;
  const pole = (first[1] ?? 0) < 0 ? -POLE : POLE;
  return [...points, [end[0] ?? 0, pole], [first[0] ?? 0, pole], first];
}
