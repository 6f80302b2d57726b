// Lines of the audit log, as they were sealed, in words.
import type { AuditLine } from "@regulars/client";
import { expect, test } from "vitest";
import { detailWords, subjectWords } from "./detailWords";

const UNIT = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11";
const HEADQUARTERS = "00000000-0000-7000-8000-000000000001";
const NAMES = { [UNIT]: "Harbour", greeter: "Greeter" };
type T = Parameters<typeof detailWords>[2];
const t = ((key: string, values: Record<string, string> = {}) =>
  key === "settings:keys.and" ? ", " : [key, values.role, values.unit].filter(Boolean).join("|")) as unknown as T;
const line = (action: string, detail: string, subject = "") => ({ action, detail, subject }) as AuditLine;

test.each([
  ["role admin", "account:role.admin"],
  [`role greeter, clerk at ${UNIT}`, `Greeter, settings:staff.atAlone|account:role.clerk|Harbour`],
  [
    `role admin → role clerk at ${HEADQUARTERS}+; email`,
    "account:role.admin → settings:staff.at|account:role.clerk|organisation:kind.headquarters, audit:changed.email",
  ],
])("an account with %s", (detail, words) => {
  expect(detailWords(line("staff_changed", detail), NAMES, t)).toBe(words);
});

test("ids elsewhere are named, unknown ones stay", () => {
  expect(detailWords(line("move_home", `to ${UNIT}`), NAMES, t)).toBe("to Harbour");
  expect(subjectWords(line("role_changed", "", "role:greeter"), NAMES, t)).toBe("Greeter");
  expect(subjectWords(line("merge_members", "", `merge ${UNIT.replace("0192", "0193")}`), NAMES, t)).toContain("0193");
});

test("how somebody logged in", () => {
  expect(detailWords(line("logged_in", "password, app code"), NAMES, t)).toBe("audit:means.password, audit:means.app_code");
});
