// The way in by the company's own account, where there is one, and why it did not lead in.
import { Alert, Button, Divider } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import styles from "./ProviderWay.module.css";
import { safeNext } from "./safeNext";
import { useWays } from "./useSession";

const REFUSALS = new Set(["provider_refused", "provider_account_missing", "provider_unreachable"]);

export function ProviderWay() {
  const { t } = useTranslation("session");
  const [search] = useSearchParams();
  const ways = useWays();
  const refused = search.get("refused") ?? "";
  const provider = ways.data?.provider;
  if (!provider) return null;
  const next = encodeURIComponent(safeNext(search.get("next")));
  return (
    <>
      <Divider plain>{t("provider.or")}</Divider>
      {REFUSALS.has(refused) && (
        <Alert className={styles.refusal} type="error" showIcon title={t(`provider.${refused}`)} />
      )}
      <Button size="large" block href={`/v1/session/provider?next=${next}`}>
        {provider.name || t("provider.name")}
      </Button>
    </>
  );
}
