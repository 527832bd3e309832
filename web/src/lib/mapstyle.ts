/** How the map is drawn: sources and layers, in the colours of the theme. */

import type { Feature, FeatureCollection, Point, Position } from "geojson";
import type { StyleSpecification } from "maplibre-gl";
import { type Basemap, circle, RADIUS_KM } from "./basemap";
import { glyphName } from "./glyphs";
import { commonest, COUNTRY, furthest, type Spot } from "./places";
import { quad } from "./session.svelte";
import { colour } from "./theme.svelte";

const EMPTY: FeatureCollection = { type: "FeatureCollection", features: [] };
const FONT = ["system-ui", "Noto Sans", "Liberation Sans", "sans-serif"];

/** Up to which zoom near places are drawn as one, and how near that is, in pixels. */
const CLUSTER = { zoom: 6, pixels: 34 };

type Layers = StyleSpecification["layers"];

/** Land, borders and the names of countries, or the tiles of a server that was named, under what is drawn on them. */
export function baseStyle(base: Basemap, tiles: string | null): StyleSpecification {
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: base.land, attribution: "Natural Earth" },
      borders: { type: "geojson", data: { type: "Feature", properties: {}, geometry: base.borders } },
      countries: { type: "geojson", data: countryLabels(base) },
      ...(tiles ? { tiles: { type: "raster", tiles: [tiles], tileSize: 256 } as const } : {}),
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("land") } },
      ...(tiles ? [{ id: "tiles", type: "raster", source: "tiles" } as const] : []),
      {
        id: "borders", type: "line", source: "borders",
        paint: { "line-color": colour("border"), "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.6, 8, 1.4] },
      },
      {
        id: "countries", type: "symbol", source: "countries",
        filter: ["<=", ["get", "zoom"], ["zoom"]],
        layout: {
          "text-field": ["get", "name"], "text-font": FONT, "text-max-width": 7, "text-letter-spacing": 0.06, "text-padding": 8,
          "text-size": ["interpolate", ["linear"], ["zoom"], 2, 10, 7, 14], "symbol-sort-key": ["get", "zoom"],
        },
        paint: { "text-color": colour("map-ink"), "text-halo-color": colour("land"), "text-halo-width": 1 },
      },
    ],
  };
}

/** The map of the situation: the base, and on it areas, places, near places as one, and those that are marked. */
export function situationStyle(base: Basemap, tiles: string | null): StyleSpecification {
  const style = baseStyle(base, tiles);
  return {
    ...style,
    sources: {
      ...style.sources,
      areas: { type: "geojson", data: EMPTY },
      spots: {
        type: "geojson",
        data: EMPTY,
        cluster: true,
        clusterMaxZoom: CLUSTER.zoom,
        clusterRadius: CLUSTER.pixels,
        clusterProperties: { events: ["+", ["get", "events"]] },
      },
      linked: { type: "geojson", data: EMPTY },
    },
    layers: [...style.layers, ...areaLayers(), ...clusterLayers(), ...spotLayers(), ...linkedLayers()],
  };
}

/** The map on which one place is pinned. */
export function pinStyle(base: Basemap, tiles: string | null): StyleSpecification {
  const style = baseStyle(base, tiles);
  return {
    ...style,
    sources: { ...style.sources, areas: { type: "geojson", data: EMPTY }, linked: { type: "geojson", data: EMPTY } },
    layers: [...style.layers, ...areaLayers(), ...linkedLayers()],
  };
}

function areaLayers(): Layers {
  return [
    { id: "areas", type: "fill", source: "areas", paint: { "fill-color": ["get", "colour"], "fill-opacity": 0.13 } },
    {
      id: "areas-edge", type: "line", source: "areas",
      paint: { "line-color": ["get", "colour"], "line-width": 1.2, "line-opacity": 0.75, "line-dasharray": [3, 2] },
    },
  ];
}

function clusterLayers(): Layers {
  return [
    {
      id: "clusters", type: "circle", source: "spots", filter: ["has", "point_count"],
      paint: {
        "circle-color": colour("surface"), "circle-stroke-color": colour("accent"), "circle-stroke-width": 2,
        "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "events"]], 1, 10, 10, 17, 60, 30],
      },
    },
    {
      id: "cluster-counts", type: "symbol", source: "spots", filter: ["has", "point_count"],
      layout: { "text-field": ["to-string", ["get", "events"]], "text-font": FONT, "text-size": 12, "text-allow-overlap": true },
      paint: { "text-color": colour("ink") },
    },
  ];
}

function spotLayers(): Layers {
  return [
    {
      id: "spots", type: "symbol", source: "spots", filter: ["!", ["has", "point_count"]],
      layout: {
        "icon-image": ["get", "icon"], "icon-allow-overlap": true, "icon-ignore-placement": true,
        "icon-size": ["interpolate", ["linear"], ["sqrt", ["get", "events"]], 1, 0.5, 4, 0.8, 30, 1.6],
        "symbol-sort-key": ["get", "events"],
      },
      paint: { "icon-opacity": ["case", ["get", "rough"], 0.75, 1] },
    },
    {
      id: "spot-names", type: "symbol", source: "spots", filter: ["!", ["has", "point_count"]], minzoom: 4,
      layout: {
        "text-field": ["case", [">", ["get", "events"], 1], ["concat", ["get", "name"], " · ", ["to-string", ["get", "events"]]], ["get", "name"]],
        "text-font": FONT, "text-size": 12, "text-anchor": "top", "text-offset": [0, 0.9], "text-optional": true, "text-max-width": 9,
        "symbol-sort-key": ["-", 0, ["get", "events"]],
      },
      paint: { "text-color": colour("ink"), "text-halo-color": colour("land"), "text-halo-width": 1.5 },
    },
  ];
}

function linkedLayers(): Layers {
  return [
    {
      id: "linked-area", type: "fill", source: "linked", filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "fill-color": colour("accent"), "fill-opacity": 0.22 },
    },
    {
      id: "linked", type: "circle", source: "linked", filter: ["==", ["geometry-type"], "Point"],
      paint: { "circle-color": "rgba(0,0,0,0)", "circle-stroke-color": colour("focus"), "circle-stroke-width": 3, "circle-radius": 15 },
    },
  ];
}

export function spotPoints(spots: readonly Spot[]): FeatureCollection<Point> {
  return {
    type: "FeatureCollection",
    features: spots.map((spot) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [spot.lon, spot.lat] },
      properties: {
        key: spot.key,
        name: spot.name,
        events: spot.events.length,
        rough: spot.precision !== 1,
        icon: glyphName(commonest(spot.events, quad), furthest(spot.events)),
      },
    })),
  };
}

/** The areas of places known only roughly: a circle, or the outline of a country. One for each, however many spots. */
export function spotAreas(spots: readonly Spot[], base: Basemap): FeatureCollection {
  const features: Feature[] = [];
  const drawn = new Set<string>();
  for (const spot of spots) {
    const area = areaOf(spot, base);
    const key = spot.precision === COUNTRY ? (spot.country ?? spot.key) : spot.key;
    if (!area || drawn.has(key)) continue;
    drawn.add(key);
    features.push({ type: "Feature", geometry: area, properties: { key: spot.key, colour: colour(`quad-${commonest(spot.events, quad)}`) } });
  }
  return { type: "FeatureCollection", features };
}

function areaOf(spot: Pick<Spot, "lon" | "lat" | "precision" | "country">, base: Basemap): Feature["geometry"] | null {
  if (spot.precision === COUNTRY) return base.outlines.get(spot.country ?? "")?.geometry ?? null;
  const km = RADIUS_KM[spot.precision];
  return km === undefined ? null : circle(spot.lon, spot.lat, km);
}

/** The places of the events that are marked elsewhere on the page. */
export function linkedPlaces(spots: readonly Pick<Spot, "lon" | "lat" | "precision" | "country">[], base: Basemap): FeatureCollection {
  const features: Feature[] = [];
  for (const spot of spots) {
    features.push({ type: "Feature", geometry: { type: "Point", coordinates: [spot.lon, spot.lat] }, properties: {} });
    const area = areaOf(spot, base);
    if (area) features.push({ type: "Feature", geometry: area, properties: {} });
  }
  return { type: "FeatureCollection", features };
}

/** A country's name in the middle of its largest part, from the zoom at which that part is wide enough for it. */
function countryLabels(base: Basemap): FeatureCollection<Point> {
  const features: Feature<Point>[] = [];
  for (const outline of base.outlines.values()) {
    const largest = outline.geometry.coordinates.map((part) => shape(part[0] ?? [])).sort((one, other) => other.area - one.area)[0];
    if (!largest) continue;
    const zoom = Math.max(1.5, 5.2 - Math.log2(Math.sqrt(largest.area) + 0.01));
    features.push({ type: "Feature", geometry: { type: "Point", coordinates: largest.middle }, properties: { name: outline.properties.name, zoom } });
  }
  return { type: "FeatureCollection", features };
}

/** Area (square degrees) and centroid of a ring, by the shoelace formula. */
function shape(ring: readonly Position[]): { area: number; middle: Position } {
  let [twice, lon, lat] = [0, 0, 0];
  for (let n = 0; n + 1 < ring.length; n++) {
    const [x1 = 0, y1 = 0] = ring[n] ?? [];
    const [x2 = 0, y2 = 0] = ring[n + 1] ?? [];
    const cross = x1 * y2 - x2 * y1;
    twice += cross;
    lon += (x1 + x2) * cross;
    lat += (y1 + y2) * cross;
  }
  return twice ? { area: Math.abs(twice / 2), middle: [lon / (3 * twice), lat / (3 * twice)] } : { area: 0, middle: [0, 0] };
}
