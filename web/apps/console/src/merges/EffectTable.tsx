// What a merge, or undoing one, leaves both members with: each wallet and ladder, before and after.
import type { MergeEffect } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { useFields } from "../fields/useFields";
import { useProgram } from "../program/useProgram";
import styles from "./EffectTable.module.css";

interface EffectTableProps {
  effect: MergeEffect;
  /** What the two are called here. */
  names: { absorbed: string; survivor: string };
}

export function EffectTable({ effect, names }: EffectTableProps) {
  const { t } = useTranslation("merges");
  const format = useFormat();
  const say = useSay();
  const program = useProgram().data;
  const walletName = (key: string) =>
    say(program?.wallets.find((wallet) => wallet.key === key)?.name) || key;
  const tierName = (key = "") => say(program?.tiers.find((tier) => tier.key === key)?.name) || key;
  const fields = useFields().data?.items ?? [];
  const taken = effect.taken.map((key) => fields.find((field) => field.key === key)?.name ?? key);
  const sides = (["survivor", "absorbed"] as const).map((side) => ({ side, ...effect[side] }));
  return (
    <div className={styles.sides}>
      {sides.map(({ side, before, after }) => (
        <table key={side} className={styles.side}>
          <caption>
            {names[side]} <small>{t(`side.${side}`)}</small>
          </caption>
          <thead>
            <tr>
              <td />
              <th scope="col">{t("effect.before")}</th>
              <th scope="col">{t("effect.after")}</th>
            </tr>
          </thead>
          <tbody>
            {Object.keys({ ...before.balances, ...after.balances }).map((wallet) => (
              <tr key={wallet}>
                <th scope="row">{walletName(wallet)}</th>
                <td className="rg-num">{format.count(before.balances[wallet]?.balance ?? 0)}</td>
                <td className="rg-num">{format.count(after.balances[wallet]?.balance ?? 0)}</td>
              </tr>
            ))}
            {Object.keys(after.tiers).map((ladder) => (
              <tr key={ladder}>
                <th scope="row">{t("effect.tier")}</th>
                <td>{tierName(before.tiers[ladder])}</td>
                <td>{tierName(after.tiers[ladder])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      {taken.length > 0 && <p>{t("effect.taken", { fields: taken.join(t("effect.comma")) })}</p>}
    </div>
  );
}
