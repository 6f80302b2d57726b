// Which roles log in with a second factor. Asking for one logs people out, so it asks first.
import { ErrorState, LoadingState, Panel } from "@regulars/ui";
import { Checkbox, Modal } from "antd";
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
  const [modal, modalPlace] = Modal.useModal();
  const present = policy.data?.second_factor_roles ?? [];
  const choose = (wanted: string[]) => {
    if (wanted.every((role) => present.includes(role))) {
      change.mutate(wanted);
      return;
    }
    void modal.confirm({
      title: t("policy.ask"),
      content: t("policy.askWords"),
      okText: t("policy.do"),
      onOk: () => change.mutate(wanted),
    });
  };
  return (
    <Panel className={styles.below ?? ""} title={t("policy.title")} description={t("policy.words")}>
      {modalPlace}
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
            value={present}
            onChange={choose}
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
