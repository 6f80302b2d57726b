// By which ways members log in, as this service was started.
import type { SecuritySettings } from "@regulars/client";
import { useTranslation } from "react-i18next";
import { FactList } from "../members/ledger/FactList";
import styles from "./LogInFacts.module.css";

export function MemberLogInFacts({ members }: { members: SecuritySettings["members"] }) {
  const { t } = useTranslation("security");
  const isSet = (on: boolean) => t(on ? "on" : "off");
  const facts = {
    email: isSet(members.email),
    sms: isSet(members.sms),
    app: members.app_issuer ?? t("off"),
  };
  const names = Object.keys(facts) as (keyof typeof facts)[];
  return (
    <div className={styles.facts}>
      <FactList facts={names.map((key) => ({ key, label: t(`members.${key}`), value: facts[key] }))} />
    </div>
  );
}
