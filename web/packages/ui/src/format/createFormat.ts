// Numbers, money, points, dates as the reader's language writes them.
// Money comes in minor units; instants are shown in the program's time zone.

export type Language = "zh" | "en";

export interface FormatSettings {
  language: Language;
  currency: string;
  currencyDigits: number;
  timeZone: string;
}

export type Format = ReturnType<typeof createFormat>;

const LOCALES: Record<Language, string> = { zh: "zh-CN", en: "en-GB" };
const NOTHING = "—";
const SHORTENED_FROM = 10_000;
const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;

export function createFormat({ language, currency, currencyDigits, timeZone }: FormatSettings) {
  const locale = LOCALES[language];
  const minorPerMajor = 10 ** currencyDigits;
  const money = { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const;
  const exactMoney = numberFormat(locale, {
    ...money,
    minimumFractionDigits: currencyDigits,
    maximumFractionDigits: currencyDigits,
  });
  const wholeMoney = numberFormat(locale, { ...money, maximumFractionDigits: 0 });
  const shortMoney = numberFormat(locale, {
    ...money,
    notation: "compact",
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  });
  const whole = numberFormat(locale, { maximumFractionDigits: 0 });
  const signed = numberFormat(locale, { maximumFractionDigits: 0, signDisplay: "exceptZero" });
  const short = numberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  const tenths = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
  const oneDecimal = numberFormat(locale, tenths);
  const percent = numberFormat(locale, { style: "percent", ...tenths });
  const signedPercent = numberFormat(locale, {
    style: "percent",
    ...tenths,
    signDisplay: "exceptZero",
  });
  const signedTenths = numberFormat(locale, { ...tenths, signDisplay: "exceptZero" });
  const monthLong = dateFormat(locale, { year: "numeric", month: "short" }, "UTC");
  const monthShort = dateFormat(locale, { month: "short" }, "UTC");
  const dayOptions = { year: "numeric", month: "short", day: "numeric" } as const;
  const plainDay = dateFormat(locale, dayOptions, "UTC");
  const zonedDay = dateFormat(locale, dayOptions, timeZone);
  const zonedIsoDay = dateFormat(
    "sv-SE", // the locale that writes days as ISO 8601 does
    { year: "numeric", month: "2-digit", day: "2-digit" },
    timeZone,
  );
  const zonedMinute = dateFormat(
    locale,
    { ...dayOptions, hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    timeZone,
  );

  return {
    language,
    timeZone,
    nothing: NOTHING,
    currencySymbol:
      new Intl.NumberFormat(locale, money).formatToParts(0).find((part) => part.type === "currency")
        ?.value ?? currency,
    count: (value: number) => whole(value),
    /** A mean of counts, to a tenth. */
    tenths: (value: number) => oneDecimal(value),
    signed: (value: number) => signed(value),
    /** For axes: written out up to 9,999, then in the language's own units. */
    short: (value: number) => (Math.abs(value) < SHORTENED_FROM ? whole(value) : short(value)),
    money: (minor: number) => exactMoney(minor / minorPerMajor),
    moneyWhole: (minor: number) => wholeMoney(minor / minorPerMajor),
    moneyShort: (minor: number) => shortMoney(minor / minorPerMajor),
    moneyMajor: (minor: number) => (minor / minorPerMajor).toFixed(currencyDigits),
    ratio: (value: number) => percent(value),
    change: (value: number) => signedPercent(value),
    /** The difference of two ratios in percentage points, as a bare number with its sign. */
    ratioPoints: (difference: number) => signedTenths(difference * 100),
    month: (month: string) => monthLong(monthStart(month)),
    /** Two lines under an axis: the month, and its year where one begins. */
    monthAxis: (month: string, isFirst: boolean) => {
      const label = monthShort(monthStart(month));
      return isFirst || month.endsWith("-01") ? `${label}\n${month.slice(0, 4)}` : label;
    },
    date: (value: string | null) => {
      if (!value) return NOTHING;
      return DAY_PATTERN.test(value)
        ? plainDay(new Date(`${value}T00:00:00Z`))
        : zonedDay(new Date(value));
    },
    /** The calendar day of an instant in the program's time zone, as "2011-12-10". */
    dayOf: (instant: string) => zonedIsoDay(new Date(instant)),
    dateTime: (value: string | null) => (value ? zonedMinute(new Date(value)) : NOTHING),
  };
}

function monthStart(month: string): Date {
  return new Date(`${month}-01T00:00:00Z`);
}

function numberFormat(locale: string, options: Intl.NumberFormatOptions) {
  const format = new Intl.NumberFormat(locale, options);
  // A true minus sign is as wide as the digits, so columns stay aligned.
  return (value: number) => format.format(value).replace("-", "−");
}

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions, timeZone: string) {
  const format = new Intl.DateTimeFormat(locale, { ...options, timeZone });
  return (value: Date) => format.format(value);
}
