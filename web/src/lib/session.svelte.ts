/** Who works here, what the service allows, and the code lists: asked for once, at the start. */

import { ApiError, change, get, useCsrf, words } from "./api";
import type { Codes, EventType, Measure, ServiceStatus, Session } from "./types";

interface State {
  phase: "starting" | "locked" | "ready" | "failed";
  problem: string | null;
  session: Session | null;
  status: ServiceStatus | null;
  codes: Codes | null;
}

export const app: State = $state({ phase: "starting", problem: null, session: null, status: null, codes: null });

export async function start(): Promise<void> {
  try {
    take(await get<Session>("/session"));
    if (app.session?.token_needed && !app.session.signed_in) {
      app.phase = "locked";
      return;
    }
    [app.status, app.codes] = await Promise.all([get<ServiceStatus>("/status"), get<Codes>("/codes")]);
    app.phase = "ready";
  } catch (error) {
    app.phase = error instanceof ApiError && error.status === 401 ? "locked" : "failed";
    app.problem = words(error);
  }
}

function take(session: Session): void {
  app.session = session;
  useCsrf(session.csrf);
}

/** Signs in with the token that `dateline serve` printed. Raises what the service says of a wrong one. */
export async function signIn(token: string): Promise<void> {
  take(await change<Session>("POST", "/session", { token, name: null }));
  await start();
}

export async function setName(name: string): Promise<void> {
  take(await change<Session>("POST", "/session", { token: null, name }));
  await refresh();
}

export async function refresh(): Promise<void> {
  app.status = await get<ServiceStatus>("/status");
}

export function canChange(): boolean {
  return app.status !== null && !app.status.read_only;
}

export function me(): string {
  return app.session?.name ?? app.status?.name ?? "you";
}

// --- code lists in words

export function eventType(name: string): EventType | undefined {
  return app.codes?.types.find((type) => type.name === name);
}

/** PLOVER's quad of a type, 0 where it has none. */
export function quad(type: string): number {
  return eventType(type)?.quad ?? 0;
}

/** `bombing`, or `assault` where no mode is told. */
export function kindWords(type: string, mode: string | null): string {
  const known = eventType(type);
  const way = mode ? known?.modes.find((one) => one.name === mode) : undefined;
  return way?.words ?? known?.words ?? [type.toLowerCase(), mode].filter(Boolean).join(", ");
}

export function measure(name: string): Measure | undefined {
  return app.codes?.measures.find((one) => one.name === name);
}

export function measureWords(name: string): string {
  return measure(name)?.words ?? name;
}

export function countryName(code: string | null): string | null {
  if (!code) return null;
  return app.codes?.countries.find((country) => country.code === code)?.name ?? code;
}

export function sectorMeaning(code: string | null): string | null {
  return code ? (app.codes?.sectors.find((sector) => sector.name === code)?.meaning ?? code) : null;
}

export function precisionMeaning(code: number | null): string | null {
  return code ? (app.codes?.precisions.find((precision) => precision.code === code)?.meaning ?? String(code)) : null;
}
