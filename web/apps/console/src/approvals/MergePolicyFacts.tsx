// What was chosen for a merge that is asked for: whose tier, whose profile, whose word in single fields.
import { useTranslation } from "react-i18next";
import { ChosenFields } from "../merges/ChosenFields";

export function MergePolicyFacts({ data }: { data: Record<string, unknown> }) {
  const { t } = useTranslation("merges");
  const tier = typeof data.tier === "string" ? data.tier : "higher";
  const profile = typeof data.profile === "string" ? data.profile : "filled";
  const fields = (data.fields ?? {}) as Record<string, string>;
  return (
    <>
      {t("panel.policy", { tier: t(`policy.tiers.${tier}`), profile: t(`policy.profiles.${profile}`) })}{" "}
      <ChosenFields fields={fields} />
    </>
  );
}
