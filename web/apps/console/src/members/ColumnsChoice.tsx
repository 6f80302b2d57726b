// Which columns the table shows.
import { Button, Checkbox, Popover } from "antd";
import { useTranslation } from "react-i18next";
import { COLUMNS, type ColumnKey } from "./memberColumns";
import styles from "./ColumnsChoice.module.css";

interface ColumnsChoiceProps {
  columns: ColumnKey[];
  onChange: (columns: string[]) => void;
}

const WORDS: Partial<Record<ColumnKey, string>> = { last_order_at: "lastOrder", joined_at: "joined" };

export function ColumnsChoice({ columns, onChange }: ColumnsChoiceProps) {
  const { t } = useTranslation("members");
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <Checkbox.Group
          className={styles.choice}
          value={columns}
          options={COLUMNS.map((key) => ({ value: key, label: t(`column.${WORDS[key] ?? key}`) }))}
          onChange={(chosen) => onChange(chosen)}
        />
      }
    >
      <Button>{t("columns")}</Button>
    </Popover>
  );
}
