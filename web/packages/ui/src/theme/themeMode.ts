// The chosen light or dark mode: kept in the browser, read by every themed part.
import { createContext, useContext } from "react";
import type { ThemeMode } from "./palette";

const STORAGE_KEY = "regulars.theme";

export interface ThemeModeChoice {
  mode: ThemeMode;
  toggle: () => void;
}

export const ThemeModeContext = createContext<ThemeModeChoice>({
  mode: "light",
  toggle: () => undefined,
});

export function useThemeMode(): ThemeModeChoice {
  return useContext(ThemeModeContext);
}

export function readStoredMode(): ThemeMode {
  return localStorage.getItem(STORAGE_KEY) === "dark" ? "dark" : "light";
}

export function storeMode(mode: ThemeMode): void {
  localStorage.setItem(STORAGE_KEY, mode);
}
