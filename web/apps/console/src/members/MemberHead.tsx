// Who the member is: avatar, name, identities, lifecycle, key figures, tier card, quick action.
import type { Member, Unmasked } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { MemberTags } from "../tags/MemberTags";
import { TierBenefits } from "./benefits/TierBenefits";
import { GrantCardAction } from "./cards/GrantCardAction";
import { FreezeAction } from "./freeze/FreezeAction";
import { HomeFact } from "./HomeFact";
import { identityWords } from "./identityWords";
import { LifecycleTag } from "./LifecycleTag";
import { MemberAvatar } from "./MemberAvatar";
import styles from "./MemberHead.module.css";
import { nameOf } from "./nameOf";
import { UnmaskAction } from "./privacy/UnmaskAction";
import { TierCard } from "./TierCard";

const AdjustModal = lazy(async () => ({
  default: (await import("./adjust/AdjustModal")).AdjustModal,
}));

export function MemberHead({ member }: { member: Member }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const [isAdjusting, setIsAdjusting] = useState(false);
  const [unmasked, setUnmasked] = useState<Unmasked>();
  const shown = { ...member, ...unmasked };
  const name = shown.display_name || t("page.unnamed", { no: member.member_no });
  const facts = [
    { key: "orders", text: format.count(member.orders) },
    { key: "spend", text: format.money(member.spend_minor) },
    { key: "lastOrder", text: format.date(member.last_order_at) },
    { key: "joined", text: format.date(member.joined_at) },
  ];
  return (
    <section className={styles.head} aria-label={name}>
      <div className={styles.who}>
        <MemberAvatar name={nameOf(shown)} size={64} />
        <div className={styles.words}>
          <h1 className={styles.name}>
            {name} <LifecycleTag stage={member.lifecycle} />
          </h1>
          <ul className={styles.identities}>
            {shown.display_name && <li>{t("page.memberNo", { no: member.member_no })}</li>}
            {shown.identities.map((identity) => (
              <li key={`${identity.kind}:${identity.value}`}>{identityWords(identity, t)}</li>
            ))}
            {member.is_masked && !unmasked && (
              <li>
                <UnmaskAction memberId={member.member_id} onShown={setUnmasked} />
              </li>
            )}
          </ul>
          <MemberTags memberId={member.member_id} />
          <dl className={styles.facts}>
            {facts.map(({ key, text }) => (
              <div key={key}>
                <dt>{t(`column.${key}`)}</dt>
                <dd className="rg-num">{text}</dd>
              </div>
            ))}
            <HomeFact memberId={member.member_id} />
          </dl>
        </div>
      </div>
      <div className={styles.side}>
        <TierCard member={member} />
        <TierBenefits memberId={member.member_id} />
        <Button onClick={() => setIsAdjusting(true)}>{t("adjust.open")}</Button>
        <GrantCardAction memberId={member.member_id} />
        <FreezeAction memberId={member.member_id} />
      </div>
      {isAdjusting && (
        <Suspense fallback={null}>
          <AdjustModal memberId={member.member_id} onClose={() => setIsAdjusting(false)} />
        </Suspense>
      )}
    </section>
  );
}
