// The ladder: each tier in its colour, with what it asks for; a tier opens its members.
import type { ProgramTier } from "@regulars/client";
import { Panel, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { cardFace } from "../members/cardFace";
import { RequirementPhrase } from "../members/standing/RequirementPhrase";
import { membersLink } from "../overview/boardLinks";
import styles from "./LadderCard.module.css";

export function LadderCard({ tiers }: { tiers: ProgramTier[] }) {
  const { t } = useTranslation("program");
  const say = useSay();
  const steps = [...tiers].sort((one, other) => one.level - other.level);
  return (
    <Panel title={t("ladder.title")} description={t("ladder.words")}>
      <ol className={styles.ladder}>
        {steps.map((tier) => (
          <li key={tier.key} className={styles.step}>
            <span className={styles.color} style={cardFace(tier.color, tier.look.to_color)} aria-hidden />
            <b>
              {tier.look.badge && <span aria-hidden>{tier.look.badge} </span>}
              {say(tier.name)}
              {tier.look.title && <small className={styles.title}>{say(tier.look.title)}</small>}
            </b>
            <span className={styles.words}>
              <RequirementPhrase requirements={tier.requirements} />
            </span>
            <Link to={membersLink({ tier: tier.key })}>{t("ladder.members")}</Link>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
