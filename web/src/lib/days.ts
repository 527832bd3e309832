/** Days as whole numbers (since 1970-01-01), so that they can be compared and drawn. No clock and no zone comes in. */

const DAY = 86_400_000;

export type Unit = "day" | "week" | "month" | "quarter" | "year";

export function dayNumber(words: string): number {
  return Math.round(Date.parse(`${words}T00:00:00Z`) / DAY);
}

export function dayWords(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

function ymd(year: number, month: number, day: number): number {
  return Math.round(Date.UTC(year, month, day) / DAY);
}

/** The first day of the period that a day lies in. Weeks begin on Monday. */
export function floor(day: number, unit: Unit): number {
  const date = new Date(day * DAY);
  switch (unit) {
    case "day":
      return day;
    case "week":
      return day - ((date.getUTCDay() + 6) % 7);
    case "month":
      return ymd(date.getUTCFullYear(), date.getUTCMonth(), 1);
    case "quarter":
      return ymd(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) * 3, 1);
    case "year":
      return ymd(date.getUTCFullYear(), 0, 1);
  }
}

/** The first day of the next period. */
export function next(day: number, unit: Unit): number {
  const date = new Date(floor(day, unit) * DAY);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  switch (unit) {
    case "day":
      return day + 1;
    case "week":
      return floor(day, unit) + 7;
    case "month":
      return ymd(year, month + 1, 1);
    case "quarter":
      return ymd(year, month + 3, 1);
    case "year":
      return ymd(year + 1, 0, 1);
  }
}

const LENGTH: Readonly<Record<Unit, number>> = { day: 1, week: 7, month: 30.44, quarter: 91.3, year: 365.25 };

/** The finest unit that cuts `days` into at most `most` periods; years where none does. */
export function unitFor(days: number, most: number): Unit {
  return (["day", "week", "month", "quarter"] as const).find((unit) => days / LENGTH[unit] <= most) ?? "year";
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `3 Mar 2019`. */
export function longDay(words: string): string {
  const [year, month, day] = words.split("-").map(Number);
  return `${day} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}

/** `3–5 Mar 2019`, `Mar 2019`, `2019`: as short as the span allows, and never more exact than it is. */
export function period(start: string | null, end: string | null): string {
  if (!start) return end ? `until ${longDay(end)}` : "no day";
  if (!end || start === end) return longDay(start);
  const [one, other] = [dayNumber(start), dayNumber(end)];
  if (floor(one, "year") === one && next(one, "year") === other + 1) return start.slice(0, 4);
  if (floor(one, "month") === one && next(one, "month") === other + 1) return longDay(start).replace(/^1 /, "");
  if (start.slice(0, 7) === end.slice(0, 7)) return `${Number(start.slice(8))}–${longDay(end)}`;
  if (start.slice(0, 4) === end.slice(0, 4)) return `${longDay(start).replace(/ \d{4}$/, "")} – ${longDay(end)}`;
  return `${longDay(start)} – ${longDay(end)}`;
}

export interface Tick {
  day: number;
  words: string;
}

/** Ticks for an axis over `[from, to]`, at most about `most`, each labelled by the unit that changes there. */
export function ticks(from: number, to: number, most: number): Tick[] {
  const unit = unitFor(to - from, most);
  const found: Tick[] = [];
  const step = unit === "year" ? Math.max(1, Math.ceil((to - from) / 365.25 / most)) : 1;
  for (let day = floor(from, unit); day <= to; day = next(day, unit)) {
    const date = new Date(day * DAY);
    if (day < from || (unit === "year" && date.getUTCFullYear() % step)) continue;
    found.push({ day, words: tickWords(date, unit) });
  }
  return found;
}

function tickWords(date: Date, unit: Unit): string {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (unit === "year") return String(year);
  if (unit === "month" || unit === "quarter") return month ? (MONTHS[month] ?? "") : String(year);
  return `${day} ${MONTHS[month]}${day <= 7 && month === 0 ? ` ${year}` : ""}`;
}
