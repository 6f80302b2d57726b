// An import that waits for a worker or is being worked on, and can be given up.
import type { MemberImport } from "@regulars/client";
import { Panel, useFormat } from "@regulars/ui";
import { Button, Popconfirm, Progress } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./ImportPage.module.css";
import { useImportSteps } from "./useImports";

export function ImportProgress({ item }: { item: MemberImport }) {
  const { t } = useTranslation("memberFiles");
  const format = useFormat();
  const { cancel } = useImportSteps(item.import_id);
  const { status, rows_done, rows_total, is_begun } = item;
  const share = rows_total ? Math.min(rows_done / rows_total, 1) : 0;
  return (
    <Panel title={t(`status.${status}`)} description={t(`progress.${status}`)}>
      <div className={styles.stack}>
        <Progress aria-label={t("progress.label")} percent={Math.floor(share * 100)} status="active" />
        <p className="rg-num" aria-live="polite">
          {is_begun
            ? t("progress.rows", { done: format.count(rows_done), total: format.count(rows_total) })
            : t("progress.waiting")}
        </p>
        <Popconfirm
          title={t("cancel.ask")}
          description={t(status === "importing" ? "cancel.words" : "cancel.nothing")}
          okText={t("cancel.confirm")}
          cancelText={t("cancel.keep")}
          onConfirm={() => cancel.mutate()}
        >
          <Button className={styles.action} loading={cancel.isPending}>
            {t("cancel.open")}
          </Button>
        </Popconfirm>
      </div>
    </Panel>
  );
}
