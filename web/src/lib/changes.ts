/** What a reviewer's correction changes, in words. */

import { range } from "./numbers";
import { actorName, eventWords, figureWords, placeOf, timeWords, voice } from "./record";
import { countryName, kindWords, measureWords, precisionMeaning } from "./session.svelte";
import { Text, type Span } from "./text";
import type { Actor, Event, Figure, Place, ReportRecord, Review, Statement, Time } from "./types";

export interface Change {
  field: string;
  /** Null for an entry that the reviewer added. */
  before: string | null;
  after: string;
}

type Fields = Partial<Omit<Event & Figure & Actor & Place & Statement, "id">>;
type Told = (entry: Fields, record: ReportRecord) => string;

const quoted = (record: ReportRecord, spans: readonly (Span | null | undefined)[]) =>
  spans.map((span) => (span ? `“${new Text(record.report.text).of(span)}”` : "no words")).join(" … ");
const named = (record: ReportRecord, ids: readonly string[] = []) => ids.map((id) => actorName(record, id)).join(", ") || "nobody";
const plain = (value: string | number | boolean | null | undefined) => (value === null || value === undefined ? "unknown" : String(value));

/** What each field of an entry says. A type goes with its mode, and the three numbers of a figure go together. */
const WORDS: Readonly<Record<string, Told>> = {
  type: ({ type = "", mode = null }) => kindWords(type, mode),
  measure: ({ measure = "" }) => measureWords(measure),
  number: ({ low = null, best = null, high = null }) => range({ low, best, high }),
  hedge: ({ hedge }) => plain(hedge),
  unit: ({ unit }) => unit ?? "no unit",
  factuality: ({ factuality }) => plain(factuality),
  actors: ({ actors }, record) => named(record, actors),
  recipients: ({ recipients }, record) => named(record, recipients),
  actor: ({ actor = null }, record) => actorName(record, actor) ?? "nobody",
  speaker: ({ speaker = null }, record) => actorName(record, speaker) ?? "nobody",
  place: ({ place = null }, record) => (place === null ? "no place" : (placeOf(record, place)?.name ?? place)),
  time: ({ time }) => timeWords((time ?? null) as Time | null),
  source: ({ source = null }, record) => (source === null ? "the report itself" : (voice(record, source) ?? source)),
  event: ({ event = null }, record) => (event === null ? "no event" : eventOf(record, event)),
  figures: ({ figures = [] }, record) => figures.map((id) => figureOf(record, id)).join(", ") || "no figures",
  name: ({ name }) => plain(name),
  kind: ({ kind }) => plain(kind),
  sector: ({ sector }) => plain(sector),
  country: ({ country = null }) => countryName(country) ?? "unknown",
  admin1: ({ admin1 }) => plain(admin1),
  precision: ({ precision = null }) => precisionMeaning(precision) ?? "unknown",
  gazetteer_id: ({ gazetteer_id }) => plain(gazetteer_id),
  position: ({ lat = null, lon = null }) => (lat === null || lon === null ? "unknown" : `${lat}, ${lon}`),
  trigger: ({ trigger }, record) => quoted(record, [trigger]),
  text: ({ text }, record) => quoted(record, [text]),
  cue: ({ cue }, record) => quoted(record, [cue]),
  content: ({ content = [] }, record) => quoted(record, content),
  mentions: ({ mentions = [] }, record) => quoted(record, mentions),
  direct: ({ direct }) => (direct ? "in the speaker’s words" : "in other words"),
};

/** Fields that are told under another's name. */
const UNDER: Readonly<Record<string, string>> = { mode: "type", low: "number", best: "number", high: "number", lat: "position", lon: "position" };

function eventOf(record: ReportRecord, id: string): string {
  const found = record.events.find((one) => one.id === id);
  return found ? eventWords(found) : id;
}

function figureOf(record: ReportRecord, id: string): string {
  const found = record.figures.find((one) => one.id === id);
  return found ? figureWords(found) : id;
}

/** Where the words stand: the same words may stand elsewhere too. */
const PLACED: ReadonlySet<string> = new Set(["trigger", "text", "cue", "content", "mentions", "time"]);

/** What is left to say of two values that read alike. */
const apart = (field: string, words: string) =>
  `${words}, ${PLACED.has(field) ? "elsewhere in the text" : field === "number" ? "with other bounds" : "but another"}`;

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** The fields of a review's entry that differ from the record's, but for its id and its confidence; all that it tells
 * where the record has no such entry. */
export function changes(record: ReportRecord, review: Review): Change[] {
  if (!review.payload) return [];
  const after = review.payload as Fields;
  const table = record[review.table] as readonly (Fields & { id: string })[];
  const before = table.find((one) => one.id === review.entry);
  const changed = (Object.keys(after) as (keyof Fields)[]).filter((field) => !before || !same(before[field], after[field]));
  return [...new Set(changed.map((field) => UNDER[field] ?? field))].flatMap((field) => {
    const words = WORDS[field];
    if (!words) return [];
    const [old, now] = [before ? words(before, record) : null, words(after, record)];
    return { field, before: old, after: old === now ? apart(field, now) : now };
  });
}
