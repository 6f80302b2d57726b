// One requirement: how much there is, how much is asked, what is missing in words.
import type { RequirementProgress } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { amountWords } from "./requirementWords";
import styles from "./RequirementMeter.module.css";

interface RequirementMeterProps {
  requirement: RequirementProgress;
  color: string;
}

export function RequirementMeter({ requirement, color }: RequirementMeterProps) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  const { unit, have, required, missing, met, in_each_month: each } = requirement;
  const show = (amount: number) => amountWords(requirement, amount, { t, format });
  const share = required > 0 ? Math.min(1, Math.max(0, have / required)) : 1;
  const label = t(each === null ? "standing.meter" : "standing.meterEachMonth", {
    name: say(requirement.name),
    window: say(requirement.window),
    amount: each === null ? "" : unit === "money" ? format.money(each) : format.count(each),
  });
  return (
    <div>
      <div className={styles.line}>
        <span>{label}</span>
        <span className="rg-num">
          {t("standing.haveOf", { have: show(have), required: show(required) })}
        </span>
      </div>
      <div
        className={styles.track}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={required}
        aria-valuenow={Math.min(have, required)}
        aria-valuetext={met ? t("standing.met") : t("standing.missing", { missing: show(missing) })}
      >
        <span
          className={styles.bar}
          style={{ width: `${String(share * 100)}%`, background: color }}
        />
      </div>
      <span className={met ? styles.met : styles.missing}>
        {met ? t("standing.met") : t("standing.missing", { missing: show(missing) })}
      </span>
    </div>
  );
}
