/** Figures in words. Unknown is said, never filled. */

const PLAIN = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });
const SHORT = new Intl.NumberFormat("en-GB", { notation: "compact", maximumFractionDigits: 1 });

export function number(value: number): string {
  return PLAIN.format(value);
}

export function short(value: number): string {
  return value < 10_000 ? PLAIN.format(value) : SHORT.format(value);
}

export interface Range {
  low: number | null;
  best: number | null;
  high: number | null;
}

/** `12`, `12 (10–15)`, `at least 10`, `up to 15`, `number unknown`. */
export function range({ low, best, high }: Range): string {
  if (best !== null) {
    if (low === best && high === best) return number(best);
    if (low === null && high === null) return number(best);
    if (high === null) return low === best ? `${number(best)} or more` : `${number(best)} (${number(low ?? 0)} or more)`;
    if (low === null) return high === best ? `up to ${number(best)}` : `${number(best)} (up to ${number(high)})`;
    return `${number(best)} (${number(low)}–${number(high)})`;
  }
  if (low !== null && high !== null) return `${number(low)}–${number(high)}`;
  if (low !== null) return `at least ${number(low)}`;
  if (high !== null) return `up to ${number(high)}`;
  return "number unknown";
}

/** `1 event`, `2 events`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
