// What would become of the rows, and the way on; or what became of them.
import type { ImportTally, MemberImport } from "@regulars/client";
import { EmptyState, Panel, useFormat } from "@regulars/ui";
import { Alert, Button, Popconfirm, Space } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { AskApproval } from "../approvals/AskApproval";
import { needsApproval } from "../approvals/needsApproval";
import styles from "./ImportPage.module.css";
import { useImportRefusal } from "./useImportRefusal";
import { useImportSteps } from "./useImports";

const PARTS = ["new", "updated", "unchanged", "skipped", "rejected"] as const;

export function ImportResult({ item, onChange }: { item: MemberImport; onChange: () => void }) {
  const { t } = useTranslation("memberFiles");
  const format = useFormat();
  const { start } = useImportSteps(item.import_id);
  const refusal = useImportRefusal(start.error);
  const isTried = item.status === "tried";
  const waits = isTried && item.approval === "pending";
  const tally = isTried ? item.tried : item.done;
  const goingIn = (tally?.new ?? 0) + (tally?.updated ?? 0);
  return (
    <Panel title={t(`result.${item.status}`)} description={t(`resultWords.${item.status}`)}>
      <div className={styles.stack}>
        {item.problem && (
          <Alert
            type="error"
            showIcon
            title={t("result.problem")}
            description={<pre className={styles.cells}>{item.problem}</pre>}
          />
        )}
        {tally && tally.rows > 0 ? <Figures tally={tally} /> : !isTried && <EmptyState title={t("result.nothing")} />}
        {waits ? (
          <Alert type="info" showIcon title={t("approval.pending")} description={t("approval.words")} />
        ) : needsApproval(start.error) ? (
          <AskApproval error={start.error} ask={{ what: "import", body: { import_id: item.import_id, reason: "" } }} />
        ) : (
          refusal && <Alert type="error" showIcon title={refusal.title} description={refusal.detail} />
        )}
        {isTried && item.approval && item.approval !== "pending" && (
          <Alert type="warning" showIcon title={t(`approval.${item.approval}`)} />
        )}
        {isTried && goingIn === 0 && <Alert type="info" showIcon title={t("start.nothing")} />}
        <Space wrap>
          {isTried ? (
            <>
              <Popconfirm
                title={t("start.ask", { total: format.count(goingIn) })}
                description={t("start.words")}
                okText={t("start.confirm")}
                cancelText={t("start.keep")}
                onConfirm={() => start.mutate()}
              >
                <Button type="primary" disabled={goingIn === 0 || waits} loading={start.isPending}>
                  {t("start.open")}
                </Button>
              </Popconfirm>
              <Button onClick={onChange}>{t("start.change")}</Button>
            </>
          ) : (
            <>
              <Link to="/members?sort=-joined_at">{t("result.members")}</Link>
              <Link to="/members/import">{t("result.another")}</Link>
            </>
          )}
        </Space>
      </div>
    </Panel>
  );
}

function Figures({ tally }: { tally: ImportTally }) {
  const { t } = useTranslation("memberFiles");
  const format = useFormat();
  return (
    <dl className={styles.figures}>
      {PARTS.map((part) => (
        <div key={part} className={styles.figure}>
          <dt>{t(`part.${part}`)}</dt>
          <dd className="rg-num">{format.count(tally[part])}</dd>
        </div>
      ))}
    </dl>
  );
}
