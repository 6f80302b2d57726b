// The rules of log-in that an administrator may set, in the order of the form, each with its unit.
import type { SecuritySettings } from "@regulars/client";

export type Whose = "staff" | "members";
export type Unit = "characters" | "minutes" | "hours" | "days" | "times" | "digits" | "codes";

export const RULES = {
  staff: {
    session_idle_minutes: "minutes",
    session_hours: "hours",
    attempts_per_account: "times",
    attempts_per_account_minutes: "minutes",
    attempts_per_address: "times",
    attempts_per_address_minutes: "minutes",
    codes_per_account: "times",
    codes_per_account_minutes: "minutes",
    password_length_min: "characters",
  },
  members: {
    code_digits: "digits",
    code_minutes: "minutes",
    code_attempts: "times",
    codes_per_address: "codes",
    session_idle_days: "days",
    session_days: "days",
  },
} as const satisfies Record<Whose, Record<string, Unit>>;

export interface Rule {
  /** Its name among those of the same people, as the API sends it. */
  name: string;
  unit: Unit;
  now: number;
  bounds: { default: number; least: number; most: number };
}

export function rulesOf(whose: Whose, settings: SecuritySettings): Rule[] {
  const values = Object.entries(settings[whose]);
  return Object.entries(RULES[whose]).map(([name, unit]) => {
    const bounds = settings.bounds[`${whose}.${name}`] ?? { default: 0, least: 0, most: 0 };
    const now = values.find(([each]) => each === name)?.[1];
    return { name, unit, now: typeof now === "number" ? now : bounds.default, bounds };
  });
}
