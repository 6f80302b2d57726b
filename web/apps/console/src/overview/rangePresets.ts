// The usual ranges of months, cut to where there is data.

export interface RangePreset {
  key: "last3" | "last12" | "thisYear" | "lastYear" | "all";
  from: string;
  to: string;
}

export function rangePresets(dataFrom: string, dataTo: string): RangePreset[] {
  const year = Number(dataTo.slice(0, 4));
  const presets: RangePreset[] = [
    { key: "last3", from: monthsBefore(dataTo, 2), to: dataTo },
    { key: "last12", from: monthsBefore(dataTo, 11), to: dataTo },
    { key: "thisYear", from: `${String(year)}-01`, to: dataTo },
    { key: "lastYear", from: `${String(year - 1)}-01`, to: `${String(year - 1)}-12` },
    { key: "all", from: dataFrom, to: dataTo },
  ];
  return presets
    .filter(({ to }) => to >= dataFrom)
    .map((preset) => ({ ...preset, from: preset.from < dataFrom ? dataFrom : preset.from }));
}

export function monthsBefore(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - count;
  const year = Math.floor(index / 12);
  return `${String(year)}-${String((index % 12) + 1).padStart(2, "0")}`;
}
