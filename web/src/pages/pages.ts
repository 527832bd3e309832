/** The pages: their address, their key after `g`, and how each is loaded (when it is first opened). */

import type { Component } from "svelte";

export interface Page {
  path: string;
  title: string;
  /** The key after `g`; null for pages that need to know of what. */
  key: string | null;
  /** Whether it has a place in the bar at the top. */
  listed: boolean;
  /** Whether it fills the window, its parts scrolling by themselves. */
  fills: boolean;
  /** A component that takes the `id` of the address, or nothing. */
  load: () => Promise<{ default: Component<never> }>;
}

export const PAGES: readonly Page[] = [
  { path: "situation", title: "Situation", key: "s", listed: true, fills: true, load: () => import("./Situation.svelte") },
  { path: "reports", title: "Reports", key: "r", listed: true, fills: false, load: () => import("./Reports.svelte") },
  { path: "review", title: "Review", key: "v", listed: true, fills: true, load: () => import("./Review.svelte") },
  { path: "actors", title: "Actors", key: "a", listed: true, fills: true, load: () => import("./Actors.svelte") },
  { path: "places", title: "Places", key: "p", listed: true, fills: true, load: () => import("./Places.svelte") },
  { path: "add", title: "Add", key: "d", listed: true, fills: false, load: () => import("./Add.svelte") },
  { path: "export", title: "Export", key: "x", listed: true, fills: false, load: () => import("./Export.svelte") },
  { path: "report", title: "Report", key: null, listed: false, fills: true, load: () => import("./Report.svelte") },
  { path: "event", title: "Event", key: null, listed: false, fills: false, load: () => import("./Event.svelte") },
  { path: "agreement", title: "Agreement", key: null, listed: false, fills: false, load: () => import("./Agreement.svelte") },
];

export function pageOf(path: string): Page | undefined {
  return PAGES.find((page) => page.path === path);
}
