// Which roles log in with a second factor.
import { ErrorState, LoadingState, Panel } from "@regulars/ui";
import { Checkbox } from "antd";
import { useTranslation } from "react-i18next";
import { RefusalAlert } from "../account/RefusalAlert";
import styles from "../settings/ListFrame.module.css";
import { roleName } from "./roleName";
import { useRoles } from "./useRoles";
import { useChangePolicy, usePolicy } from "./useStaff";

export function PolicyPanel() {
  const { t } = useTranslation(["settings", "account"]);
  const policy = usePolicy();
  const roles = useRoles();
  const change = useChangePolicy();
  return (
    <Panel className={styles.below ?? ""} title={t("policy.title")} description={t("policy.words")}>
      {policy.isError ? (
        <ErrorState error={policy.error} onRetry={() => void policy.refetch()} />
      ) : !policy.data || !roles.data ? (
        <LoadingState rows={1} />
      ) : (
        <>
          <RefusalAlert error={change.error} />
          <Checkbox.Group<string>
            aria-label={t("policy.title")}
            disabled={change.isPending}
            value={policy.data.second_factor_roles}
            onChange={(roles) => change.mutate(roles)}
            options={roles.data.items.map(({ role, name }) => ({
              value: role,
              label: roleName(role, name, t),
            }))}
          />
        </>
      )}
    </Panel>
  );
}
