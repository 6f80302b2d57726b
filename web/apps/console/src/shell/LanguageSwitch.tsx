// Switches between the two languages; the button names the other one, in that language.
import { TranslationOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { changeLanguage, currentLanguage, HTML_LANG } from "../i18n/language";

export function LanguageSwitch() {
  const { t } = useTranslation("shell");
  const other = currentLanguage() === "zh" ? "en" : "zh";
  return (
    <Button
      type="text"
      icon={<TranslationOutlined aria-hidden />}
      lang={HTML_LANG[other]}
      onClick={() => void changeLanguage(other)}
    >
      {t("otherLanguage")}
    </Button>
  );
}
