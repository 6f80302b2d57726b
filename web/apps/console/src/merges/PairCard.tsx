// Two members side by side, why they may be one person, and what to do about it.
import type { DuplicatePair } from "@regulars/client";
import { useFormat, useSay } from "@regulars/ui";
import { Button, Popconfirm, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { identityWords } from "../members/identityWords";
import { useProgram } from "../program/useProgram";
import styles from "./PairCard.module.css";
import { useMayMerge } from "./useMerges";
import { useSideName } from "./useSideName";

interface PairCardProps {
  pair: DuplicatePair;
  isBusy: boolean;
  onMerge: () => void;
  onDismiss: () => void;
}

export function PairCard({ pair, isBusy, onMerge, onDismiss }: PairCardProps) {
  const { t } = useTranslation("merges");
  const { t: ofMembers } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  const sideName = useSideName();
  const mayMerge = useMayMerge();
  const tiers = useProgram().data?.tiers;
  const rows = [
    { key: "identities", of: (side: Side) => side.identities.map((each) => identityWords(each, ofMembers)).join(" · ") },
    { key: "tier", of: (side: Side) => say(tiers?.find(({ key }) => key === side.tier)?.name) || side.tier },
    { key: "points", of: (side: Side) => format.count(side.points_available) },
    { key: "orders", of: (side: Side) => format.count(side.orders) },
    { key: "spend", of: (side: Side) => format.money(side.spend_minor) },
    { key: "lastOrder", of: (side: Side) => format.date(side.last_order_at) },
    { key: "joined", of: (side: Side) => format.date(side.joined_at) },
  ];
  const names = t("pair.both", { first: sideName(pair.first), second: sideName(pair.second) });
  return (
    <section className={styles.card} aria-label={names}>
      <p className={styles.reasons}>
        {pair.reasons.map((reason) => (
          <Tag key={reason}>{t(`reasons.${reason}`)}</Tag>
        ))}
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            {[pair.first, pair.second].map((side) => (
              <th key={side.member_id} scope="col">
                <Link to={`/members/${side.member_id}`}>{sideName(side)}</Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, of }) => (
            <tr key={key} className={of(pair.first) === of(pair.second) ? undefined : styles.differs}>
              <th scope="row">{t(`pair.${key}`)}</th>
              <td className="rg-num">{of(pair.first) || format.nothing}</td>
              <td className="rg-num">{of(pair.second) || format.nothing}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {mayMerge && (
        <p className={styles.actions}>
          <Popconfirm
            title={t("dismiss.ask")}
            description={t("dismiss.words")}
            okText={t("dismiss.confirm")}
            onConfirm={onDismiss}
            styles={{ root: { maxWidth: 320 } }}
          >
            <Button loading={isBusy}>{t("dismiss.open")}</Button>
          </Popconfirm>
          <Button type="primary" onClick={onMerge}>
            {t("merge.open")}
          </Button>
        </p>
      )}
    </section>
  );
}

type Side = DuplicatePair["first"];
