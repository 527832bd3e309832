import { describe, expect, it } from "vitest";
import { matcher, mayLieIn, NOTHING } from "../src/lib/filter";
import type { EventRow } from "../src/lib/types";

const event = (changes: Partial<EventRow>): EventRow => ({
  id: "S1", type: "ASSAULT", mode: null, status: "done", start: "2019-02-01", end: "2019-02-10", place: "Azmarin", country: "SYR",
  admin1: "Idlib", lat: null, lon: null, precision: null, actors: ["The Army"], recipients: ["villagers"], killed_low: null,
  killed_best: null, killed_high: null, reports: 1, mentions: 1, publishers: ["AFP"], confidence: 1, pinned: false, ...changes,
});

describe("matcher", () => {
  it("finds everything where nothing is asked", () => expect(matcher(NOTHING)(event({}))).toBe(true));

  it("wants all that is asked to hold", () => {
    expect(matcher({ ...NOTHING, actor: "army", place: "idlib", publisher: "AFP" })(event({}))).toBe(true);
    expect(matcher({ ...NOTHING, actor: "army", place: "aleppo" })(event({}))).toBe(false);
  });

  it("compares the best figure of people killed, or the lowest where only that is told", () => {
    const least = matcher({ ...NOTHING, min_killed: "10" });
    expect(least(event({ killed_best: 12 }))).toBe(true);
    expect(least(event({ killed_low: 24 }))).toBe(true);
    expect(least(event({ killed_low: 20, killed_best: 5 }))).toBe(false);
    expect(least(event({}))).toBe(false);
  });
});

describe("mayLieIn", () => {
  it("finds an event of which any day may lie between", () => {
    expect(mayLieIn(event({}), "2019-02-10", "")).toBe(true);
    expect(mayLieIn(event({}), "2019-02-11", "")).toBe(false);
    expect(mayLieIn(event({}), "", "2019-02-01")).toBe(true);
  });

  it("finds undated events only where no day is asked", () => {
    const undated = event({ start: null, end: null });
    expect(mayLieIn(undated, "", "")).toBe(true);
    expect(mayLieIn(undated, "2000-01-01", "")).toBe(false);
  });
});
