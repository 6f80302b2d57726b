// One request: what it would have done, what it would do now, and the decision.
import type { Approval } from "@regulars/client";
import { ApiProblem } from "@regulars/client";
import { LoadingState, problemKey, useFocusReturn, useFormat, useIsPhone } from "@regulars/ui";
import { Alert, Button, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FactList } from "../members/ledger/FactList";
import { useSession } from "../session/useSession";
import { EffectLines } from "./EffectLines";
import { MergePolicyFacts } from "./MergePolicyFacts";
import { MembersAbout } from "./MembersAbout";
import { TaggingFacts } from "./TaggingFacts";
import { useApproval, useDecide } from "./useApprovals";

const TOLD = new Set(["approval_own", "approval_decided", "approval_stale", "approval_impossible"]);

export function ApprovalModal({ approval, onClose }: { approval: Approval; onClose: () => void }) {
  const { t } = useTranslation(["approvals", "ui"]);
  const format = useFormat();
  const isPhone = useIsPhone();
  useFocusReturn();
  const query = useApproval(approval.approval_id);
  const decide = useDecide(approval.approval_id);
  const [note, setNote] = useState("");
  const username = useSession().data?.staff?.username;
  const isOwn = approval.requested_by === `staff:${username ?? ""}`;
  const seen = query.data;
  const waits = seen?.status === "pending";
  const error = decide.error;
  const words =
    error instanceof ApiProblem && TOLD.has(error.code)
      ? t(`refusal.${error.code}`)
      : error && t(`ui:error.${problemKey(error)}.advice`);
  const reason = seen?.data.reason;
  return (
    <Modal
      open
      title={t("detail")}
      width={isPhone ? "100%" : 520}
      onCancel={onClose}
      footer={
        waits && (
          <>
            <Button danger loading={decide.isPending} onClick={() => decide.mutate({ agrees: false, note, mark: null })}>
              {t(isOwn ? "withdraw" : "reject")}
            </Button>
            {!isOwn && (
              <Button
                type="primary"
                loading={decide.isPending}
                onClick={() => decide.mutate({ agrees: true, note, mark: seen.mark })}
              >
                {t("approve")}
              </Button>
            )}
          </>
        )
      }
    >
      {!seen ? (
        <LoadingState rows={5} />
      ) : (
        <>
          <FactList
            facts={[
              { key: "what", label: t("column.what"), value: t(`type.${seen.type.replace(".", "_")}`) },
              { key: "by", label: t("column.by"), value: seen.requested_by.replace("staff:", "") },
              { key: "at", label: t("column.at"), value: format.dateTime(seen.requested_at) },
              { key: "reason", label: t("reason"), value: typeof reason === "string" && reason ? reason : format.nothing },
              ...(seen.type === "tag.changed"
                ? [{ key: "tag", label: t("tagging.label"), value: <TaggingFacts data={seen.data} /> }]
                : []),
              ...(seen.type === "member.merged"
                ? [{ key: "policy", label: t("policyOf"), value: <MergePolicyFacts data={seen.data} /> }]
                : []),
              ...(seen.type === "members.imported"
                ? [{ key: "file", label: t("file"), value: String(seen.data.file_name) }]
                : []),
              { key: "foreseen", label: t("foreseen"), value: <EffectLines effect={seen.foreseen} /> },
              ...(seen.expected
                ? [{ key: "expected", label: t("expected"), value: <EffectLines effect={seen.expected} /> }]
                : []),
              ...(seen.outcome
                ? [{ key: "outcome", label: t("outcome"), value: <EffectLines effect={seen.outcome} /> }]
                : []),
              { key: "status", label: t("column.status"), value: t(`status.${seen.status}`) },
            ]}
          />
          <MembersAbout approval={seen} />
          {waits && (
            <>
              {isOwn && <Alert type="info" showIcon title={t("own")} />}
              <Input.TextArea
                aria-label={t("note")}
                placeholder={t("note")}
                rows={2}
                maxLength={500}
                value={note}
                onChange={(change) => setNote(change.target.value)}
              />
            </>
          )}
          {words && <Alert type="error" showIcon title={words} style={{ marginTop: 12 }} />}
        </>
      )}
    </Modal>
  );
}
