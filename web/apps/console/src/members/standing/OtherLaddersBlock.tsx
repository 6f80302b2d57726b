// Where the member stands on the program's further ladders, and what is missing to the next tier there.
import type { Standing } from "@regulars/client";
import { TierBadge, useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { missingWords } from "./missingWords";
import styles from "./OtherLaddersBlock.module.css";
import block from "./StandingBlock.module.css";

export function OtherLaddersBlock({ others }: { others: Standing["others"] }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  if (others.length === 0) return null;
  return (
    <div>
      <h3 className={block.title}>{t("titles.others")}</h3>
      <ul className={styles.ladders}>
        {others.map(({ ladder, name, tier, since, next }) => (
          <li key={ladder}>
            <b>{say(name)}</b>
            <TierBadge tier={tier} />
            <span>{t("standing.since", { at: format.date(since) })}</span>
            {next && (
              <small>
                {t(next.ways.length > 1 ? "standing.nearest" : "standing.toNext", {
                  tier: say(next.tier.name),
                  missing: missingWords(next.ways[0]?.requirements ?? [], { t, format, say }),
                })}
              </small>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
