// Staff log-in in its steps: password, then the second factor, or setting one up where the role needs it.
import { ErrorState, LoadingState } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { Navigate, useSearchParams } from "react-router";
import { CodeStep } from "./CodeStep";
import { EnrolStep } from "./EnrolStep";
import { EntryFrame } from "./EntryFrame";
import { PasswordStep } from "./PasswordStep";
import { safeNext } from "./safeNext";
import { useSession } from "./useSession";

export function LoginPage() {
  const { t } = useTranslation("session");
  const [search] = useSearchParams();
  const session = useSession();
  const stage = session.data?.stage ?? "password";

  if (stage === "open") return <Navigate to={safeNext(search.get("next"))} replace />;
  return (
    <EntryFrame title={t(`${stage}.title`)} words={t(`${stage}.words`)}>
      {session.isPending ? (
        <LoadingState rows={4} />
      ) : session.isError ? (
        <ErrorState error={session.error} onRetry={() => void session.refetch()} />
      ) : stage === "code" ? (
        <CodeStep />
      ) : stage === "enrol" ? (
        <EnrolStep />
      ) : (
        <PasswordStep />
      )}
    </EntryFrame>
  );
}
