// The columns of the table of API keys.
import type { ApiKey } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import type { TableColumnType } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { unitName } from "../organisation/unitName";
import { useUnits } from "../organisation/useOrganisation";
import { KeyState } from "./KeyState";
import { scopeWords } from "./scopeWords";

export function useKeyColumns(actions: (key: ApiKey) => ReactNode): TableColumnType<ApiKey>[] {
  const { t } = useTranslation(["settings", "organisation"]);
  const format = useFormat();
  const units = useUnits();
  return [
    { key: "name", title: t("keys.column.name"), dataIndex: "name" },
    {
      key: "id",
      title: t("keys.column.id"),
      render: (_, { key_id }) => <code>{`rk_${key_id}_…`}</code>,
    },
    {
      key: "scopes",
      title: t("keys.column.scopes"),
      width: 240,
      render: (_, { scopes }) => scopes.map((scope) => scopeWords(scope, t)).join(t("keys.and")),
    },
    {
      key: "unit",
      title: t("keys.column.unit"),
      render: (_, { unit_id }) => {
        const unit = units.data?.items.find((each) => each.unit_id === unit_id);
        return unit ? unitName(unit, t) : format.nothing;
      },
    },
    {
      key: "state",
      title: t("keys.column.state"),
      render: (_, key) => <KeyState apiKey={key} />,
    },
    {
      key: "expires",
      title: t("keys.column.expires"),
      className: "rg-num",
      render: (_, { expires_at }) => (expires_at ? format.dateTime(expires_at) : t("keys.never")),
    },
    {
      key: "used",
      title: t("keys.column.used"),
      className: "rg-num",
      render: (_, { last_used_on }) => format.date(last_used_on),
    },
    {
      key: "actions",
      title: <span className="rg-visually-hidden">{t("keys.actions")}</span>,
      align: "right",
      render: (_, key) => actions(key),
    },
  ];
}
