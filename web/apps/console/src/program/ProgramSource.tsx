// The program as its authors wrote it; to be read and copied, not edited here.
import { CheckOutlined, CopyOutlined } from "@ant-design/icons";
import { Panel } from "@regulars/ui";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./ProgramSource.module.css";

export function ProgramSource({ yaml }: { yaml: string }) {
  const { t } = useTranslation("program");
  const [isOpen, setIsOpen] = useState(false);
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(yaml);
    setIsCopied(true);
  };
  return (
    <Panel
      title={t("source.title")}
      description={t("source.words")}
      actions={
        <>
          {isOpen && (
            <Button
              size="small"
              icon={isCopied ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />}
              onClick={() => void copy()}
            >
              {isCopied ? t("source.copied") : t("source.copy")}
            </Button>
          )}
          <Button size="small" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? t("source.close") : t("source.open")}
          </Button>
        </>
      }
    >
      {isOpen && (
        <pre className={styles.source} tabIndex={0} aria-label={t("source.title")}>
          {yaml}
        </pre>
      )}
    </Panel>
  );
}
