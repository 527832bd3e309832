/** Offsets: the service counts code points, the browser UTF-16 units. */

export interface Span {
  start: number;
  end: number;
}

/** A text that can be cut by code points. Plain texts (most) cost nothing extra. */
export class Text {
  readonly #units: Uint32Array | null;

  constructor(readonly words: string) {
    this.#units = /[\ud800-\udfff]/.test(words) ? unitOfEachPoint(words) : null;
  }

  get length(): number {
    return this.#units ? this.#units.length - 1 : this.words.length;
  }

  /** The UTF-16 unit where a code point begins. */
  unit(point: number): number {
    return this.#units ? (this.#units[Math.min(point, this.#units.length - 1)] ?? this.words.length) : point;
  }

  /** The code point that a UTF-16 unit lies in. */
  point(unit: number): number {
    if (!this.#units) return unit;
    let low = 0;
    let high = this.#units.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#units[middle] ?? 0) <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  slice(start: number, end: number): string {
    return this.words.slice(this.unit(start), this.unit(end));
  }

  of(span: Span): string {
    return this.slice(span.start, span.end);
  }
}

function unitOfEachPoint(words: string): Uint32Array {
  const units: number[] = [];
  let unit = 0;
  for (const point of words) {
    units.push(unit);
    unit += point.length;
  }
  units.push(unit);
  return Uint32Array.from(units);
}
