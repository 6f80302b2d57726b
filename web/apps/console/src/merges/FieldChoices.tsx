// Fields in which the two told different things: whose word holds, one by one. What is not chosen is as the profile says.
import type { MergeEffect } from "@regulars/client";
import { useSay } from "@regulars/ui";
import { Radio } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./MergeModal.module.css";

type Conflict = MergeEffect["conflicts"][number];
type Side = Conflict["stands"];

interface FieldChoicesProps {
  conflicts: Conflict[];
  onChoose: (key: string, side: Side) => void;
}

export function FieldChoices({ conflicts, onChoose }: FieldChoicesProps) {
  const { t } = useTranslation("merges");
  const say = useSay();
  if (conflicts.length === 0) return null;
  return (
    <fieldset className={styles.choice}>
      <legend>{t("fields.title")}</legend>
      <div className={styles.fields}>
        {conflicts.map(({ key, label, stands, ...values }) => {
          const name = say(label) || t(`fields.${key}`);
          return (
            <div key={key} className={styles.field}>
              <span>{name}</span>
              <Radio.Group
                aria-label={name}
                value={stands}
                onChange={({ target }) => onChoose(key, target.value as Side)}
                options={(["survivor", "absorbed"] as const).map((side) => ({
                  value: side,
                  label: (
                    <>
                      {say(values[side])} <small>{t(`side.${side}`)}</small>
                    </>
                  ),
                }))}
              />
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
