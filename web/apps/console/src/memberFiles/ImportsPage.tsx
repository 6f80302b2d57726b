// 批量导入: hand a file of members over, and the imports there have been.
import { EmptyState } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { MembersTabs } from "../members/MembersTabs";
import { PageHead } from "../shell/PageHead";
import { HandOver } from "./HandOver";
import styles from "./ImportPage.module.css";
import { RecentImports } from "./RecentImports";
import { useMayImport } from "./useImports";

export function ImportsPage() {
  const { t } = useTranslation("memberFiles");
  const mayImport = useMayImport();
  return (
    <>
      <PageHead title={t("title")} words={t("words")} />
      <MembersTabs />
      {mayImport ? (
        <div className={styles.grid}>
          <HandOver />
          <RecentImports />
        </div>
      ) : (
        <EmptyState title={t("forbidden")} advice={t("forbiddenAdvice")} />
      )}
    </>
  );
}
