// A table on wide screens, a list of cards on phones; rows and paging stay with the caller.
import { Table, type TableProps } from "antd";
import type { ReactNode } from "react";
import { LoadingState } from "../states/LoadingState";
import { useIsPhone } from "../useMediaQuery";
import styles from "./ResponsiveTable.module.css";

interface ResponsiveTableProps<Row extends object> {
  label: string;
  columns: NonNullable<TableProps<Row>["columns"]>;
  rows: Row[] | undefined;
  rowKey: (row: Row) => string;
  card: (row: Row) => ReactNode;
  empty: ReactNode;
  /** True while newer rows are on their way and older ones are still shown. */
  isRefreshing?: boolean;
  onOpen?: (row: Row) => void;
  onSort?: NonNullable<TableProps<Row>["onChange"]>;
  /** Keys of the rows that are ticked; the table offers it where this is given. */
  chosen?: string[];
  onChoose?: (keys: string[]) => void;
  minWidth?: number;
  skeletonRows?: number;
}

export function ResponsiveTable<Row extends object>(props: ResponsiveTableProps<Row>) {
  const { label, columns, rows, rowKey, card, empty, isRefreshing, onOpen, onSort } = props;
  const isPhone = useIsPhone();
  if (!rows) {
    return (
      <div className={styles.waiting}>
        <LoadingState rows={props.skeletonRows ?? 8} />
      </div>
    );
  }
  if (rows.length === 0) return empty;
  if (isPhone) {
    return (
      <ul className={styles.cards} aria-label={label} aria-busy={isRefreshing}>
        {rows.map((row) => (
          <li key={rowKey(row)}>{card(row)}</li>
        ))}
      </ul>
    );
  }
  return (
    <Table<Row>
      aria-label={label}
      columns={columns}
      dataSource={rows}
      rowKey={rowKey}
      pagination={false}
      size="middle"
      loading={isRefreshing}
      showSorterTooltip={false}
      onChange={onSort}
      scroll={{ x: props.minWidth ?? "max-content" }}
      rowSelection={
        props.chosen && {
          selectedRowKeys: props.chosen,
          preserveSelectedRowKeys: true,
          onChange: (keys) => props.onChoose?.(keys.map(String)),
        }
      }
      onRow={(row) =>
        onOpen ? { onClick: () => onOpen(row), className: styles.openable ?? "" } : {}
      }
    />
  );
}
