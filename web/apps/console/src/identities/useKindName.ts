// What a kind of identity is called: in our words, or as the operator named it.
import { useTranslation } from "react-i18next";

export function useKindName(): (kind: string) => string {
  const { t } = useTranslation(["identities", "members"]);
  return (kind) =>
    kind === "visitor" || kind === "device"
      ? t(`identities:kind.${kind}`)
      : t(`members:identity.${kind}`, { defaultValue: kind });
}
