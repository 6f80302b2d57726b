// What a condition amounts to while it is written: its sentence and how many members it holds for, or what is wrong.
import { useFormat, useSay } from "@regulars/ui";
import { Alert, Spin } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./ConditionCount.module.css";
import type { ConditionGroup } from "./conditionJson";
import { useConditionCheck } from "./useConditionCheck";

export function ConditionCount({ condition }: { condition: ConditionGroup }) {
  const { t } = useTranslation("conditions");
  const format = useFormat();
  const say = useSay();
  const check = useConditionCheck(condition);
  if (condition.rules.length === 0) return <p className={styles.words}>{t("noRule")}</p>;
  if (check.isError) return <Alert type="warning" showIcon title={t("notCounted")} />;
  if (!check.data) return <Spin size="small" aria-label={t("counting")} />;
  const { ok, sentence, members } = check.data;
  if (!ok) return <Alert type="warning" showIcon title={t("incomplete")} />;
  return (
    <div className={styles.count} aria-live="polite" aria-busy={check.isSettling}>
      {sentence && <p className={styles.words}>{say(sentence)}</p>}
      {members && (
        <p className={styles.total}>
          {t("holdsFor", { total: format.count(members.total) })} {check.isSettling && <Spin size="small" />}
        </p>
      )}
    </div>
  );
}
