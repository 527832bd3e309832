/** Bars on as few lanes as hold them without overlap, as many lanes as there is room for. */

export interface Bar {
  /** Left and right edge, in pixels. */
  from: number;
  to: number;
}

export interface Laid<Item> {
  item: Item;
  lane: number;
}

/** Puts each bar, in order of its left edge, on the first lane that is free there. Gives those that found none, too. */
export function layOut<Item extends Bar>(bars: readonly Item[], lanes: number, gap = 1): { laid: Laid<Item>[]; left: number } {
  const ends: number[] = [];
  const laid: Laid<Item>[] = [];
  for (const item of [...bars].sort((one, other) => one.from - other.from || other.to - one.to)) {
    let lane = ends.findIndex((end) => end + gap <= item.from);
    if (lane < 0 && ends.length < lanes) lane = ends.length;
    if (lane < 0) continue;
    ends[lane] = item.to;
    laid.push({ item, lane });
  }
  return { laid, left: bars.length - laid.length };
}
