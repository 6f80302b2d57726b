// How a key stands.
import type { ApiKey } from "@regulars/client";
import { Tag } from "antd";
import { useTranslation } from "react-i18next";

export function KeyState({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation("settings");
  const words = t(`keys.state.${apiKey.state}`);
  return apiKey.state === "active" ? <span>{words}</span> : <Tag>{words}</Tag>;
}
