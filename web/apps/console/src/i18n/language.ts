// The two languages: which one is chosen, and where its words come from.
import type { Language } from "@regulars/ui";
import i18n from "i18next";
import { initReactI18next } from "react-i18next";

const STORAGE_KEY = "regulars.language";
export const HTML_LANG: Record<Language, string> = { zh: "zh-CN", en: "en" };

type Messages = Record<string, Record<string, unknown>>;
const LOADERS: Record<Language, () => Promise<{ messages: Messages }>> = {
  zh: () => import("./zh"),
  en: () => import("./en"),
};

export async function startLanguage(): Promise<void> {
  const language = storedLanguage();
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    interpolation: { escapeValue: false },
    resources: { [language]: (await LOADERS[language]()).messages },
  });
  document.documentElement.lang = HTML_LANG[language];
}

export async function changeLanguage(language: Language): Promise<void> {
  const { messages } = await LOADERS[language]();
  for (const [namespace, words] of Object.entries(messages)) {
    i18n.addResourceBundle(language, namespace, words);
  }
  await i18n.changeLanguage(language);
  localStorage.setItem(STORAGE_KEY, language);
  document.documentElement.lang = HTML_LANG[language];
}

export function currentLanguage(): Language {
  return i18n.language === "en" ? "en" : "zh";
}

function storedLanguage(): Language {
  return localStorage.getItem(STORAGE_KEY) === "en" ? "en" : "zh";
}
