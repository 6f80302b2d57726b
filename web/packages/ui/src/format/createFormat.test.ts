// How figures read in both languages.
import { describe, expect, test } from "vitest";
import { createFormat } from "./createFormat";

const shop = { currency: "GBP", currencyDigits: 2, timeZone: "Asia/Shanghai" };
const zh = createFormat({ language: "zh", ...shop });
const en = createFormat({ language: "en", ...shop });

describe("money", () => {
  test("is exact in minor units, in both languages", () => {
    expect(zh.money(1_743_153_318)).toBe("£17,431,533.18");
    expect(en.money(-5)).toBe("−£0.05");
  });
  test("follows the currency's own number of digits", () => {
    const yen = createFormat({ ...shop, language: "en", currency: "JPY", currencyDigits: 0 });
    expect(yen.money(1200)).toBe("¥1,200");
    expect(yen.moneyMajor(1200)).toBe("1200");
  });
  test("shortens by the language's own units", () => {
    expect(zh.moneyShort(1_743_153_318)).toBe("£1743.2万");
    expect(en.moneyShort(1_743_153_318)).toBe("£17.4m");
  });
});

describe("numbers", () => {
  test("carry a true minus and a plus when signed", () => {
    expect(en.signed(1234)).toBe("+1,234");
    expect(en.signed(-80)).toBe("−80");
    expect(en.signed(0)).toBe("0");
  });
  test("axes shorten only what is long", () => {
    expect(zh.short(6000)).toBe("6,000");
    expect(zh.short(1_500_000)).toBe("150万");
    expect(en.short(12_000)).toBe("12k");
  });
  test("differences of shares are percentage points", () => {
    expect(en.ratioPoints(0.421 - 0.4)).toBe("+2.1");
    expect(zh.ratio(0.6543)).toBe("65.4%");
  });
});

describe("dates", () => {
  test("an instant is shown on the program's calendar", () => {
    expect(zh.date("2011-12-09T20:00:00Z")).toBe("2011年12月10日");
    expect(en.dateTime("2011-12-09T20:05:00Z")).toBe("10 Dec 2011, 04:05");
  });
  test("the day of an instant is the one of the program's calendar", () => {
    expect(zh.dayOf("2011-12-09T20:00:00Z")).toBe("2011-12-10");
    expect(en.dayOf("2011-12-09T12:00:00Z")).toBe("2011-12-09");
  });
  test("a plain day does not move with the time zone", () => {
    expect(en.date("2011-12-31")).toBe("31 Dec 2011");
  });
  test("a missing date is a dash", () => {
    expect(zh.date(null)).toBe("—");
  });
  test("months name their year where one begins", () => {
    expect(zh.month("2011-03")).toBe("2011年3月");
    expect(zh.monthAxis("2011-03", false)).toBe("3月");
    expect(en.monthAxis("2011-01", false)).toBe("Jan\n2011");
    expect(en.monthAxis("2010-12", true)).toBe("Dec\n2010");
  });
});
