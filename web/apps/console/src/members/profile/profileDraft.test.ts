// What of a profile has changed.
import type { FieldValue, Profile } from "@regulars/client";
import dayjs from "dayjs";
import { expect, test } from "vitest";
import { changedValues, formValues } from "./profileDraft";

function field(key: string, kind: FieldValue["kind"], value: unknown, isMasked = false): FieldValue {
  return {
    key,
    kind,
    value,
    name: key,
    choices: {},
    is_personal: isMasked,
    is_masked: isMasked,
    is_counted: true,
    told_on: null,
    needs_confirming: false,
  };
}

const profile: Profile = {
  kind: "person",
  fields: [
    field("city", "text", "上海"),
    field("born", "date", "2000-02-29"),
    field("smokes", "flag", false),
    field("likes", "choices", ["tea"]),
    field("address", "text", null, true),
  ],
  contacts: [],
  contacts_masked: false,
  completeness: 100,
};

test("nothing has changed where nothing was written", () => {
  expect(changedValues(profile, formValues(profile))).toEqual({});
});

test("what was written or emptied has changed, and a masked value stays unless it is written anew", () => {
  const { fields } = formValues(profile);
  const draft = { fields: { ...fields, city: " ", born: dayjs("2000-03-01"), smokes: "true", likes: [] } };
  expect(changedValues(profile, draft)).toEqual({ city: null, born: "2000-03-01", smokes: true, likes: null });
  expect(changedValues(profile, { fields: { ...fields, address: "静安区" } })).toEqual({ address: "静安区" });
});
