import { describe, expect, it } from "vitest";
import { entriesAt, type Mark, runs } from "../src/lib/marks";

const mark = (entry: string, start: number, end: number): Mark => ({ layer: "event", entry, start, end });

describe("runs", () => {
  it("covers the stretch without a gap, cut wherever a mark begins or ends", () => {
    const found = runs([mark("a", 2, 6), mark("b", 4, 9)], { start: 0, end: 10 });
    expect(found.map((run) => [run.start, run.end, run.marks.map((one) => one.entry).join("")])).toEqual([
      [0, 2, ""], [2, 4, "a"], [4, 6, "ab"], [6, 9, "b"], [9, 10, ""],
    ]);
  });

  it("cuts marks that reach beyond and leaves out those elsewhere and empty ones", () => {
    const found = runs([mark("a", 0, 20), mark("b", 30, 40), mark("c", 6, 6)], { start: 5, end: 10 });
    expect(found).toHaveLength(1);
    expect(found[0]?.marks.map((one) => one.entry)).toEqual(["a"]);
  });

  it("names the most particular entry first", () => {
    const [run] = runs([mark("long", 0, 10), mark("short", 0, 10), mark("long", 0, 3)].slice(0, 1).concat(mark("short", 2, 4)), { start: 2, end: 4 });
    expect(run && entriesAt(run)).toEqual(["short", "long"]);
  });
});
