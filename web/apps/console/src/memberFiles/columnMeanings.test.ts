import { describe, expect, it } from "vitest";
import { hasIdentity, mappingOf, meaningsOf, nameless, twice } from "./columnMeanings";

const HEADERS = ["手机", "备用手机", "姓名", "鞋码", "短信", "表态", "生日", "尺码", "联系人", "联系人电话"];
const SUGGESTED = {
  version: 1 as const,
  time_zone: "Asia/Shanghai",
  existing: "update" as const,
  identities: [
    { kind: "phone", column: "手机", separator: ";" },
    { kind: "phone", column: "备用手机", separator: ";" },
  ],
  columns: { name: "姓名", birthday: "生日" },
  fields: [{ field: "shoes", column: "鞋码", values: { 大: "l" } }],
  attributes: [{ attribute: "size", column: "尺码", values: { 大: "l" } }],
  contacts: [{ name: "联系人", phone: "联系人电话" }],
  consents: [
    { channel: "sms" as const, purpose: "marketing" as const, column: "短信", said_at: "表态", source: "import" },
  ],
};

describe("meanings of columns", () => {
  it("say what a mapping says, and the mapping comes back", () => {
    const meanings = meaningsOf(SUGGESTED, HEADERS);
    expect(Object.values(meanings)).toEqual([
      "identity:phone",
      "identity:phone",
      "column:name",
      "field:shoes",
      "consent:sms:marketing",
      "said:sms:marketing",
      "column:birthday",
      "attribute:size",
      "contact:0:name",
      "contact:0:phone",
    ]);
    expect(mappingOf(meanings, HEADERS, "update", SUGGESTED)).toEqual(SUGGESTED);
  });

  it("leave out columns that mean nothing", () => {
    const mapping = mappingOf({ 0: "identity:email" }, HEADERS, "skip", SUGGESTED);
    expect(mapping).toMatchObject({ existing: "skip", columns: {}, fields: [], attributes: [], contacts: [], consents: [] });
    expect(mapping.identities).toEqual([{ kind: "email", column: "手机", separator: ";" }]);
  });

  it("may be several for an identity and one for all else", () => {
    expect([...twice({ 0: "identity:phone", 1: "identity:phone", 2: "column:name", 3: "column:name" })]).toEqual([
      "column:name",
    ]);
    expect(nameless({ 0: "contact:0:name", 1: "contact:0:phone", 2: "contact:1:phone" })).toEqual(["1"]);
    expect([hasIdentity({ 2: "column:name" }), hasIdentity({ 0: "identity:phone" })]).toEqual([false, true]);
  });
});
