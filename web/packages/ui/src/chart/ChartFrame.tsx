// A panel around any drawn figure that can always be read as a table and taken away as CSV.
import { BarChartOutlined, DownloadOutlined, TableOutlined } from "@ant-design/icons";
import { Button, Tooltip } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { downloadCsv, toCsv } from "../data/csv";
import { Panel } from "../data/Panel";
import { ChartDataTable } from "./ChartDataTable";
import type { ChartTable } from "./chartTable";

interface ChartFrameProps<Row> {
  title: string;
  description?: ReactNode;
  table: ChartTable<Row>;
  fileName: string;
  className?: string;
  children: ReactNode;
}

export function ChartFrame<Row>({
  title,
  description,
  table,
  fileName,
  className,
  children,
}: ChartFrameProps<Row>) {
  const { t } = useTranslation("ui");
  const [showsTable, setShowsTable] = useState(false);
  const toggleLabel = showsTable ? t("chart.showChart", { title }) : t("chart.showTable", { title });
  const csvLabel = t("chart.downloadCsv", { title });

  const download = () =>
    downloadCsv(
      fileName,
      toCsv(
        table.columns.map((column) => column.title),
        table.rows.map((row) => table.columns.map((column) => column.value(row))),
      ),
    );

  return (
    <Panel
      title={title}
      description={description}
      className={className}
      actions={
        <>
          <Tooltip title={toggleLabel}>
            <Button
              type="text"
              size="small"
              aria-label={toggleLabel}
              aria-pressed={showsTable}
              icon={showsTable ? <BarChartOutlined aria-hidden /> : <TableOutlined aria-hidden />}
              onClick={() => setShowsTable(!showsTable)}
            />
          </Tooltip>
          <Tooltip title={csvLabel}>
            <Button
              type="text"
              size="small"
              aria-label={csvLabel}
              icon={<DownloadOutlined aria-hidden />}
              onClick={download}
            />
          </Tooltip>
        </>
      }
    >
      {showsTable ? <ChartDataTable caption={title} table={table} /> : children}
    </Panel>
  );
}
