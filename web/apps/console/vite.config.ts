// Builds the staff console into the Python package, where the server picks it up.
import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const apiUrl = process.env.REGULARS_API_URL ?? "http://127.0.0.1:8000";
const outDir = fileURLToPath(
  new URL("../../../src/regulars/api/console_build", import.meta.url),
);

export default defineConfig({
  base: "/",
  plugins: [react()],
  server: { proxy: { "/v1": apiUrl } },
  build: {
    outDir,
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    // ECharts and the date picker's parts arrive on their own, after the page that asks for them.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "echarts", test: /node_modules[\\/](echarts|zrender)[\\/]/ },
            {
              name: "react",
              test: /node_modules[\\/](react|react-dom|react-router|scheduler|i18next|react-i18next|@tanstack)[\\/]/,
            },
          ],
        },
      },
    },
  },
});
