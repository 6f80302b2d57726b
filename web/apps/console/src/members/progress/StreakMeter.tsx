// A streak: days running so far, and how many more give the next award.
import type { Progress } from "@regulars/client";
import { useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { Meter } from "./Meter";

export function StreakMeter({ streak }: { streak: Progress["streaks"][number] }) {
  const { t } = useTranslation("members");
  const say = useSay();
  const { days, next_at: nextAt } = streak;
  return (
    <Meter
      text={say(streak.text)}
      label={t("progress.running")}
      value={String(days)}
      have={days}
      goal={nextAt}
      rest={t(streak.is_today_counted || days === 0 ? "progress.daysLeft" : "progress.daysLeftToday", {
        days: nextAt - days,
      })}
    />
  );
}
