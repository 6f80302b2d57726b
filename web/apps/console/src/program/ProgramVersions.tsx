// The versions of the program, newest first; each leads to what it changed, and an older one can be gone back to.
import type { ProgramVersion } from "@regulars/client";
import { EmptyState, ErrorState, Panel, ResponsiveTable, useFormat, useSay } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import styles from "./ProgramVersions.module.css";
import { useProgramVersions } from "./useProgram";
import { VersionWays } from "./VersionWays";

export function ProgramVersions() {
  const { t } = useTranslation("program");
  const format = useFormat();
  const say = useSay();
  const query = useProgramVersions();
  const latest = query.data?.items[0]?.version ?? 0;
  const beginning = ({ in_force_from }: ProgramVersion) =>
    in_force_from ? format.dateTime(in_force_from) : t("versions.always");
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
            {
              key: "note",
              title: t("versions.note"),
              className: styles.note ?? "",
              render: (_, { note }) => say(note),
            },
            {
              key: "by",
              title: t("versions.by"),
              render: (_, { published_by }) => published_by.replace(/^staff:/, ""),
            },
            {
              key: "from",
              title: t("versions.from"),
              align: "right",
              className: "rg-num",
              render: (_, version) => beginning(version),
            },
            {
              key: "published",
              title: t("versions.published"),
              align: "right",
              className: "rg-num",
              render: (_, { published_at }) => format.dateTime(published_at),
            },
            {
              key: "ways",
              title: <span className="rg-visually-hidden">{t("versions.ways")}</span>,
              align: "right",
              render: (_, { version }) => <VersionWays version={version} latest={latest} />,
            },
          ]}
          card={(version) => (
            <div className={styles.card}>
              <b>{t("versions.no", { version: version.version })}</b>
              <span>
                {version.in_force_from
                  ? t("versions.since", { from: beginning(version) })
                  : t("versions.always")}
              </span>
              <small>{say(version.note)}</small>
              <VersionWays version={version.version} latest={latest} />
            </div>
          )}
        />
      )}
    </Panel>
  );
}
