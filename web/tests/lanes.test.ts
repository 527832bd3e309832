import { describe, expect, it } from "vitest";
import { layOut } from "../src/lib/lanes";

describe("layOut", () => {
  it("lets no two bars of a lane overlap", () => {
    const bars = Array.from({ length: 200 }, (_, n) => ({ from: (n * 37) % 500, to: ((n * 37) % 500) + 4 + ((n * 13) % 60) }));
    const { laid } = layOut(bars, 12);
    for (const one of laid)
      for (const other of laid)
        if (one !== other && one.lane === other.lane) expect(one.item.to <= other.item.from || other.item.to <= one.item.from).toBe(true);
  });

  it("counts the bars for which there was no room", () => {
    const bars = [{ from: 0, to: 10 }, { from: 0, to: 10 }, { from: 0, to: 10 }, { from: 20, to: 30 }];
    const { laid, left } = layOut(bars, 2);
    expect(left).toBe(1);
    expect(laid).toHaveLength(3);
  });
});
