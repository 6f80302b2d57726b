// Recovery codes, shown this once: to be copied or saved, then confirmed as kept.
import { CopyOutlined, DownloadOutlined } from "@ant-design/icons";
import { Alert, Button, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./RecoveryCodes.module.css";
import { saveText } from "./saveText";
import { useCopy } from "./useCopy";

const FILE_NAME = "regulars-recovery-codes.txt";

interface RecoveryCodesProps {
  codes: string[];
  onKept: () => void;
}

export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const { t } = useTranslation("account");
  const [isKept, setIsKept] = useState(false);
  const { copy, isCopied } = useCopy();
  const text = codes.join("\n");
  return (
    <>
      <Alert type="warning" showIcon title={t("codes.title")} description={t("codes.words")} />
      <ul className={styles.codes} aria-label={t("codes.label")}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p className={styles.tools}>
        <Button icon={<CopyOutlined aria-hidden />} onClick={() => void copy(text)}>
          {isCopied ? t("copied") : t("copy")}
        </Button>
        <Button
          icon={<DownloadOutlined aria-hidden />}
          onClick={() => saveText(FILE_NAME, `${text}\n`)}
        >
          {t("codes.save")}
        </Button>
      </p>
      <Checkbox checked={isKept} onChange={({ target }) => setIsKept(target.checked)}>
        {t("codes.kept")}
      </Checkbox>
      <Button type="primary" block className={styles.done ?? ""} disabled={!isKept} onClick={onKept}>
        {t("codes.done")}
      </Button>
    </>
  );
}
