import { describe, expect, it } from "vitest";
import { dayNumber, dayWords, floor, next, period, ticks, unitFor } from "../src/lib/days";

describe("days", () => {
  it("go there and back", () => {
    for (const day of ["1970-01-01", "1994-10-21", "2020-02-29", "2026-12-31"]) expect(dayWords(dayNumber(day))).toBe(day);
  });

  it("begin their week on Monday", () => {
    expect(dayWords(floor(dayNumber("2019-02-22"), "week"))).toBe("2019-02-18");
    expect(dayWords(floor(dayNumber("2019-02-18"), "week"))).toBe("2019-02-18");
  });

  it("lie in their period, which ends where the next begins", () => {
    for (const unit of ["day", "week", "month", "quarter", "year"] as const)
      for (let day = dayNumber("2019-11-20"); day < dayNumber("2020-03-10"); day++) {
        expect(floor(day, unit)).toBeLessThanOrEqual(day);
        expect(next(day, unit)).toBeGreaterThan(day);
        expect(floor(next(day, unit), unit)).toBe(next(day, unit));
      }
  });

  it("are told no more exactly than they are known", () => {
    expect(period("2019-03-03", "2019-03-03")).toBe("3 Mar 2019");
    expect(period("2019-03-01", "2019-03-31")).toBe("Mar 2019");
    expect(period("2019-01-01", "2019-12-31")).toBe("2019");
    expect(period("2019-03-03", "2019-03-05")).toBe("3–5 Mar 2019");
    expect(period("2019-03-03", "2019-04-05")).toBe("3 Mar – 5 Apr 2019");
    expect(period(null, null)).toBe("no day");
  });

  it("have no more ticks than were asked for, or about", () => {
    for (const days of [3, 40, 400, 4000, 40000]) expect(ticks(0, days, 10).length).toBeLessThanOrEqual(14);
    expect(unitFor(400, 20)).toBe("month");
  });
});
