// Where a version leads: what it changed, and for administrators back to its text.
import { Modal } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { useSession } from "../session/useSession";
import { readDraft } from "./edit/storedDraft";
import styles from "./VersionWays.module.css";

interface VersionWaysProps {
  version: number;
  latest: number;
}

export function VersionWays({ version, latest }: VersionWaysProps) {
  const { t } = useTranslation("program");
  const [modal, question] = Modal.useModal();
  const navigate = useNavigate();
  const isAdmin = useSession().data?.staff?.scopes.includes("program:write");
  return (
    <span className={styles.ways}>
      {version > 1 && (
        <Link to={`/program/compare?from=${String(version - 1)}&to=${String(version)}`}>
          {t("versions.compare")}
        </Link>
      )}
      {isAdmin && version < latest && (
        <Link
          to={`/program/edit?text=${String(version)}`}
          onClick={(event) => {
            if (!readDraft()) return;
            event.preventDefault();
            void modal.confirm({
              title: t("versions.replaceDraft"),
              content: t("versions.replaceDraftWords", { version }),
              okText: t("versions.replace"),
              cancelText: t("versions.cancel"),
              onOk: () => navigate(`/program/edit?text=${String(version)}`),
            });
          }}
        >
          {t("versions.goBack")}
        </Link>
      )}
      {question}
    </span>
  );
}
