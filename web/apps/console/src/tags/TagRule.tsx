// The rule of a tag: the builder, and what the rule amounts to now.
import { ErrorState, LoadingState } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { ConditionBuilder } from "../conditions/ConditionBuilder";
import { ConditionCount } from "../conditions/ConditionCount";
import type { ConditionGroup } from "../conditions/conditionJson";
import { useConditionFields } from "../conditions/useConditionFields";
import styles from "./TagRule.module.css";

interface TagRuleProps {
  condition: ConditionGroup;
  onChange: (condition: ConditionGroup) => void;
}

export function TagRule({ condition, onChange }: TagRuleProps) {
  const { t } = useTranslation("tags");
  const fields = useConditionFields();
  return (
    <section className={styles.rule} aria-label={t("form.rule")}>
      <h3 className={styles.title}>{t("form.rule")}</h3>
      {fields.isError ? (
        <ErrorState error={fields.error} onRetry={() => void fields.refetch()} />
      ) : fields.data ? (
        <ConditionBuilder fields={fields.data} condition={condition} onChange={onChange} />
      ) : (
        <LoadingState rows={3} />
      )}
      <ConditionCount condition={condition} />
      <p className={styles.words}>{t("form.later")}</p>
    </section>
  );
}
