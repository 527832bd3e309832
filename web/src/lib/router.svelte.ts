/**
 * The address bar holds the state: `#/report/afp-1?entry=e3`. A fragment needs nothing of the server, and a page
 * opened from a bookmark is the page that was left.
 */

export type Query = Readonly<Record<string, string>>;

export interface Route {
  page: string;
  id: string | null;
  query: Query;
}

export const HOME = "situation";

/** Reads `#/page/id?key=value`. What cannot be decoded is taken as it stands. */
export function parse(hash: string): Route {
  const [path = "", search = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const [page = "", ...rest] = path.split("/");
  return {
    page: page || HOME,
    id: rest.length ? decode(rest.join("/")) : null,
    query: Object.fromEntries(new URLSearchParams(search)),
  };
}

function decode(words: string): string {
  try {
    return decodeURIComponent(words);
  } catch {
    return words;
  }
}

/** The address of a page; empty values are left out, keys are sorted so that one state has one address. */
export function href(page: string, id: string | null = null, query: Record<string, string | null | undefined> = {}): string {
  const kept = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  kept.sort(([one], [other]) => (one < other ? -1 : 1));
  const search = new URLSearchParams(kept).toString();
  return `#/${page}${id === null ? "" : `/${encodeURIComponent(id)}`}${search ? `?${search}` : ""}`;
}

export const route: Route = $state(parse(location.hash));

function follow(): void {
  Object.assign(route, parse(location.hash));
}

addEventListener("hashchange", follow);

/** Goes to an address. `replace` leaves no step in the browser's history: for a state that changes all the time. */
export function go(address: string, { replace = false } = {}): void {
  if (address === location.hash) return;
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  follow();
}

/** Changes parts of the query of this page; null takes one away. */
export function setQuery(changes: Record<string, string | null>, { replace = true } = {}): void {
  go(href(route.page, route.id, { ...route.query, ...changes }), { replace });
}
