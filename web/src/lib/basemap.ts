/**
 * The offline base map: Natural Earth's land and borders (1:50m, public domain) from the npm package world-atlas, and
 * the areas that stand for places known only roughly.
 */
import type { Feature, FeatureCollection, Geometry, MultiLineString, MultiPolygon, Polygon } from "geojson";
import countries from "i18n-iso-countries";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { flatRing, unwrap } from "./rings";
import atlas from "world-atlas/countries-50m.json?url";

type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;

export interface Basemap {
  land: FeatureCollection<Polygon>;
  borders: MultiLineString;
  /** Country outlines by ISO 3166-1 alpha-3. */
  outlines: ReadonlyMap<string, Outline>;
}

let loaded: Promise<Basemap> | null = null;

export function basemap(): Promise<Basemap> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Basemap> {
  const answer = await fetch(atlas);
  const world = (await answer.json()) as Atlas;
  const outlines = new Map<string, Outline>();
  const drawn = flat(feature(world, world.objects.countries));
  for (const country of drawn) {
    const code = countries.numericToAlpha3(String(country.id ?? ""));
    if (code) outlines.set(code, country);
  }
  return {
    land: islands(drawn),
    borders: { type: "MultiLineString", coordinates: mesh(world, world.objects.countries, (one, other) => one !== other).coordinates.map(unwrap) },
    outlines,
  };
}

type Outline = Feature<MultiPolygon, { name: string }>;

/** The countries for a flat map. */
function flat(countries: FeatureCollection<Geometry, { name: string }>): Outline[] {
  return countries.features.map(({ geometry, ...country }) => {
    const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.type === "MultiPolygon" ? geometry.coordinates : [];
    return { ...country, geometry: { type: "MultiPolygon", coordinates: parts.map((rings) => rings.map(flatRing)) } };
  });
}

/** Land, each island for itself. */
function islands(countries: readonly Outline[]): FeatureCollection<Polygon> {
  const parts = countries.flatMap((country) => country.geometry.coordinates);
  return {
    type: "FeatureCollection",
    features: parts.map((coordinates) => ({ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates } })),
  };
}

/**
 * How far round its point a place is drawn, in km, by UCDP's where_prec. 2 is the codebook's own ("within a 25 km
 * radius"); a district (3), a province (4) and a stretch (5) have no radius there, and ours only show the order of size.
 * A country (6) is drawn by its outline; 7 is nowhere.
 */
export const RADIUS_KM: Readonly<Record<number, number>> = { 2: 25, 3: 40, 4: 90, 5: 60 };

const KM_PER_DEGREE = 111.32;

export function circle(lon: number, lat: number, km: number): Polygon {
  const ring = Array.from({ length: 49 }, (_, n) => {
    const angle = (n / 48) * 2 * Math.PI;
    const north = (km * Math.sin(angle)) / KM_PER_DEGREE;
    const east = (km * Math.cos(angle)) / (KM_PER_DEGREE * Math.max(0.05, Math.cos((lat * Math.PI) / 180)));
    return [lon + east, lat + north];
  });
  return { type: "Polygon", coordinates: [ring] };
}
