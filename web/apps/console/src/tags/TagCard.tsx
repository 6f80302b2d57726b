// A tag on a phone.
import type { Tag } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { TagActions } from "./TagActions";
import styles from "./TagCard.module.css";
import { TagChip } from "./TagChip";
import { TagWords } from "./TagWords";

export function TagCard({ tag, onEdit }: { tag: Tag; onEdit: ((tag: Tag) => void) | undefined }) {
  const { t } = useTranslation("tags");
  const format = useFormat();
  return (
    <article className={styles.card} aria-label={tag.name}>
      <header className={styles.head}>
        <TagChip name={tag.name} color={tag.color} />
        <span>{t(`kind.${tag.kind}`)}</span>
        <strong className="rg-num">{tag.is_pending ? t("pending") : format.count(tag.members)}</strong>
      </header>
      <TagWords tag={tag} />
      {onEdit && <TagActions tag={tag} onEdit={onEdit} />}
    </article>
  );
}
