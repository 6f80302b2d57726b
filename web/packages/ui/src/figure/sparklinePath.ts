// The geometry of a sparkline: evenly spaced points, scaled between its own lowest and highest.

interface SparklinePath {
  line: string;
  area: string;
  last: [number, number] | null;
}

const PADDING = 2;

export function sparklinePath(series: number[], width: number, height: number): SparklinePath {
  if (series.length < 2) return { line: "", area: "", last: null };
  const low = Math.min(...series);
  const span = Math.max(...series) - low;
  const points = series.map((value, index): [number, number] => [
    round((index / (series.length - 1)) * width),
    round(
      span === 0
        ? height / 2
        : height - PADDING - ((value - low) / span) * (height - 2 * PADDING),
    ),
  ]);
  const line = `M${points.map(([x, y]) => `${String(x)},${String(y)}`).join("L")}`;
  return {
    line,
    area: `${line}L${String(width)},${String(height)}L0,${String(height)}Z`,
    last: points.at(-1) ?? null,
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
