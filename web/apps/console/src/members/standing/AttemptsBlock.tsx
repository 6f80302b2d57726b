// Tasks that the member took up: how far each is, until when, and how it ended.
import type { Standing } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import meter from "./RequirementMeter.module.css";
import block from "./StandingBlock.module.css";

export function AttemptsBlock({ standing }: { standing: Standing }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  const { attempts } = standing;
  if (attempts.length === 0) return null;
  return (
    <div>
      <h3 className={block.title}>{t("titles.tasks")}</h3>
      <div className={block.meters}>
        {attempts.map((attempt) => {
          const show = attempt.unit === "money" ? format.money : format.count;
          const { name, status, until, progress, required } = attempt;
          const words = {
            running: t("titles.running", { until: format.dateTime(until) }),
            done: t("titles.done"),
            missed: t("titles.missed", { until: format.dateTime(until) }),
          }[status];
          const share = Math.min(1, progress / required);
          return (
            <div key={attempt.task} title={say(attempt.text)}>
              <div className={meter.line}>
                <span>{say(name)}</span>
                <span className="rg-num">
                  {t("standing.haveOf", { have: show(progress), required: show(required) })}
                </span>
              </div>
              <div
                className={meter.track}
                role="meter"
                aria-label={say(name)}
                aria-valuemin={0}
                aria-valuemax={required}
                aria-valuenow={Math.min(progress, required)}
                aria-valuetext={words}
              >
                <span
                  className={meter.bar}
                  style={{ width: `${String(share * 100)}%`, background: "var(--rg-brand)" }}
                />
              </div>
              <span className={status === "done" ? meter.met : meter.missing}>{words}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
