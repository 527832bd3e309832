import { describe, expect, it } from "vitest";
import { range } from "../src/lib/numbers";

describe("range", () => {
  it("tells an exact figure plainly and an inexact one with its bounds", () => {
    expect(range({ low: 12, best: 12, high: 12 })).toBe("12");
    expect(range({ low: 10, best: 12, high: 15 })).toBe("12 (10–15)");
    expect(range({ low: 2000, best: 2000, high: null })).toBe("2,000 or more");
    expect(range({ low: 24, best: null, high: null })).toBe("at least 24");
    expect(range({ low: null, best: null, high: 15 })).toBe("up to 15");
  });

  it("never fills in a number that nobody told", () => expect(range({ low: null, best: null, high: null })).toBe("number unknown"));

  it("takes nought for a number", () => expect(range({ low: 0, best: 0, high: 0 })).toBe("0"));
});
