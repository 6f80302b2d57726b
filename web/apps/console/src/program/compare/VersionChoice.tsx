// Chooses one of the published versions.
import type { ProgramVersion } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./VersionChoice.module.css";

interface VersionChoiceProps {
  label: string;
  versions: ProgramVersion[];
  value: number;
  onChoose: (version: number) => void;
}

export function VersionChoice({ label, versions, value, onChoose }: VersionChoiceProps) {
  const { t } = useTranslation("draft");
  const format = useFormat();
  return (
    <label className={styles.choice}>
      {label}
      <Select
        aria-label={label}
        value={value}
        onChange={onChoose}
        className={styles.select}
        options={versions.map(({ version, published_at }) => ({
          value: version,
          label: t("compare.version", { version, date: format.date(published_at) }),
        }))}
      />
    </label>
  );
}
