// A path the console does not know.
import { EmptyState } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { usePageTitle } from "./usePageTitle";

export function NotFoundPage() {
  const { t } = useTranslation("shell");
  usePageTitle(t("notFound.title"));
  return (
    <EmptyState
      title={t("notFound.title")}
      advice={t("notFound.advice")}
      action={<Link to="/">{t("notFound.home")}</Link>}
    />
  );
}
