// The step of a log-in whose role needs a second factor that is not there yet; done once the recovery codes are kept.
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { SecondFactorSetUp } from "../account/SecondFactorSetUp";
import styles from "./CodeStep.module.css";
import { sessionKeys } from "./sessionKeys";
import { useLogout } from "./useSession";

export function EnrolStep() {
  const { t } = useTranslation("session");
  const queries = useQueryClient();
  const logout = useLogout();
  return (
    <>
      <SecondFactorSetUp
        onDone={({ session }) => queries.setQueryData(sessionKeys.current, session)}
      />
      <Button
        type="link"
        block
        className={styles.back ?? ""}
        loading={logout.isPending}
        onClick={() => logout.mutate()}
      >
        {t("code.back")}
      </Button>
    </>
  );
}
