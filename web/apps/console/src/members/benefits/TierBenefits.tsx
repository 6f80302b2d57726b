// What the member's tier brings, under the card; nothing where the program promises nothing.
import { useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import styles from "./TierBenefits.module.css";
import { useBenefits } from "./useBenefits";

export function TierBenefits({ memberId }: { memberId: string }) {
  const { t } = useTranslation("members");
  const say = useSay();
  const benefits = useBenefits(memberId).data?.benefits ?? [];
  if (benefits.length === 0) return null;
  return (
    <ul className={styles.benefits} aria-label={t("benefits.title")}>
      {benefits.map(({ key, name, text }) => (
        <li key={key}>
          <b>{say(name)}</b> <span>{say(text)}</span>
        </li>
      ))}
    </ul>
  );
}
