// One way up: its name where it is a lift, the condition it asks for, and a meter for each thing that counts.
import type { WayUp } from "@regulars/client";
import { useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { RequirementMeter } from "./RequirementMeter";
import styles from "./StandingBlock.module.css";

export function WayMeters({ way, color }: { way: WayUp; color: string }) {
  const { t } = useTranslation("members");
  const say = useSay();
  const when = way.requirements.find((requirement) => requirement.when)?.when;
  return (
    <>
      {way.name && <b className={styles.lift}>{t("standing.lift", { name: say(way.name) })}</b>}
      {when && (
        <p className={way.holds ? styles.when : styles.barred}>
          {t(way.holds ? "standing.whenHolds" : "standing.whenFails", { when: say(when) })}
        </p>
      )}
      <div className={styles.meters}>
        {way.requirements.map((requirement) => (
          <RequirementMeter
            key={`${requirement.metric} ${requirement.window.en} ${String(requirement.in_each_month)}`}
            requirement={requirement}
            color={color}
          />
        ))}
      </div>
    </>
  );
}
