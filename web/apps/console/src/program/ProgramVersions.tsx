// The versions of the program, newest first.
import type { ProgramVersion } from "@regulars/client";
import { EmptyState, ErrorState, Panel, ResponsiveTable, useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import styles from "./ProgramVersions.module.css";
import { useProgramVersions } from "./useProgram";

export function ProgramVersions() {
  const { t } = useTranslation("program");
  const format = useFormat();
  const say = useSay();
  const query = useProgramVersions();
  return (
    <Panel title={t("versions.title")} description={t("versions.words")} flush>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <ResponsiveTable<ProgramVersion>
          label={t("versions.title")}
          rows={query.data?.items}
          rowKey={({ version }) => String(version)}
          skeletonRows={2}
          empty={<EmptyState title={t("versions.empty")} />}
          columns={[
            {
              key: "version",
              title: t("versions.version"),
              render: (_, { version }) => t("versions.no", { version }),
            },
            { key: "note", title: t("versions.note"), render: (_, { note }) => say(note) },
            {
              key: "from",
              title: t("versions.from"),
              align: "right",
              className: "rg-num",
              render: (_, { in_force_from }) =>
                in_force_from ? format.date(in_force_from) : t("versions.always"),
            },
            {
              key: "published",
              title: t("versions.published"),
              align: "right",
              className: "rg-num",
              render: (_, { published_at }) => format.dateTime(published_at),
            },
          ]}
          card={({ version, note, in_force_from }) => (
            <p className={styles.card}>
              <b>{t("versions.no", { version })}</b>
              <span>
                {in_force_from
                  ? t("versions.since", { from: format.date(in_force_from) })
                  : t("versions.always")}
              </span>
              <small>{say(note)}</small>
            </p>
          )}
        />
      )}
    </Panel>
  );
}
