// A milestone of this month: how far, and what is missing to the next award.
import type { Progress } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { Meter } from "./Meter";

export function MilestoneMeter({ milestone }: { milestone: Progress["milestones"][number] }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  const { have, next_at: nextAt, times, unit } = milestone;
  const show = unit === "money" ? format.money : format.count;
  const goal = nextAt ?? have;
  return (
    <Meter
      text={say(milestone.text)}
      label={say(milestone.metric)}
      value={
        nextAt === null
          ? show(have)
          : t("progress.haveOf", { have: show(have), goal: show(nextAt) })
      }
      have={have}
      goal={goal}
      rest={
        nextAt === null
          ? t("progress.full", { times })
          : t("progress.missing", { missing: show(nextAt - have), times })
      }
    />
  );
}
