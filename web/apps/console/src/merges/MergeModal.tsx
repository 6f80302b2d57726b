// Merge a pair: choose who stays, see what it does to both, say why, and do it.
import type { DuplicatePair, MergeChoice } from "@regulars/client";
import { LoadingState, useFocusReturn, useIsPhone } from "@regulars/ui";
import { Modal, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AskApproval } from "../approvals/AskApproval";
import { needsApproval } from "../approvals/needsApproval";
import { EffectTable } from "./EffectTable";
import { FieldChoices } from "./FieldChoices";
import styles from "./MergeModal.module.css";
import { MergeRefusal } from "./MergeRefusal";
import { PolicyChoice } from "./PolicyChoice";
import { ReasonForm } from "./ReasonForm";
import { useSideName } from "./useSideName";
import { useMerge, useMergePreview } from "./useMerges";

interface MergeModalProps {
  pair: DuplicatePair;
  onClose: () => void;
}

export function MergeModal({ pair, onClose }: MergeModalProps) {
  const { t } = useTranslation("merges");
  const isPhone = useIsPhone();
  const sideName = useSideName();
  useFocusReturn();
  const sides = [pair.first, pair.second];
  const [survivorId, setSurvivorId] = useState(() => likelySurvivor(pair));
  const survivor = sides.find(({ member_id }) => member_id === survivorId) ?? pair.first;
  const absorbed = sides.find(({ member_id }) => member_id !== survivorId) ?? pair.second;
  const [choice, setChoice] = useState<MergeChoice>({ tier: "higher", profile: "filled", fields: {} });
  const preview = useMergePreview(absorbed.member_id, survivor.member_id, choice);
  const merge = useMerge();
  return (
    <Modal
      open
      title={t("merge.title")}
      width={isPhone ? "100%" : 560}
      onCancel={onClose}
      footer={null}
    >
      <div className={styles.body}>
        <p className={styles.words}>{t("merge.words")}</p>
        <fieldset className={styles.choice}>
          <legend>{t("merge.survivor")}</legend>
          <Radio.Group
            vertical
            value={survivorId}
            onChange={({ target }) => {
              setSurvivorId(target.value as string);
              // What was chosen for a side means the other one now.
              setChoice({ ...choice, fields: {} });
            }}
            options={sides.map((side) => ({ value: side.member_id, label: sideName(side) }))}
          />
        </fieldset>
        <PolicyChoice choice={choice} onChange={setChoice} />
        <FieldChoices
          conflicts={preview.data?.conflicts ?? []}
          onChoose={(key, side) => setChoice({ ...choice, fields: { ...choice.fields, [key]: side } })}
        />
        {preview.data ? (
          <EffectTable
            effect={preview.data}
            names={{ absorbed: sideName(absorbed), survivor: sideName(survivor) }}
          />
        ) : (
          !preview.isError && <LoadingState rows={6} />
        )}
        {merge.variables && needsApproval(merge.error) ? (
          <AskApproval error={merge.error} ask={{ what: "merge", body: merge.variables }} />
        ) : (
          <MergeRefusal error={preview.error ?? merge.error} />
        )}
        <ReasonForm
          confirm={t("merge.confirm")}
          isBusy={merge.isPending}
          isDisabled={!preview.data || preview.isPlaceholderData}
          onConfirm={(reason) =>
            merge.mutate(
              {
                absorbed_id: absorbed.member_id,
                survivor_id: survivor.member_id,
                reason,
                ...choice,
              },
              { onSuccess: onClose },
            )
          }
        />
      </div>
    </Modal>
  );
}

/** Whoever bought more, and of two alike the older one, is likely to stay. */
function likelySurvivor({ first, second }: DuplicatePair): string {
  if (first.orders !== second.orders) {
    return first.orders > second.orders ? first.member_id : second.member_id;
  }
  return first.joined_at <= second.joined_at ? first.member_id : second.member_id;
}
