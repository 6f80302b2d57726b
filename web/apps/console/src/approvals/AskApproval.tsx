// Where the ledger says that two people are needed: hand the adjustment to somebody else.
import { ApiProblem, type EventIn } from "@regulars/client";
import { problemKey } from "@regulars/ui";
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { useAskApproval } from "./useApprovals";

interface AskApprovalProps {
  /** Why the event was refused. */
  error: unknown;
  event: EventIn;
}

export function AskApproval({ error, event }: AskApprovalProps) {
  const { t } = useTranslation(["approvals", "ui"]);
  const ask = useAskApproval();
  if (ask.isSuccess) return <Alert type="success" showIcon title={t("asked")} />;
  const above = error instanceof ApiProblem ? Number(error.problem.facts?.above ?? 0) : 0;
  const words =
    ask.error &&
    (ask.error instanceof ApiProblem && ask.error.code === "approval_impossible"
      ? t("refusal.approval_impossible")
      : t(`ui:error.${problemKey(ask.error)}.advice`));
  return (
    <>
      <Alert
        type="info"
        showIcon
        title={t("needed", { above })}
        action={
          <Button
            size="small"
            type="primary"
            loading={ask.isPending}
            onClick={() =>
              ask.mutate({
                type: event.type,
                member_id: event.member_id ?? "",
                data: { ...event.data },
              })
            }
          >
            {t("ask")}
          </Button>
        }
      />
      {words && <Alert type="error" showIcon title={words} />}
    </>
  );
}
