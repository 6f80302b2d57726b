// Names the browser tab after the page.
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

export function usePageTitle(title: string): void {
  const { t } = useTranslation("shell");
  const product = t("product");
  useEffect(() => {
    document.title = title ? `${title} · ${product}` : product;
  }, [title, product]);
}
