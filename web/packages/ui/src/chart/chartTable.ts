// The rows behind a chart: one description serves the table view and the CSV file.
import type { CsvCell } from "../data/csv";

export interface ChartColumn<Row> {
  key: string;
  title: string;
  /** The exact value, as the CSV file holds it. */
  value: (row: Row) => CsvCell;
  /** How the table shows it; the value itself when absent. */
  text?: (row: Row) => string;
}

export interface ChartTable<Row> {
  columns: ChartColumn<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
}
