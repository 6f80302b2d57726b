// The table view behind a chart: first column names the row, the rest are figures.
import type { ChartTable } from "./chartTable";
import styles from "./ChartDataTable.module.css";

interface ChartDataTableProps<Row> {
  caption: string;
  table: ChartTable<Row>;
}

export function ChartDataTable<Row>({ caption, table }: ChartDataTableProps<Row>) {
  const [naming, ...figures] = table.columns;
  if (!naming) return null;
  return (
    // A region that scrolls must be reachable by keyboard.
    <div className={styles.scroller} tabIndex={0} role="region" aria-label={caption}>
      <table className={styles.table}>
        <caption className="rg-visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column.key} scope="col">
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={table.rowKey(row)}>
              <th scope="row">{naming.text?.(row) ?? naming.value(row)}</th>
              {figures.map((column) => (
                <td key={column.key} className="rg-num">
                  {column.text?.(row) ?? column.value(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
