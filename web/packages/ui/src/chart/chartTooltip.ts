// The words in a chart's tooltip: a heading and rows of name and figure, all escaped.

export interface TooltipRow {
  name: string;
  value: string;
  color?: string;
}

export function tooltipHtml(heading: string, rows: TooltipRow[]): string {
  const body = rows.map(
    ({ name, value, color }) =>
      `<div style="display:flex;justify-content:space-between;gap:24px;line-height:22px">` +
      `<span>${color ? dot(color) : ""}${escapeHtml(name)}</span>` +
      `<b style="font-weight:600;font-variant-numeric:tabular-nums">${escapeHtml(value)}</b></div>`,
  );
  return `<div style="font-weight:600;margin-bottom:4px">${escapeHtml(heading)}</div>${body.join("")}`;
}

/** The category a tooltip was opened on. */
export function tooltipIndex(params: unknown): number {
  const first: unknown = Array.isArray(params) ? params[0] : params;
  return (first as { dataIndex: number }).dataIndex;
}

function dot(color: string): string {
  return `<span style="display:inline-block;width:8px;height:8px;border-radius:2px;margin-right:8px;background:${color}"></span>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
}
