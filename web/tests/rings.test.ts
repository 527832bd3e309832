import type { Position } from "geojson";
import { describe, expect, it } from "vitest";
import atlas from "world-atlas/countries-50m.json";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { flatRing, unwrap } from "../src/lib/rings";

describe("unwrap", () => {
  it("leaves points alone that do not cross the antimeridian", () => {
    expect(unwrap([[0, 0], [10, 5], [-20, 7]])).toEqual([[0, 0], [10, 5], [-20, 7]]);
  });

  it("goes on beyond 180 where a line crosses it", () => {
    expect(unwrap([[170, 0], [-175, 5], [179, 7]])).toEqual([[170, 0], [185, 5], [179, 7]]);
  });
});

describe("flatRing", () => {
  it("leads a ring that goes round a pole along the edge of the world", () => {
    const ring = flatRing([[-180, -70], [-60, -75], [60, -75], [179, -70], [-180, -70]]);
    expect(ring.at(-1)).toEqual(ring[0]);
    expect(ring.some(([, lat]) => lat === -89.9)).toBe(true);
  });

  it("leaves no edge across half the world in any country of the atlas, but along a pole", () => {
    const world = atlas as unknown as Topology<{ countries: GeometryCollection }>;
    const rings = feature(world, world.objects.countries).features.flatMap(({ geometry }): Position[][] =>
      geometry.type === "Polygon" ? geometry.coordinates : geometry.type === "MultiPolygon" ? geometry.coordinates.flat() : [],
    );
    for (const ring of rings.map(flatRing))
      ring.slice(1).forEach(([lon = 0, lat = 0], n) => {
        if (Math.abs(lat) < 89) expect(Math.abs(lon - (ring[n]?.[0] ?? 0))).toBeLessThan(180);
      });
  });
});
