// The bar above every page: which program this is, language, theme, and the person logged in.
import { MenuOutlined } from "@ant-design/icons";
import type { Info } from "@regulars/client";
import { useSay } from "@regulars/ui";
import { Button, Drawer } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LanguageSwitch } from "./LanguageSwitch";
import { Navigation } from "./Navigation";
import { StaffMenu } from "./StaffMenu";
import { ThemeSwitch } from "./ThemeSwitch";
import styles from "./TopBar.module.css";
import { Wordmark } from "./Wordmark";

export function TopBar({ info }: { info: Info | undefined }) {
  const { t } = useTranslation("shell");
  const say = useSay();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <header className={styles.bar}>
      <Button
        type="text"
        className={styles.menu}
        aria-label={t("nav.open")}
        aria-expanded={isOpen}
        icon={<MenuOutlined aria-hidden />}
        onClick={() => setIsOpen(true)}
      />
      <span className={styles.program}>{say(info?.program.name)}</span>
      <span className={styles.tools}>
        <LanguageSwitch />
        <ThemeSwitch />
        <StaffMenu />
      </span>
      <Drawer
        placement="left"
        size={280}
        open={isOpen}
        onClose={() => setIsOpen(false)}
        title={<Wordmark />}
        styles={{ body: { padding: 12 } }}
      >
        <Navigation onChosen={() => setIsOpen(false)} />
      </Drawer>
    </header>
  );
}
