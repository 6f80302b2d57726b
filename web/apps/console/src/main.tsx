// Starts the console: words first, then the app.
import "@regulars/ui/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { startLanguage } from "./i18n/language";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

await startLanguage();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
