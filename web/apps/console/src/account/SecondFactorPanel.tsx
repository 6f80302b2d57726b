// One's second factor: set up, replace, remove, and fresh recovery codes; each asks for the password first.
import type { Me } from "@regulars/client";
import { Panel, useFormat } from "@regulars/ui";
import { Button, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./SecondFactorPanel.module.css";
import { SecondFactorModal, type FactorAim } from "./SecondFactorModal";

export function SecondFactorPanel({ me }: { me: Me }) {
  const { t } = useTranslation("account");
  const format = useFormat();
  const [aim, setAim] = useState<FactorAim | null>(null);
  const factor = me.second_factor;
  return (
    <Panel
      title={t("factor.title")}
      description={t("factor.words")}
      actions={
        <Tag>{factor.is_set ? t("factor.on") : t("factor.off")}</Tag>
      }
    >
      {factor.is_set ? (
        <>
          <p>{t("factor.since", { at: format.date(factor.enrolled_at) })}</p>
          <p>{t("factor.codesLeft", { left: factor.recovery_codes_left })}</p>
        </>
      ) : (
        <p>{t("factor.why")}</p>
      )}
      {factor.is_required && <p className={styles.small}>{t("factor.required")}</p>}
      <p className={styles.tools}>
        <Button type={factor.is_set ? "default" : "primary"} onClick={() => setAim("set")}>
          {factor.is_set ? t("factor.replace") : t("factor.set")}
        </Button>
        {factor.is_set && (
          <Button onClick={() => setAim("codes")}>{t("factor.newCodes")}</Button>
        )}
        {factor.is_set && !factor.is_required && (
          <Button danger onClick={() => setAim("remove")}>
            {t("factor.remove")}
          </Button>
        )}
      </p>
      {aim && <SecondFactorModal aim={aim} onClose={() => setAim(null)} />}
    </Panel>
  );
}
