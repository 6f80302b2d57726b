// A custom field on a phone.
import type { CustomField } from "@regulars/client";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./FieldCard.module.css";
import { FieldMarks } from "./FieldMarks";

interface FieldCardProps {
  field: CustomField;
  onEdit: ((field: CustomField) => void) | undefined;
}

export function FieldCard({ field, onEdit }: FieldCardProps) {
  const { t } = useTranslation("fields");
  return (
    <article className={styles.card} aria-label={field.name}>
      <header className={styles.head}>
        <strong>{field.name}</strong>
        <span>{t(`kind.${field.kind}`)}</span>
        <span>{t(`asked.${field.asked_of}`)}</span>
      </header>
      <FieldMarks field={field} />
      {onEdit && (
        <Button size="small" className={styles.edit} onClick={() => onEdit(field)}>
          {t("edit")}
        </Button>
      )}
    </article>
  );
}
