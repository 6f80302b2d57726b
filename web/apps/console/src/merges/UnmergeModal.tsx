// Undo a merge: see what each gets back, say why, and do it.
import type { Merge } from "@regulars/client";
import { LoadingState, useFocusReturn, useIsPhone } from "@regulars/ui";
import { Modal } from "antd";
import { useTranslation } from "react-i18next";
import { AskApproval } from "../approvals/AskApproval";
import { needsApproval } from "../approvals/needsApproval";
import { EffectTable } from "./EffectTable";
import styles from "./MergeModal.module.css";
import { MergeRefusal } from "./MergeRefusal";
import { ReasonForm } from "./ReasonForm";
import { useUndoPreview, useUnmerge } from "./useMerges";

interface UnmergeModalProps {
  merge: Merge;
  onClose: () => void;
}

export function UnmergeModal({ merge, onClose }: UnmergeModalProps) {
  const { t } = useTranslation("merges");
  const isPhone = useIsPhone();
  useFocusReturn();
  const preview = useUndoPreview(merge.merge_id);
  const unmerge = useUnmerge();
  return (
    <Modal
      open
      title={t("undo.title")}
      width={isPhone ? "100%" : 560}
      onCancel={onClose}
      footer={null}
    >
      <div className={styles.body}>
        <p className={styles.words}>{t("undo.words")}</p>
        {preview.data ? (
          <EffectTable
            effect={preview.data}
            names={{ survivor: t("undo.this"), absorbed: t("undo.other") }}
          />
        ) : (
          !preview.isError && <LoadingState rows={6} />
        )}
        {unmerge.variables && needsApproval(unmerge.error) ? (
          <AskApproval
            error={unmerge.error}
            ask={{
              what: "unmerge",
              body: { merge_id: unmerge.variables.mergeId, reason: unmerge.variables.reason },
            }}
          />
        ) : (
          <MergeRefusal error={preview.error ?? unmerge.error} />
        )}
        <ReasonForm
          confirm={t("undo.confirm")}
          isBusy={unmerge.isPending}
          isDisabled={!preview.data}
          onConfirm={(reason) =>
            unmerge.mutate({ mergeId: merge.merge_id, reason }, { onSuccess: onClose })
          }
        />
      </div>
    </Modal>
  );
}
