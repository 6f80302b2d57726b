// What publishing does at once: who is lifted, whose review ends otherwise, who holds what changes.
import type { ProgramEffect } from "@regulars/client";
import { TierBadge, useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import styles from "./EffectView.module.css";
import { MoveList } from "./MoveList";

export function EffectView({ effect }: { effect: ProgramEffect }) {
  const { t } = useTranslation("draft");
  const format = useFormat();
  const say = useSay();
  const count = (members: number) =>
    t(effect.is_estimate ? "effect.about" : "effect.members", {
      count: members,
      formatted: format.count(members),
    });
  const isNothing = effect.ladders.length === 0 && effect.wallets.length === 0;
  return (
    <section className={styles.effect} aria-label={t("effect.title")}>
      <h3>{t("effect.title")}</h3>
      <p className={styles.words}>
        {t(effect.is_estimate ? "effect.sample" : "effect.all", {
          members: format.count(effect.members),
          judged: format.count(effect.judged),
        })}
      </p>
      {isNothing && <p>{t("effect.nothing")}</p>}
      {effect.ladders.map((ladder) => (
        <div key={ladder.key} className={styles.part}>
          <h4>{say(ladder.name)}</h4>
          {ladder.lifted.length === 0 && ladder.reviews.length === 0 && <p>{t("effect.noMoves")}</p>}
          <MoveList title={t("effect.lifted")} moves={ladder.lifted} count={count} />
          <MoveList title={t("effect.reviews")} moves={ladder.reviews} count={count} />
          {ladder.tiers.map(({ tier, members }) => (
            <p key={tier.key} className={styles.row}>
              <TierBadge tier={tier} />
              <span className={styles.words}>{t("effect.onTier", { members: count(members) })}</span>
            </p>
          ))}
        </div>
      ))}
      {effect.wallets.map((wallet) => (
        <div key={wallet.key} className={styles.part}>
          <h4>{say(wallet.name)}</h4>
          <p>
            {wallet.worth_after_minor === null
              ? t("effect.holders", { members: count(wallet.members) })
              : t("effect.holdersOf", {
                  members: count(wallet.members),
                  points: format.count(wallet.points),
                })}
          </p>
          {wallet.worth_before_minor !== null &&
            wallet.worth_after_minor !== null &&
            wallet.worth_before_minor !== wallet.worth_after_minor && (
              <p>
                {t("effect.worth", {
                  before: format.money(wallet.worth_before_minor),
                  after: format.money(wallet.worth_after_minor),
                })}
              </p>
            )}
        </div>
      ))}
    </section>
  );
}
