// Something that is shown this once: a link or a key, to be copied.
import { CopyOutlined } from "@ant-design/icons";
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { useCopy } from "../account/useCopy";
import styles from "./SecretNote.module.css";

interface SecretNoteProps {
  title: string;
  words: string;
  /** What is read out for the text itself. */
  name: string;
  secret: string;
}

export function SecretNote({ title, words, name, secret }: SecretNoteProps) {
  const { t } = useTranslation("account");
  const { copy, isCopied } = useCopy();
  return (
    <>
      <Alert type="warning" showIcon title={title} description={words} />
      <p className={styles.secret}>
        <code aria-label={name}>{secret}</code>
      </p>
      <Button icon={<CopyOutlined aria-hidden />} onClick={() => void copy(secret)}>
        {isCopied ? t("copied") : t("copy")}
      </Button>
    </>
  );
}
