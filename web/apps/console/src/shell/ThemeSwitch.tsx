// Switches between light and dark.
import { MoonOutlined, SunOutlined } from "@ant-design/icons";
import { useThemeMode } from "@regulars/ui";
import { Button, Tooltip } from "antd";
import { useTranslation } from "react-i18next";

export function ThemeSwitch() {
  const { t } = useTranslation("shell");
  const { mode, toggle } = useThemeMode();
  const label = mode === "dark" ? t("theme.toLight") : t("theme.toDark");
  return (
    <Tooltip title={label}>
      <Button
        type="text"
        aria-label={label}
        icon={mode === "dark" ? <SunOutlined aria-hidden /> : <MoonOutlined aria-hidden />}
        onClick={toggle}
      />
    </Tooltip>
  );
}
