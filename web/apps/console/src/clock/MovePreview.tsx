// What moving the clock will do: from when to when, and for how many members something falls due.
import type { Due } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { FactList } from "../members/ledger/FactList";
import styles from "./MoveClockModal.module.css";

interface MovePreviewProps {
  from: string;
  due: Due;
}

export function MovePreview({ from, due }: MovePreviewProps) {
  const { t } = useTranslation("clock");
  const format = useFormat();
  return (
    <>
      <FactList
        facts={[
          { key: "from", label: t("from"), value: format.dateTime(from) },
          { key: "to", label: t("to"), value: format.dateTime(due.to) },
          { key: "due", label: t("due"), value: format.count(due.members_due) },
        ]}
      />
      <p className={styles.words}>{t("words")}</p>
    </>
  );
}
