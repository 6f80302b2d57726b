// A file of members is chosen or dropped, and goes to the server as it is.
import { InboxOutlined } from "@ant-design/icons";
import { Panel } from "@regulars/ui";
import { Alert, Upload } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import styles from "./ImportPage.module.css";
import { useImportRefusal } from "./useImportRefusal";
import { useHandOver } from "./useImports";

const ACCEPTED = ".csv,.txt,.xlsx,.xls";

export function HandOver() {
  const { t } = useTranslation("memberFiles");
  const navigate = useNavigate();
  const handing = useHandOver();
  const refusal = useImportRefusal(handing.error);
  return (
    <Panel title={t("hand.title")} description={t("hand.words")}>
      <div className={styles.stack}>
        <Upload.Dragger
          accept={ACCEPTED}
          maxCount={1}
          showUploadList={false}
          disabled={handing.isPending}
          beforeUpload={(file) => {
            handing.mutate(file, {
              onSuccess: ({ import_id }) => void navigate(`/members/import/${import_id}`),
            });
            return false;
          }}
        >
          <p className={styles.inbox}>
            <InboxOutlined aria-hidden />
          </p>
          <p>{t(handing.isPending ? "hand.sending" : "hand.choose")}</p>
          <p className={styles.faint}>{t("hand.limits")}</p>
        </Upload.Dragger>
        {refusal && <Alert type="error" showIcon title={refusal.title} description={refusal.detail} />}
      </div>
    </Panel>
  );
}
