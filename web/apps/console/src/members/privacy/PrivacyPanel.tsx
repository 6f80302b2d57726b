// What is kept of the person: what they are found by, what they agreed to, and what they may ask for.
import type { Member } from "@regulars/client";
import { Panel } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { ConsentsBlock } from "./ConsentsBlock";
import { IdentitiesBlock } from "./IdentitiesBlock";
import { PrivacyActions } from "./PrivacyActions";
import styles from "./PrivacyPanel.module.css";

export function PrivacyPanel({ member }: { member: Member }) {
  const { t } = useTranslation("members");
  return (
    <Panel title={t("privacy.title")} actions={<PrivacyActions member={member} />}>
      <div className={styles.columns}>
        <IdentitiesBlock member={member} />
        <ConsentsBlock member={member} />
      </div>
    </Panel>
  );
}
