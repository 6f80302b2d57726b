// The providers around all pages.
import { ThemeProvider } from "@regulars/ui";
import { QueryClientProvider } from "@tanstack/react-query";
import enGB from "antd/locale/en_GB";
import zhCN from "antd/locale/zh_CN";
import { useTranslation } from "react-i18next";
import { RouterProvider } from "react-router";
import { queryClient } from "./api/client";
import { currentLanguage } from "./i18n/language";
import { router } from "./routes";

export function App() {
  // Subscribes to language changes.
  useTranslation();
  return (
    <ThemeProvider locale={currentLanguage() === "zh" ? zhCN : enGB}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ThemeProvider>
  );
}
