// A type of fact by its name in the reader's language.
import { useTranslation } from "react-i18next";
import { useFactTypes } from "./useWebhooks";

export function useFactName(): (type: string) => string {
  const { t, i18n } = useTranslation("webhooks");
  const types = useFactTypes().data?.items;
  return (type) => {
    if (type === "webhook.ping") return t("pingName");
    const found = types?.find((each) => each.type === type);
    return found ? (i18n.language.startsWith("zh") ? found.zh : found.en) : type;
  };
}
