// How members log in, and what holds for each of them.
import type { SecuritySettings } from "@regulars/client";
import { useTranslation } from "react-i18next";
import { FactList } from "../members/ledger/FactList";
import styles from "./LogInFacts.module.css";

export function MemberLogInFacts({ members }: { members: SecuritySettings["members"] }) {
  const { t } = useTranslation("security");
  const isSet = (on: boolean) => t(on ? "on" : "off");
  const { code_minutes: minutes, code_attempts: times } = members;
  const session = { idle: members.session_idle_days, all: members.session_days };
  const facts = {
    email: isSet(members.email),
    sms: isSet(members.sms),
    app: members.app_issuer ?? t("off"),
    code: t("members.codeValue", { minutes, times }),
    limit: t("within", { times: members.codes_per_address, minutes }),
    session: t("members.sessionValue", session),
  };
  const names = Object.keys(facts) as (keyof typeof facts)[];
  return (
    <div className={styles.facts}>
      <FactList facts={names.map((key) => ({ key, label: t(`members.${key}`), value: facts[key] }))} />
    </div>
  );
}
