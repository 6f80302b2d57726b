// The columns of the table of those who win or lose.
import type { AffectedMember, BacktestReport } from "@regulars/client";
import { TierBadge, useFormat, useSay } from "@regulars/ui";
import { Button, type TableColumnType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { nameOf } from "../members/nameOf";

export function useAffectedColumns(
  report: BacktestReport,
  onOpen: (member: AffectedMember) => void,
): TableColumnType<AffectedMember>[] {
  const { t } = useTranslation("backtest");
  const format = useFormat();
  const say = useSay();
  const tiers = new Map(
    report.ladders.flatMap((ladder) => ladder.tiers.map((tier) => [tier.key, tier] as const)),
  );
  const tierOf = (key: string) => {
    const tier = tiers.get(key);
    return tier ? <TierBadge tier={tier} /> : key;
  };
  return [
    {
      key: "member",
      title: t("affected.member"),
      render: (_, member) => <Link to={`/members/${member.member_id}`}>{nameOf(member)}</Link>,
    },
    {
      key: "difference",
      title: t("affected.difference"),
      align: "right",
      className: "rg-num",
      render: (_, { difference_minor }) => format.money(difference_minor),
    },
    ...report.wallets.map(
      ({ key, name }): TableColumnType<AffectedMember> => ({
        key,
        title: t("affected.given", { wallet: say(name) }),
        align: "right",
        className: "rg-num",
        render: (_, { in_force, draft }) =>
          t("pair", {
            was: format.count(in_force[key]?.given ?? 0),
            would: format.count(draft[key]?.given ?? 0),
          }),
      }),
    ),
    {
      key: "tier",
      title: t("affected.tier"),
      render: (_, { tier_in_force, tier_draft }) =>
        tier_in_force === tier_draft ? (
          tierOf(tier_draft)
        ) : (
          <>
            {tierOf(tier_in_force)} → {tierOf(tier_draft)}
          </>
        ),
    },
    {
      key: "life",
      title: <span className="rg-visually-hidden">{t("affected.open")}</span>,
      align: "right",
      render: (_, member) => (
        <Button size="small" onClick={() => onOpen(member)}>
          {t("affected.open")}
        </Button>
      ),
    },
  ];
}
