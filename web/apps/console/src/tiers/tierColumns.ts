// What is told of a tier, each figure once: how it is called, read from the API, and written.
import type { TierFigures } from "@regulars/client";
import type { Format } from "@regulars/ui";

/** How a figure is written. */
type Unit = "count" | "money" | "ratio" | "tenths";

export const UNITS = {
  members_start: "count",
  joined: "count",
  came_up: "count",
  came_down: "count",
  went_up: "count",
  went_down: "count",
  merged: "count",
  members_end: "count",
  kept: "count",
  members_average: "tenths",
  bought: "count",
  retention: "ratio",
  orders: "count",
  orders_per_member: "tenths",
  sales_minor: "money",
  refunds_minor: "money",
  net_minor: "money",
  arpu_minor: "money",
  issued: "count",
  spent: "count",
  expired: "count",
  reversed: "count",
  restored: "count",
  written_off: "count",
  adjusted: "count",
  transferred: "count",
  outstanding: "count",
  liability_minor: "money",
  cost_points: "count",
  cost_minor: "money",
  cost_share: "ratio",
} as const satisfies Record<keyof TierFigures, Unit>;

export type TierFigure = keyof typeof UNITS;
export const ALL_FIGURES = Object.keys(UNITS) as TierFigure[];

/** Those that the page shows before anybody asks for all. */
export const KEY_FIGURES = [
  "members_start",
  "members_end",
  "retention",
  "orders_per_member",
  "net_minor",
  "arpu_minor",
  "liability_minor",
  "cost_minor",
  "cost_share",
] as const satisfies TierFigure[];

export function textOf(figures: TierFigures, figure: TierFigure, format: Format): string {
  const value = figures[figure];
  if (value === null) return format.nothing;
  switch (UNITS[figure]) {
    case "money":
      return format.money(value);
    case "ratio":
      return format.ratio(value);
    case "tenths":
      return format.tenths(value);
    default:
      return format.count(value);
  }
}

/** The exact value, as a file holds it: money in major units, nothing where there is none. */
export function cellOf(figures: TierFigures, figure: TierFigure, format: Format): string | number {
  const value = figures[figure];
  if (value === null) return "";
  return UNITS[figure] === "money" ? format.moneyMajor(value) : value;
}
