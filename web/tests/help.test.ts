import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { KEYS } from "../src/lib/help";

it("docs/web.md lists every key that the page helps with, and no other", () => {
  const docs = readFileSync(new URL("../../docs/web.md", import.meta.url), "utf8");
  const section = docs.split("## Keys")[1]?.split("\n## ")[0] ?? "";
  const written = [...section.matchAll(/^\| [^|]*\| `([^`]+)` \| ([^|]+) \|$/gm)].map((row) => `${row[1]}: ${row[2]?.trim()}`);
  const known = KEYS.flatMap((group) => group.keys.map(([keys, what]) => `${keys}: ${what}`));
  expect(written.toSorted()).toEqual(known.toSorted());
});
