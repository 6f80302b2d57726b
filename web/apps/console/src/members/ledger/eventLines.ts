// Reads the lines out of an event's stored body; a body of another shape has none.

export interface BodyLine {
  key: string;
  name: string;
  quantity: number | null;
  amountMinor: number | null;
}

export function linesOf(body: Record<string, unknown> | null): BodyLine[] {
  // The stored body may be the whole event or only its data.
  const data = isRecord(body?.data) ? body.data : body;
  const lines: unknown = data?.lines;
  if (!Array.isArray(lines)) return [];
  return lines.filter(isRecord).map((line, index) => ({
    key: text(line.line_id) ?? String(index),
    name: text(line.name) ?? text(line.sku) ?? text(line.line_id) ?? "",
    quantity: number(line.quantity),
    amountMinor: number(line.amount_minor),
  }));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function number(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
