// Where the answer says that two people are needed: hand what was to be done to somebody else.
import { ApiProblem } from "@regulars/client";
import { problemKey } from "@regulars/ui";
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { useAskApproval, type ApprovalAsk } from "./useApprovals";

interface AskApprovalProps {
  /** Why it was refused. */
  error: unknown;
  ask: ApprovalAsk;
}

export function AskApproval({ error, ask: wanted }: AskApprovalProps) {
  const { t, i18n } = useTranslation(["approvals", "ui"]);
  const ask = useAskApproval();
  if (ask.isSuccess) return <Alert type="success" showIcon title={t("asked")} />;
  const above = error instanceof ApiProblem ? Number(error.problem.facts?.above ?? 0) : 0;
  const refusal = ask.error instanceof ApiProblem ? `approvals:refusal.${ask.error.code}` : "";
  const words =
    ask.error &&
    (refusal && i18n.exists(refusal) ? t(refusal) : t(`ui:error.${problemKey(ask.error)}.advice`));
  return (
    <>
      <Alert
        type="info"
        showIcon
        title={t(`needed.${wanted.what}`, { above })}
        action={
          <Button
            size="small"
            type="primary"
            loading={ask.isPending}
            onClick={() => ask.mutate(wanted)}
          >
            {t("ask")}
          </Button>
        }
      />
      {words && <Alert type="error" showIcon title={words} />}
    </>
  );
}
