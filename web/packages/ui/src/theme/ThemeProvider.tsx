// Hands the palette to Ant Design and to the stylesheets (as --rg-* variables on the root element).
import { ConfigProvider, type ConfigProviderProps } from "antd";
import { useLayoutEffect, useMemo, useState, type ReactNode } from "react";
import { antdTheme } from "./antdTheme";
import { FONT_FAMILY, PALETTES } from "./palette";
import { readStoredMode, storeMode, ThemeModeContext } from "./themeMode";

interface ThemeProviderProps {
  locale?: ConfigProviderProps["locale"];
  children: ReactNode;
}

export function ThemeProvider({ locale, children }: ThemeProviderProps) {
  const [mode, setMode] = useState(readStoredMode);

  useLayoutEffect(() => {
    const root = document.documentElement;
    root.style.setProperty("--rg-font", FONT_FAMILY);
    root.style.colorScheme = mode;
    for (const [name, color] of Object.entries(PALETTES[mode])) {
      root.style.setProperty(`--rg-${kebab(name)}`, color as string);
    }
  }, [mode]);

  const choice = useMemo(
    () => ({
      mode,
      toggle: () =>
        setMode((current) => {
          const next = current === "dark" ? "light" : "dark";
          storeMode(next);
          return next;
        }),
    }),
    [mode],
  );
  const config = useMemo(() => antdTheme(mode), [mode]);

  return (
    <ThemeModeContext value={choice}>
      <ConfigProvider theme={config} locale={locale} button={{ autoInsertSpace: false }}>
        {children}
      </ConfigProvider>
    </ThemeModeContext>
  );
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
