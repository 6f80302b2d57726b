// 审批: what waits for a second person, and what became of it.
import type { Approval, ApprovalStatus } from "@regulars/client";
import { EmptyState, ErrorState, ResponsiveTable, StackPager, useFormat } from "@regulars/ui";
import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/useMay";
import listStyles from "../settings/ListFrame.module.css";
import { PageHead } from "../shell/PageHead";
import { ApprovalModal } from "./ApprovalModal";
import { EffectLines } from "./EffectLines";
import { PolicyCard } from "./PolicyCard";
import { useApprovals } from "./useApprovals";

const STATUSES: ApprovalStatus[] = ["pending", "approved", "refused", "rejected", "withdrawn", "expired"];

export function ApprovalsPage() {
  const { t } = useTranslation("approvals");
  const format = useFormat();
  const may = useMay();
  const [status, setStatus] = useState<ApprovalStatus | "all">("pending");
  const [cursors, setCursors] = useState<string[]>([]);
  const [opened, setOpened] = useState<Approval | null>(null);
  const query = useApprovals(status === "all" ? undefined : status, cursors.at(-1));
  const what = ({ type }: Approval) => t(`type.${type.replace(".", "_")}`);
  const by = ({ requested_by }: Approval) => requested_by.replace("staff:", "");
  const open = (approval: Approval) => (
    <Button size="small" onClick={() => setOpened(approval)}>
      {t("open")}
    </Button>
  );
  return (
    <>
      <PageHead title={t("title")} words={t("words")}>
        <Select<ApprovalStatus | "all">
          aria-label={t("filter")}
          value={status}
          style={{ minWidth: 140 }}
          onChange={(chosen) => {
            setStatus(chosen);
            setCursors([]);
          }}
          options={(["all", ...STATUSES] as const).map((each) => ({
            value: each,
            label: each === "all" ? t("all") : t(`status.${each}`),
          }))}
        />
      </PageHead>
      <div className={listStyles.panel}>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <ResponsiveTable<Approval>
            label={t("title")}
            rows={query.data?.items}
            rowKey={({ approval_id }) => approval_id}
            columns={[
              { key: "what", title: t("column.what"), render: (_, approval) => what(approval) },
              {
                key: "effect",
                title: t("column.effect"),
                render: (_, { foreseen }) => <EffectLines effect={foreseen} />,
              },
              { key: "by", title: t("column.by"), render: (_, approval) => by(approval) },
              {
                key: "at",
                title: t("column.at"),
                className: "rg-num",
                render: (_, { requested_at }) => format.dateTime(requested_at),
              },
              { key: "status", title: t("column.status"), render: (_, each) => t(`status.${each.status}`) },
              { key: "open", title: "", align: "right", render: (_, approval) => open(approval) },
            ]}
            card={(approval) => (
              <div className={listStyles.card}>
                <p className={listStyles.line}>
                  <b>{what(approval)}</b>
                  {open(approval)}
                </p>
                <p className={listStyles.line}>
                  <EffectLines effect={approval.foreseen} />
                  <span className={listStyles.small}>{t(`status.${approval.status}`)}</span>
                </p>
                <p className={listStyles.small}>{`${by(approval)} · ${format.dateTime(approval.requested_at)}`}</p>
              </div>
            )}
            empty={<EmptyState title={t("empty")} advice={t("emptyAdvice")} />}
            minWidth={760}
          />
        )}
        {query.data && (cursors.length > 0 || query.data.next_cursor) && (
          <StackPager
            page={null}
            pageSize={query.data.items.length}
            total={null}
            shown={query.data.items.length}
            onPrevious={cursors.length > 0 ? () => setCursors(cursors.slice(0, -1)) : undefined}
            onNext={
              query.data.next_cursor
                ? () => setCursors([...cursors, query.data.next_cursor ?? ""])
                : undefined
            }
          />
        )}
      </div>
      {may("staff:manage") && (
        <div className={listStyles.below}>
          <PolicyCard />
        </div>
      )}
      {opened && <ApprovalModal approval={opened} onClose={() => setOpened(null)} />}
    </>
  );
}
