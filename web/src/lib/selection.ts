/** The words that are marked with the pointer (or Shift and arrows) inside a text, as code points of the report. */

import type { Span, Text } from "./text";

/** Each run of the text carries the code point where it begins, as `data-start`. */
export function selectedSpan(root: HTMLElement, text: Text): Span | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.commonAncestorContainer)) return null;
  const start = pointAt(range.startContainer, range.startOffset, text);
  const end = pointAt(range.endContainer, range.endOffset, text);
  return start === null || end === null || start >= end ? null : trimmed({ start, end }, text);
}

function pointAt(node: Node, offset: number, text: Text): number | null {
  const run = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-start]");
  if (!run?.dataset.start) return firstInside(node, offset);
  return text.point(text.unit(Number(run.dataset.start)) + (node instanceof Text_ ? offset : 0));
}

const Text_ = globalThis.Text;

/** A selection that ends between blocks: the first run at or after that spot. */
function firstInside(node: Node, offset: number): number | null {
  const child = node.childNodes[offset] ?? node.nextSibling;
  const run = child instanceof Element ? (child.matches("[data-start]") ? child : child.querySelector("[data-start]")) : null;
  return run instanceof HTMLElement ? Number(run.dataset.start) : null;
}

function trimmed({ start, end }: Span, text: Text): Span | null {
  const words = text.slice(start, end);
  const lead = [...words].length - [...words.trimStart()].length;
  const trail = [...words].length - [...words.trimEnd()].length;
  return start + lead < end - trail ? { start: start + lead, end: end - trail } : null;
}

/** Where words stand in a text, looking from a spot on and then from the start; null where nowhere. */
export function find(words: string, text: Text, from: number): Span | null {
  if (!words) return null;
  const after = text.words.indexOf(words, text.unit(from));
  const unit = after >= 0 ? after : text.words.indexOf(words);
  return unit < 0 ? null : { start: text.point(unit), end: text.point(unit + words.length) };
}
