// Coming expiries gathered by month, empty months included, so that a bar's place tells the time.

export interface ExpiryMonth {
  month: string;
  points: number;
  /** Some of them within the days that count as soon. */
  isSoon: boolean;
}

const MONTHS_MAX = 24;
const SOON_DAYS = 30;
const DAY_MS = 86_400_000;

/** Months from the one of `today` to the last expiry; days are "2011-12-31". */
export function expiryMonths(
  expiring: { on: string; points: number }[],
  today: string,
): ExpiryMonth[] {
  const sums = new Map<string, number>();
  const soon = new Set<string>();
  const soonUntil = Date.parse(today) + SOON_DAYS * DAY_MS;
  for (const { on, points } of expiring) {
    const month = on.slice(0, 7);
    sums.set(month, (sums.get(month) ?? 0) + points);
    if (Date.parse(on) <= soonUntil) soon.add(month);
  }
  const last = [...sums.keys()].sort().at(-1);
  const months: ExpiryMonth[] = [];
  if (!last) return months;
  for (
    let month = today.slice(0, 7);
    month <= last && months.length < MONTHS_MAX;
    month = nextMonth(month)
  ) {
    months.push({ month, points: sums.get(month) ?? 0, isSoon: soon.has(month) });
  }
  return months;
}

function nextMonth(month: string): string {
  const year = Number(month.slice(0, 4));
  const number = Number(month.slice(5));
  return number === 12
    ? `${String(year + 1)}-01`
    : `${String(year)}-${String(number + 1).padStart(2, "0")}`;
}
