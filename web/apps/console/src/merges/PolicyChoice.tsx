// What is chosen for a merge: which tier the survivor has, and whose profile holds where both told something.
import type { MergeChoice } from "@regulars/client";
import { Radio } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./MergeModal.module.css";

const TIERS: MergeChoice["tier"][] = ["higher", "survivor", "recompute"];
const PROFILES: MergeChoice["profile"][] = ["filled", "survivor", "newest"];

interface PolicyChoiceProps {
  choice: MergeChoice;
  onChange: (choice: MergeChoice) => void;
}

export function PolicyChoice({ choice, onChange }: PolicyChoiceProps) {
  const { t } = useTranslation("merges");
  return (
    <>
      <fieldset className={styles.choice}>
        <legend>{t("policy.tier")}</legend>
        <Radio.Group
          vertical
          value={choice.tier}
          onChange={({ target }) => onChange({ ...choice, tier: target.value as MergeChoice["tier"] })}
          options={TIERS.map((value) => ({ value, label: t(`policy.tiers.${value}`) }))}
        />
      </fieldset>
      <fieldset className={styles.choice}>
        <legend>{t("policy.profile")}</legend>
        <Radio.Group
          vertical
          value={choice.profile}
          onChange={({ target }) =>
            onChange({ ...choice, profile: target.value as MergeChoice["profile"] })
          }
          options={PROFILES.map((value) => ({ value, label: t(`policy.profiles.${value}`) }))}
        />
      </fieldset>
    </>
  );
}
