// What was merged into a member, when, by whom and why; shown only where there is any of it.
import type { Merge } from "@regulars/client";
import { Panel, useFormat } from "@regulars/ui";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { ChosenFields } from "./ChosenFields";
import styles from "./MergesPanel.module.css";
import { useMayMerge, useMergesOf } from "./useMerges";

const UnmergeModal = lazy(async () => ({ default: (await import("./UnmergeModal")).UnmergeModal }));

/** Merges that the product makes by itself. */
const OWN_REASONS = new Set(["visitor_identified", "visitor_logged_in"]);

export function MergesPanel({ memberId }: { memberId: string }) {
  const { t } = useTranslation("merges");
  const format = useFormat();
  const mayMerge = useMayMerge();
  const merges = useMergesOf(memberId).data?.items ?? [];
  const [undoing, setUndoing] = useState<Merge>();
  if (merges.length === 0) return null;
  const who = (by: string) => (by === "member" ? t("panel.themselves") : by.replace(/^\w+:/, ""));
  const why = (reason: string) => (OWN_REASONS.has(reason) ? t(`panel.why.${reason}`) : reason);
  // Of several merges the last one is undone first.
  const last = merges.find(({ survivor_id, unmerged_at }) => survivor_id === memberId && unmerged_at === null);
  return (
    <Panel title={t("panel.title")} description={t("panel.words")}>
      <ul className={styles.merges}>
        {merges.map((merge) => (
          <li key={merge.merge_id}>
            <div>
              <p>
                {t(merge.survivor_id === memberId ? "panel.absorbed" : "panel.wasAbsorbed", {
                  at: format.dateTime(merge.merged_at),
                  by: who(merge.merged_by),
                  reason: why(merge.reason),
                })}
              </p>
              {(merge.tier_policy !== "higher" || merge.profile_policy !== "filled") && (
                <p className={styles.undone}>
                  {t("panel.policy", {
                    tier: t(`policy.tiers.${merge.tier_policy}`),
                    profile: t(`policy.profiles.${merge.profile_policy}`),
                  })}
                </p>
              )}
              {Object.keys(merge.fields).length > 0 && (
                <p className={styles.undone}>
                  <ChosenFields fields={merge.fields} />
                </p>
              )}
              {merge.unmerged_at && (
                <p className={styles.undone}>
                  {t("panel.undone", {
                    at: format.dateTime(merge.unmerged_at),
                    by: who(merge.unmerged_by ?? ""),
                    reason: merge.unmerge_reason,
                  })}
                </p>
              )}
            </div>
            {mayMerge && merge === last && (
              <Button size="small" onClick={() => setUndoing(merge)}>
                {t("undo.open")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {undoing && (
        <Suspense fallback={null}>
          <UnmergeModal merge={undoing} onClose={() => setUndoing(undefined)} />
        </Suspense>
      )}
    </Panel>
  );
}
