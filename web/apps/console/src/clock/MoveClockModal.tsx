// Moving the clock: how far, what will fall due, confirm, and what it did.
import { problemKey, useFocusReturn, useIsPhone } from "@regulars/ui";
import { Alert, Button, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Leap } from "./leap";
import { LeapChoice } from "./LeapChoice";
import styles from "./MoveClockModal.module.css";
import { MoveDone } from "./MoveDone";
import { MovePreview } from "./MovePreview";
import { MoveProgress } from "./MoveProgress";
import { useAdvance } from "./useAdvance";
import { useDue } from "./useDue";

interface MoveClockModalProps {
  now: string;
  onClose: () => void;
}

export function MoveClockModal({ now, onClose }: MoveClockModalProps) {
  const { t } = useTranslation(["clock", "ui"]);
  const isPhone = useIsPhone();
  useFocusReturn();
  // The time at which the window was opened; the one outside moves on.
  const [from] = useState(now);
  const [leap, setLeap] = useState<Leap | null>({ days: 30 });
  const due = useDue(from, leap);
  const { advance, soFar, stop } = useAdvance();
  const error = due.error ?? advance.error;
  const isBusy = advance.isPending;

  return (
    <Modal
      open
      title={advance.data ? t("done") : t("title")}
      width={isPhone ? "100%" : 480}
      closable={!isBusy}
      mask={{ closable: false }}
      keyboard={!isBusy}
      onCancel={onClose}
      footer={
        advance.data ? (
          <Button type="primary" onClick={onClose}>
            {t("close")}
          </Button>
        ) : isBusy ? (
          <Button onClick={stop}>{t("stop")}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t("cancel")}</Button>
            <Button
              type="primary"
              disabled={!leap || !due.data || due.isPlaceholderData}
              onClick={() => due.data && advance.mutate(due.data.to)}
            >
              {t("confirm")}
            </Button>
          </>
        )
      }
    >
      {advance.data ? (
        <MoveDone advanced={advance.data} />
      ) : isBusy && due.data ? (
        <MoveProgress from={from} to={due.data.to} soFar={soFar} />
      ) : (
        <>
          <LeapChoice from={from} leap={leap} onChoose={setLeap} />
          {leap && due.data && <MovePreview from={from} due={due.data} />}
        </>
      )}
      {error && (
        <Alert
          className={styles.refusal}
          type="error"
          showIcon
          title={t("refused")}
          description={t(`ui:error.${problemKey(error)}.advice`)}
        />
      )}
    </Modal>
  );
}
