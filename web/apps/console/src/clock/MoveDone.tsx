// What moving the clock did.
import type { Advanced } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { FactList } from "../members/ledger/FactList";
import styles from "./MoveClockModal.module.css";

export function MoveDone({ advanced }: { advanced: Advanced }) {
  const { t } = useTranslation("clock");
  const format = useFormat();
  return (
    <>
      <FactList
        facts={[
          { key: "now", label: t("now"), value: format.dateTime(advanced.now) },
          { key: "settled", label: t("settled"), value: format.count(advanced.settlements) },
        ]}
      />
      <p className={styles.words}>{advanced.is_done ? t("doneWords") : t("stoppedWords")}</p>
    </>
  );
}
