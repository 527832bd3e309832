import { describe, expect, it } from "vitest";
import { changes } from "../src/lib/changes";
import type { Event, ReportRecord, Review } from "../src/lib/types";

const TEXT = "The army shelled Azmarin on Sunday, killing 12. The army shelled it again.";

const EVENT: Event = {
  id: "e1", type: "ASSAULT", mode: null, trigger: { start: 9, end: 16 }, actors: ["a1"], recipients: [], place: "p1",
  time: { start: "2019-02-17", end: "2019-02-17", text: { start: 25, end: 34 } }, factuality: "actual", source: null,
  figures: [], confidence: 0.8,
};

const RECORD = {
  report: { id: "r", date: "2019-02-18", publisher: null, title: null, url: null, text: TEXT },
  segments: [], sentences: [], statements: [],
  actors: [{ id: "a1", name: "The army", kind: "state", country: "SYR", sector: "MIL", mentions: [{ start: 0, end: 8 }] }],
  places: [{ id: "p1", name: "Azmarin", country: "SYR", admin1: null, lat: null, lon: null, precision: null, gazetteer_id: null, mentions: [] }],
  events: [EVENT],
  figures: [{ id: "f1", measure: "killed", text: { start: 44, end: 46 }, low: 12, best: 12, high: 12, hedge: "exact", unit: null,
    actor: null, place: "p1", time: null, factuality: "actual", source: null, event: "e1", confidence: 0.9 }],
} as ReportRecord;

function corrected(table: Review["table"], entry: string | null, payload: object): Review {
  return { number: 1, report: "r", version: 1, entry, table, act: entry ? "correct" : "add", payload: payload as Event, by: "ann", at: "", settles: false, note: null };
}

describe("changes", () => {
  it("tells each changed field once, before and after, in names and words", () => {
    const review = corrected("events", "e1", { ...EVENT, actors: [], recipients: ["a1"], place: null, time: null });
    expect(changes(RECORD, review)).toEqual([
      { field: "actors", before: "The army", after: "nobody" },
      { field: "recipients", before: "nobody", after: "The army" },
      { field: "place", before: "Azmarin", after: "no place" },
      { field: "time", before: "17 Feb 2019", after: "no day" },
    ]);
  });

  it("tells the three numbers of a figure as one", () => {
    const review = corrected("figures", "f1", { ...RECORD.figures[0], low: 10, high: null });
    expect(changes(RECORD, review)).toEqual([{ field: "number", before: "12", after: "12 (10 or more)" }]);
    const open = corrected("figures", "f1", { ...RECORD.figures[0], low: null, high: null });
    expect(changes(RECORD, open)).toEqual([{ field: "number", before: "12", after: "12, with other bounds" }]);
  });

  it("says that the same word was marked elsewhere", () => {
    const review = corrected("events", "e1", { ...EVENT, trigger: { start: 57, end: 64 } });
    expect(changes(RECORD, review)).toEqual([{ field: "trigger", before: "“shelled”", after: "“shelled”, elsewhere in the text" }]);
  });

  it("says that it is another where two of one name are told apart by their ids alone", () => {
    const twins = { ...RECORD, actors: [...RECORD.actors, { ...RECORD.actors[0], id: "a2" }] } as ReportRecord;
    const review = corrected("events", "e1", { ...EVENT, actors: ["a2"] });
    expect(changes(twins, review)).toEqual([{ field: "actors", before: "The army", after: "The army, but another" }]);
  });

  it("names by its id what the record does not hold", () => {
    const review = corrected("events", "e1", { ...EVENT, place: "p9", source: "s9" });
    expect(changes(RECORD, review).map((one) => one.after)).toEqual(["p9", "s9"]);
  });

  it("tells all of an entry that was added, and nothing of one that was accepted", () => {
    const added = changes(RECORD, corrected("events", null, { ...EVENT, id: null }));
    expect(added.map((one) => one.before)).toEqual(added.map(() => null));
    expect(added).toContainEqual({ field: "actors", before: null, after: "The army" });
    expect(changes(RECORD, { ...corrected("events", "e1", EVENT), payload: null })).toEqual([]);
  });
});
