/** What the service answers (docs/api.md). Days are `YYYY-MM-DD`, offsets code points, unknown is null. */

import type { Span } from "./text";

export type Status = "done" | "under way" | "denied" | "announced" | "possible";
export type Factuality = "actual" | "future" | "hypothetical" | "negated";
export type Table = "events" | "figures" | "actors" | "places" | "statements";
export type Act = "accept" | "correct" | "reject" | "add";

// --- session and codes

export interface Session {
  signed_in: boolean;
  name: string | null;
  csrf: string | null;
  token_needed: boolean;
}

export interface ServiceStatus {
  api: string;
  version: string;
  read_only: boolean;
  tiles: string | null;
  name: string | null;
  revision: string;
  limits: { upload_bytes: number; files: number };
  casefile: {
    name: string;
    reports: number;
    mentions: number;
    events: number;
    claims: number;
    decisions: number;
    cut: number;
    models: { model: string | null; reports: number }[];
    first_day: string | null;
    last_day: string | null;
    reviews: number;
  };
}

export interface Mode {
  name: string;
  words: string;
  meaning: string;
}

export interface EventType extends Mode {
  quad: 1 | 2 | 3 | 4 | null;
  modes: Mode[];
}

export interface Measure extends Mode {
  people: boolean;
  unit: string | null;
}

export interface Meaning {
  name: string;
  meaning: string;
}

export interface Codes {
  types: EventType[];
  quads: Record<string, string>;
  sectors: Meaning[];
  measures: Measure[];
  factualities: Meaning[];
  statuses: Status[];
  actor_kinds: string[];
  hedges: string[];
  segment_kinds: string[];
  precisions: { code: number; meaning: string }[];
  rules: string[];
  countries: { code: string; name: string }[];
  formats: { name: string; suffix: string; meaning: string }[];
}

// --- situation

export interface Columns {
  columns: string[];
  rows: unknown[][];
  total: number;
}

export interface EventRow {
  id: string;
  type: string;
  mode: string | null;
  status: Status | null;
  start: string | null;
  end: string | null;
  place: string | null;
  country: string | null;
  admin1: string | null;
  lat: number | null;
  lon: number | null;
  precision: number | null;
  actors: string[];
  recipients: string[];
  killed_low: number | null;
  killed_best: number | null;
  killed_high: number | null;
  reports: number;
  mentions: number;
  publishers: string[];
  confidence: number | null;
  pinned: boolean;
}

export interface PeriodRow {
  start: string | null;
  unit: string | null;
  low: number | null;
  best: number | null;
  high: number | null;
  events: number;
}

export interface ClaimDot {
  event: string;
  report: string;
  entry: string;
  measure: string;
  words: string;
  low: number | null;
  best: number | null;
  high: number | null;
  hedge: string;
  unit: string | null;
  counts: string | null;
  speaker: string | null;
  publisher: string | null;
  published: string | null;
  factuality: Factuality;
  day: string | null;
}

export interface MeasureCount {
  measure: string;
  unit: string | null;
  events: number;
  claims: number;
}

// --- one event

export interface Party {
  name: string;
  raw: string[];
  kind: string;
  country: string | null;
  sector: string | null;
  actor: string | null;
}

export interface Claim {
  report: string;
  entry: string;
  measure: string;
  unit: string | null;
  whom: string | null;
  low: number | null;
  best: number | null;
  high: number | null;
  hedge: string;
  tally: string | null;
  words: string;
  at: number;
  sentence: string;
  speaker: string | null;
  voice: string | null;
  source: string | null;
  publisher: string | null;
  published: string | null;
  start: string | null;
  end: string | null;
  factuality: Factuality;
  copy_of: string | null;
  caption: boolean;
  reason?: string;
}

export interface Toll {
  measure: string;
  unit: string | null;
  whom: string | null;
  low: number | null;
  best: number | null;
  high: number | null;
  fewer: boolean;
  more: boolean;
  rule: string;
  chosen: string | null;
  standing: Claim[];
  set_aside: Claim[];
}

export interface Telling {
  report: string;
  entry: string;
  type: string;
  mode: string | null;
  factuality: Factuality;
  words: string;
  at_start: number;
  at_end: number;
  sentence: string;
  start: string | null;
  end: string | null;
  place: string | null;
  speaker: string | null;
  publisher: string | null;
  published: string | null;
  title: string | null;
  url: string | null;
  copy_of: string | null;
  confidence: number;
}

export interface Decision {
  verdict: "same" | "different";
  one: string;
  other: string;
  by: string;
  at: string;
  chance: number | null;
  reasons: string[];
  parts: { sign: string; weight: number }[];
}

export interface Step {
  at: string;
  by: string;
  change: string;
  before: string[];
  after: string[];
  members: string[];
}

export interface Contradiction {
  kind: "figure" | "place" | "day" | "status";
  told: string;
  entries: string[];
}

export interface EventDetail {
  asked: string;
  event: EventRow;
  days: { start: string | null; end: string | null; precision: number | null } | null;
  actors: Party[];
  recipients: Party[];
  stages: { published: string | null; state: Status; reports: string[] }[];
  tolls: Toll[];
  tellings: Telling[];
  decisions: Decision[];
  history: Step[];
  members: string[];
  contradictions: Contradiction[];
}

// --- reports and records

export interface ReportRow {
  report: string;
  version: number;
  date: string | null;
  publisher: string | null;
  title: string | null;
  url: string | null;
  language: string | null;
  model: string | null;
  copy_of: string | null;
  added: string;
  events: number;
  figures: number;
  characters: number;
  start: string;
  reviewers: string[];
}

export interface Segment extends Span {
  kind: string;
}

export interface Time {
  start: string;
  end: string;
  text: Span | null;
}

export interface Actor {
  id: string;
  name: string;
  kind: string;
  country: string | null;
  sector: string | null;
  mentions: Span[];
}

export interface Place {
  id: string;
  name: string;
  country: string | null;
  admin1: string | null;
  lat: number | null;
  lon: number | null;
  precision: number | null;
  gazetteer_id: string | null;
  mentions: Span[];
}

export interface Event {
  id: string;
  type: string;
  mode: string | null;
  trigger: Span;
  actors: string[];
  recipients: string[];
  place: string | null;
  time: Time | null;
  factuality: Factuality;
  source: string | null;
  figures: string[];
  confidence: number;
}

export interface Figure {
  id: string;
  measure: string;
  text: Span;
  low: number | null;
  best: number | null;
  high: number | null;
  hedge: string;
  unit: string | null;
  actor: string | null;
  place: string | null;
  time: Time | null;
  factuality: Factuality;
  source: string | null;
  event: string | null;
  confidence: number;
}

export interface Statement {
  id: string;
  speaker: string | null;
  cue: Span | null;
  content: Span[];
  direct: boolean;
}

export interface ReportRecord {
  report: { id: string; date: string | null; publisher: string | null; title: string | null; url: string | null; text: string };
  segments: Segment[];
  sentences: Span[];
  actors: Actor[];
  places: Place[];
  events: Event[];
  figures: Figure[];
  statements: Statement[];
}

export interface ReportDetail {
  report: ReportRow;
  record: ReportRecord;
  members: Record<string, string>;
  versions: { version: number; current: boolean; model: string | null; added: string; events: number }[];
  copies: { report: string; publisher: string | null; date: string | null; title: string | null; relation: "original" | "copy" }[];
  coverage: { sentences: number; silent: number[] };
  reviews: Review[];
  order: string[];
}

export interface Unreadable {
  where: string;
  reason: string;
  advice: string;
}

export interface Job {
  id: string;
  state: "waiting" | "running" | "done" | "failed" | "stopped";
  by: string;
  made: string;
  started: string | null;
  ended: string | null;
  files: string[];
  seen: number;
  now: string | null;
  error: string | null;
  added: {
    new: string[];
    changed: string[];
    unchanged: string[];
    unreadable: Unreadable[];
    skipped: string[];
    notes: string[];
    cut: number;
  } | null;
}

// --- review

export type Entry = Event | Figure | Actor | Place | Statement;

export interface Review {
  number: number;
  report: string;
  version: number;
  entry: string | null;
  table: Table;
  act: Act;
  payload: Entry | null;
  by: string;
  at: string;
  settles: boolean;
  note: string | null;
}

export interface QueueItem {
  report: string;
  version: number;
  entry: string;
  table: "events" | "figures";
  kind: string;
  words: string;
  sentence: string;
  at_start: number;
  at_end: number;
  confidence: number;
  event: string | null;
  publisher: string | null;
  published: string | null;
  title: string | null;
  score: number;
  uncertainty: number;
  importance: number;
  reasons: string[];
  reviewed_by: string[];
  mine: Act | null;
}

export interface Agreement {
  a: string;
  b: string;
  both: number;
  alike: number;
  share: number | null;
  kappa: number | null;
  kappa_reason: string | null;
  differences: { entry: string; table: Table; a: Review | null; b: Review | null; settled: Review | null }[];
  only_a: number;
  only_b: number;
}

export interface PairAgreement {
  a: string;
  b: string;
  reports: number;
  both: number;
  alike: number;
  share: number | null;
  kappa: number | null;
  open: number;
}

// --- actors and places

export interface ActorRow {
  id: string;
  name: string;
  aliases: string[];
  kind: string;
  country: string | null;
  sector: string | null;
  reports: number;
  events: number;
  edited: boolean;
}

export interface Edit {
  number: number;
  name: string;
  change: "merge" | "split" | "set";
  payload: Record<string, unknown>;
  by: string;
  at: string;
}

export interface RawName {
  name: string;
  id: string;
  country: string | null;
  reports: number;
  events: number;
}

export interface Details {
  names: RawName[];
  words: [string, number][];
  events_list: string[];
  reports_list: { report: string; entry: string; publisher: string | null; date: string | null; title: string | null }[];
  edits: Edit[];
}

export interface PlaceRow {
  id: string;
  name: string;
  aliases: string[];
  country: string | null;
  admin1: string | null;
  lat: number | null;
  lon: number | null;
  precision: number | null;
  gazetteer_id: string | null;
  reports: number;
  events: number;
  edited: boolean;
  pinned: boolean;
}

export interface GazetteerPlace {
  name: string;
  country: string | null;
  admin1: string | null;
  lat: number;
  lon: number;
  gazetteer_id: string;
  population: number | null;
  precision: number | null;
}

// --- export

export interface LossReport {
  format: string;
  written: number;
  left_out: { reason: string; events: number }[];
  unfilled: { field: string; rows: number }[];
  coarsened: { was: string; became: string; rows: number }[];
  not_held: { what: string; rows: number }[];
}
