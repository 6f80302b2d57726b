// How staff log in, and what holds for each of them.
import type { SecuritySettings } from "@regulars/client";
import { useTranslation } from "react-i18next";
import { FactList } from "../members/ledger/FactList";
import styles from "./LogInFacts.module.css";

export function StaffLogInFacts({ staff }: { staff: SecuritySettings["staff"] }) {
  const { t } = useTranslation("security");
  const within = (times: number, minutes: number) => t("within", { times, minutes });
  const session = { idle: staff.session_idle_hours, all: staff.session_hours };
  const facts = {
    password: t("characters", { total: staff.password_length_min }),
    session: t("staff.sessionValue", session),
    account: within(staff.attempts_per_account, staff.attempts_per_account_minutes),
    address: within(staff.attempts_per_address, staff.attempts_per_address_minutes),
    codes: within(staff.codes_per_account, staff.codes_per_account_minutes),
    provider: staff.provider ?? t("off"),
  };
  const names = Object.keys(facts) as (keyof typeof facts)[];
  return (
    <div className={styles.facts}>
      <FactList facts={names.map((key) => ({ key, label: t(`staff.${key}`), value: facts[key] }))} />
    </div>
  );
}
