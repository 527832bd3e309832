import { describe, expect, it } from "vitest";
import { Text } from "../src/lib/text";
import { find } from "../src/lib/selection";

describe("Text", () => {
  it("cuts by code points where UTF-16 takes two units", () => {
    const text = new Text("a🔥b🇸🇾c");
    expect(text.length).toBe(6);
    expect(text.slice(1, 3)).toBe("🔥b");
    expect(text.slice(5, 6)).toBe("c");
  });

  it("gives back every code point that it turned into a unit", () => {
    const text = new Text("🔥 مدينة حلب 𝕏 end");
    for (let point = 0; point <= text.length; point++) expect(text.point(text.unit(point))).toBe(point);
  });

  it("finds words from a spot on, and then from the start", () => {
    const text = new Text("🔥 ten died; ten fled");
    expect(find("ten", text, 8)).toEqual({ start: 12, end: 15 });
    expect(find("died", text, 12)).toEqual({ start: 6, end: 10 });
    expect(find("twelve", text, 0)).toBeNull();
  });
});
