// What a tag says: the operator's description, the rule as a sentence, and what is wrong with it.
import type { Tag } from "@regulars/client";
import { useSay } from "@regulars/ui";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./TagWords.module.css";

export function TagWords({ tag }: { tag: Tag }) {
  const { t } = useTranslation("tags");
  const say = useSay();
  return (
    <div className={styles.words}>
      {tag.description && <p>{tag.description}</p>}
      {tag.sentence && <p className={styles.rule}>{say(tag.sentence)}</p>}
      {tag.errors.length > 0 && <Alert type="warning" showIcon title={t("faulty")} />}
    </div>
  );
}
