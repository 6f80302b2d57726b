// Why an endpoint was refused, in words that say what to change.
import { ApiProblem } from "@regulars/client";
import { problemKey } from "@regulars/ui";
import { useTranslation } from "react-i18next";

const KNOWN = ["webhook_address_refused", "webhook_invalid", "webhooks_exceeded"] as const;

export function useWebhookRefusal(error: unknown): string | null {
  const { t } = useTranslation(["webhooks", "ui"]);
  if (!error) return null;
  const code = error instanceof ApiProblem ? KNOWN.find((known) => known === error.code) : undefined;
  return code ? t(`webhooks:refused.${code}`) : t(`ui:error.${problemKey(error)}.advice`);
}
