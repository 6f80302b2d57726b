// Another version came since the draft was begun: who made it and why, and the way on.
import type { Program } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import styles from "./ConflictNote.module.css";

interface ConflictNoteProps {
  latest: Program;
  basedOn: number;
  onRebase: () => void;
}

export function ConflictNote({ latest, basedOn, onRebase }: ConflictNoteProps) {
  const { t } = useTranslation("draft");
  const format = useFormat();
  const say = useSay();
  return (
    <Alert
      type="warning"
      showIcon
      className={styles.note}
      title={t("conflict.title", { version: latest.version })}
      description={
        <>
          <p>
            {t("conflict.words", {
              who: latest.published_by,
              when: format.dateTime(latest.published_at),
              note: say(latest.note),
            })}
          </p>
          <p className={styles.ways}>
            <Link to={`/program/compare?from=${String(basedOn)}&to=${String(latest.version)}`}>
              {t("conflict.look", { version: latest.version })}
            </Link>
            <Button size="small" onClick={onRebase}>
              {t("conflict.rebase", { version: latest.version })}
            </Button>
          </p>
        </>
      }
    />
  );
}
