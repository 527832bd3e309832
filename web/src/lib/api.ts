/** The one way to the service: JSON under /api/v1, changes with the session's CSRF token. */

import type { Columns } from "./types";

export const BASE = "/api/v1";

export type Params = Record<string, string | number | null | undefined>;

/** What the service refused, in its own words: what was wrong, where, what to do. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

let csrf: string | null = null;

export function useCsrf(token: string | null): void {
  csrf = token;
}

export function url(path: string, params: Params = {}): string {
  const given = Object.entries(params).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return `${BASE}${path}${search ? `?${search}` : ""}`;
}

/** A path with every value encoded: report ids may hold any character. */
export function path(parts: TemplateStringsArray, ...values: string[]): string {
  return String.raw({ raw: parts }, ...values.map(encodeURIComponent));
}

export async function get<Answer>(where: string, params: Params = {}, signal?: AbortSignal): Promise<Answer> {
  return answer(await ask(url(where, params), { signal: signal ?? null }));
}

export async function change<Answer>(method: "POST" | "PATCH" | "DELETE", where: string, body?: unknown): Promise<Answer> {
  const form = body instanceof FormData;
  const headers: Record<string, string> = {};
  if (csrf) headers["X-Dateline-CSRF"] = csrf;
  if (body !== undefined && !form) headers["Content-Type"] = "application/json";
  const payload = body === undefined ? null : form ? body : JSON.stringify(body);
  return answer(await ask(url(where), { method, headers, body: payload }));
}

async function ask(where: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(where, { ...init, credentials: "same-origin" });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError(0, "The service does not answer. Is `dateline serve` still running?");
  }
}

async function answer<Answer>(response: Response): Promise<Answer> {
  if (response.status === 204) return undefined as Answer;
  if (response.ok) return (await response.json()) as Answer;
  const body: unknown = await response.json().catch(() => null);
  throw new ApiError(response.status, told(body) ?? `The service answered ${response.status} ${response.statusText}.`);
}

function told(problem: unknown): string | null {
  if (typeof problem !== "object" || problem === null || !("detail" in problem)) return null;
  return typeof problem.detail === "string" ? problem.detail : null;
}

/** Rows of a table in columns, as objects. */
export function objects<Row>({ columns, rows }: Columns): Row[] {
  return rows.map((row) => Object.fromEntries(columns.map((column, n) => [column, row[n]])) as Row);
}

export function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
