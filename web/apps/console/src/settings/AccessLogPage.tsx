// 访问记录: who came in and who did not, and every change to what lets people and systems in.
import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AccessTable } from "../account/AccessTable";
import { PageHead } from "../shell/PageHead";
import styles from "./ListFrame.module.css";
import { SettingsTabs } from "./SettingsTabs";
import { useAccessLog, type LogKinds } from "./useAccessLog";

export function AccessLogPage() {
  const { t } = useTranslation("settings");
  const [kinds, setKinds] = useState<LogKinds>("all");
  // The cursors of the pages read so far; the last one is the page shown.
  const [cursors, setCursors] = useState<string[]>([]);
  const query = useAccessLog(kinds, cursors.at(-1));
  return (
    <>
      <PageHead title={t("log.title")} words={t("log.words")}>
        <Segmented<LogKinds>
          aria-label={t("log.which")}
          value={kinds}
          onChange={(chosen) => {
            setKinds(chosen);
            setCursors([]);
          }}
          options={[
            { value: "all", label: t("log.all") },
            { value: "sign_ins", label: t("log.signIns") },
          ]}
        />
      </PageHead>
      <SettingsTabs />
      <div className={styles.panel}>
        <AccessTable
          label={t("log.title")}
          query={query}
          cursors={cursors}
          onTurn={setCursors}
          ofAll
        />
      </div>
    </>
  );
}
