// The words for a refusal that has to do with log-in, accounts or keys; null when nothing was refused.
import { ApiProblem } from "@regulars/client";
import { problemKey } from "@regulars/ui";
import { useTranslation } from "react-i18next";

const SECONDS_PER_MINUTE = 60;
const TOLD = new Set([
  "attempts_exceeded",
  "code_invalid",
  "credentials_invalid",
  "display_name_invalid",
  "email_invalid",
  "email_taken",
  "enrolment_missing",
  "key_ended",
  "last_admin",
  "link_invalid",
  "password_too_short",
  "password_weak",
  "password_wrong",
  "assignments_invalid",
  "role_exists",
  "role_in_use",
  "scope_exceeded",
  "rules_end_own_session",
  "rules_invalid",
  "second_factor_required",
  "session_unknown",
  "staff_deactivated",
  "staff_exists",
  "username_invalid",
]);

export function useAccessWords(error: unknown): string | null {
  const { t } = useTranslation(["account", "ui"]);
  if (!error) return null;
  if (!(error instanceof ApiProblem) || !TOLD.has(error.code)) {
    return t(`ui:error.${problemKey(error)}.advice`);
  }
  const seconds = Number(error.problem.facts?.retry_after_seconds ?? 0);
  return t(`refusal.${error.code}`, { minutes: Math.ceil(seconds / SECONDS_PER_MINUTE) });
}
