// The formatters of the present language, currency and time zone.
import { createContext, useContext } from "react";
import { createFormat, type Format } from "./createFormat";

export const FormatContext = createContext<Format>(
  createFormat({ language: "zh", currency: "CNY", currencyDigits: 2, timeZone: "UTC" }),
);

export function useFormat(): Format {
  return useContext(FormatContext);
}
