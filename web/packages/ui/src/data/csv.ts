// Tables as CSV files that spreadsheets open in the right encoding.

export type CsvCell = string | number | null;

/** RFC 4180 text; a cell that a spreadsheet would run as a formula is quoted out of harm's way. */
export function toCsv(header: string[], rows: CsvCell[][]): string {
  return [header, ...rows].map((row) => row.map(cellText).join(",")).join("\r\n") + "\r\n";
}

export function downloadCsv(fileName: string, csv: string): void {
  const byteOrderMark = "\uFEFF";
  const url = URL.createObjectURL(new Blob([byteOrderMark, csv], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${fileName}.csv`;
  link.click();
  URL.revokeObjectURL(url);
}

function cellText(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const text = /^[=+@\t\r]|^-(?!\d)/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
