// Browser and system as a person calls them.
import { expect, test } from "vitest";
import { agentWords } from "./agentWords";

const CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";

test.each([
  [CHROME, "Chrome · Windows"],
  [`${CHROME} Edg/140.0`, "Edge · Windows"],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1", "Safari · iOS"],
  ["Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36 MicroMessenger/8.0", "WeChat · Android"],
  ["curl/8.5.0", ""],
  ["", ""],
])("%s is %s", (agent, words) => {
  expect(agentWords(agent)).toBe(words);
});
