// Beside the text: its faults, how it reads, and what it says otherwise than the latest version.
import type { DraftCheck } from "@regulars/client";
import { EmptyState, ErrorState, LoadingState, useIsPhone } from "@regulars/ui";
import type { UseQueryResult } from "@tanstack/react-query";
import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { Changes } from "../compare/Changes";
import { DraftConditions } from "./conditions/DraftConditions";
import { DraftReading } from "./DraftReading";
import styles from "./DraftSides.module.css";
import { FaultList } from "./FaultList";
import { useDraftComparison } from "./useDraftCheck";

interface DraftSidesProps {
  check: UseQueryResult<DraftCheck>;
  /** Whether what was found is about the text as it stands now. */
  isChecked: boolean;
  yaml: string;
  /** The version that the draft is compared with. */
  latest: number;
  onGoTo: (line: number) => void;
  /** Puts another text into the editor, as one step that can be undone. */
  onEdit: (yaml: string) => void;
}

/** So that no tab is cut off on a phone. */
const TAB_GUTTER_PHONE_PX = 10;

export function DraftSides({ check, isChecked, yaml, latest, onGoTo, onEdit }: DraftSidesProps) {
  const { t } = useTranslation("draft");
  const isPhone = useIsPhone();
  const comparison = useDraftComparison(yaml, latest, check.data?.ok === true && isChecked);
  const found = check.data;
  const mendFirst = <EmptyState title={t("mendFirst")} />;
  const waiting = check.isError ? (
    <ErrorState error={check.error} onRetry={() => void check.refetch()} />
  ) : (
    <LoadingState rows={6} />
  );
  return (
    <aside className={styles.sides} aria-label={t("about")}>
      <p className={styles.status} role="log">
        {!found || !isChecked
          ? t("checking")
          : found.ok
            ? t("good")
            : t("faults.count", { count: found.errors.length })}
      </p>
      <Tabs
        tabBarGutter={isPhone ? TAB_GUTTER_PHONE_PX : undefined}
        items={[
          {
            key: "faults",
            label: found?.errors.length
              ? t("tabs.faultsCount", { number: found.errors.length })
              : t("tabs.faults"),
            children: found ? <FaultList faults={found.errors} onGoTo={onGoTo} /> : waiting,
          },
          {
            key: "conditions",
            label: t("tabs.conditions"),
            children: <DraftConditions yaml={yaml} onGoTo={onGoTo} onEdit={onEdit} />,
          },
          {
            key: "reading",
            label: t("tabs.reading"),
            children: !found ? waiting : found.program ? <DraftReading texts={found.program} /> : mendFirst,
          },
          {
            key: "changes",
            label: t("tabs.changes", { version: latest }),
            children: !found ? (
              waiting
            ) : !found.ok ? (
              mendFirst
            ) : comparison.isError ? (
              <ErrorState error={comparison.error} onRetry={() => void comparison.refetch()} />
            ) : comparison.data ? (
              <Changes comparison={comparison.data} />
            ) : (
              <LoadingState rows={6} />
            ),
          },
        ]}
      />
    </aside>
  );
}
