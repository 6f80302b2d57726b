// Whether the log is as it was written: hashed again from its first line, on demand.
import { useFormat } from "@regulars/ui";
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { RefusalAlert } from "../account/RefusalAlert";
import styles from "./VerifyAudit.module.css";
import { useVerifyAudit } from "./useAudit";

export function VerifyAudit() {
  const { t } = useTranslation("audit");
  const format = useFormat();
  const verify = useVerifyAudit();
  const found = verify.data;
  const button = (
    <Button size="small" loading={verify.isPending} onClick={() => verify.mutate()}>
      {t("verify.do")}
    </Button>
  );
  return (
    <>
      <RefusalAlert error={verify.error} />
      {found ? (
        <Alert
          className={styles.note}
          showIcon
          type={found.broken_at === null ? "success" : "error"}
          title={
            found.broken_at === null
              ? t("verify.holds", { lines: format.count(found.sealed) })
              : t("verify.broken", { line: format.count(found.broken_at) })
          }
          description={
            found.broken_at === null ? (
              <>
                {t("verify.head")} <code className={styles.head}>{found.head}</code>
              </>
            ) : (
              t("verify.brokenWords")
            )
          }
          action={button}
        />
      ) : (
        <p className={styles.offer}>
          <span>{t("verify.words")}</span>
          {button}
        </p>
      )}
    </>
  );
}
