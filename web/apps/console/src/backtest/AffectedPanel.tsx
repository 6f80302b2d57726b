// The members to whom the draft matters most, on either side; each opens to a life under both.
import type { AffectedMember, BacktestReport } from "@regulars/client";
import { EmptyState, ErrorState, Panel, ResponsiveTable, StackPager } from "@regulars/ui";
import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AffectedCard } from "./AffectedCard";
import styles from "./AffectedPanel.module.css";
import { LifeDrawer } from "./LifeDrawer";
import { useAffectedColumns } from "./useAffectedColumns";
import { useAffected, type Side } from "./useBacktests";

interface AffectedPanelProps {
  backtestId: string;
  report: BacktestReport;
}

export function AffectedPanel({ backtestId, report }: AffectedPanelProps) {
  const { t } = useTranslation("backtest");
  const [side, setSide] = useState<Side>(report.outcome.winners > 0 ? "winners" : "losers");
  // The cursors of the pages read so far; the last one is the page shown.
  const [cursors, setCursors] = useState<string[]>([]);
  const [opened, setOpened] = useState<AffectedMember | null>(null);
  const query = useAffected(backtestId, side, cursors.at(-1));
  const columns = useAffectedColumns(report, setOpened);
  const data = query.data;
  const next = data?.next_cursor;
  const choose = (chosen: Side) => {
    setSide(chosen);
    setCursors([]);
  };
  return (
    <Panel title={t("affected.title")} description={t("affected.words")} flush>
      <div className={styles.choice}>
        <Segmented<Side>
          aria-label={t("affected.choose")}
          value={side}
          onChange={choose}
          options={[
            { value: "winners", label: t("affected.winners") },
            { value: "losers", label: t("affected.losers") },
          ]}
        />
      </div>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <ResponsiveTable<AffectedMember>
          label={t(`affected.${side}`)}
          columns={columns}
          rows={data?.items}
          rowKey={({ member_id }) => member_id}
          card={(member) => <AffectedCard member={member} report={report} onOpen={setOpened} />}
          empty={<EmptyState title={t(`affected.none.${side}`)} />}
          isRefreshing={query.isPlaceholderData}
          minWidth={760}
        />
      )}
      {data && (cursors.length > 0 || next) && (
        <StackPager
          page={null}
          pageSize={data.items.length}
          total={data.total}
          shown={data.items.length}
          onPrevious={cursors.length > 0 ? () => setCursors(cursors.slice(0, -1)) : undefined}
          onNext={next ? () => setCursors([...cursors, next]) : undefined}
        />
      )}
      {opened && (
        <LifeDrawer backtestId={backtestId} member={opened} onClose={() => setOpened(null)} />
      )}
    </Panel>
  );
}
