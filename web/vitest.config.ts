// Unit tests of formatters and page logic; pages themselves are tested in a real browser.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/*/src/**/*.test.ts", "apps/*/src/**/*.test.ts", "scripts/*.test.mjs"],
    environment: "node",
  },
});
