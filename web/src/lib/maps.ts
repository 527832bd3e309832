/** Opens a map: the library, its worker and the base map are loaded when the first one is. */

import type { Map as Drawn, StyleSpecification } from "maplibre-gl";
import { basemap, type Basemap } from "./basemap";

export interface Opened {
  map: Drawn;
  base: Basemap;
}

export interface View {
  zoom: number;
  lat: number;
  lon: number;
}

export const WORLD: View = { zoom: 1.2, lat: 25, lon: 20 };

export const NO_MAP = "This browser draws no map (it has no WebGL).";

/** Draws a map into an element. Raises where the browser cannot. */
export async function openMap(element: HTMLElement, style: (base: Basemap) => StyleSpecification, view: View): Promise<Opened> {
  const [library, worker, base] = await Promise.all([
    import("maplibre-gl"),
    import("maplibre-gl/dist/maplibre-gl-worker.mjs?url"),
    basemap(),
    import("maplibre-gl/dist/maplibre-gl.css"),
  ]);
  // A whole address of this host: the worker is then started from it, and not from a blob.
  library.setWorkerUrl(new URL(worker.default, location.href).href);
  const map = new library.Map({
    container: element,
    style: style(base),
    center: [view.lon, view.lat],
    zoom: view.zoom,
    maxZoom: 12,
    dragRotate: false,
    pitchWithRotate: false,
    attributionControl: { compact: true },
    fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
  return { map, base };
}
