// Keys that a text knows.
import { expect, test } from "vitest";
import { knownKeys } from "./knownKeys";

const TEXT = `wallets:
  - key: points # spent
    kind: points
    name: {zh: 积分, en: Points}
  - {key: growth, kind: growth}
activities: # what members do
  share: {name: {zh: 分享, en: Sharing}}
  visit:
    name: {zh: 到店, en: Visit}
ladders:
  - key: mall
    tiers:
      - {key: regular}
      - key: silver
        reach: {all: []}
rules:
- key: base
  wallet: points
late_days: 30
`;

test.each([
  ["wallet", ["points", "growth"]],
  ["activity", ["share", "visit"]],
  ["tiers", ["regular", "silver"]],
  ["rules", ["base"]],
  ["colour", []],
])("%s may be %j", (field, keys) => {
  expect(knownKeys(TEXT, field)).toEqual(keys);
});
