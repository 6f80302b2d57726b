// 门店: headquarters, regions and stores as a tree; add, change, move, close.
import type { Unit } from "@regulars/client";
import { EmptyState, ErrorState, LoadingState, useFormat, useIsPhone } from "@regulars/ui";
import { Input, Table, Tag, type TableColumnType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMay } from "../session/useMay";
import { PageHead } from "../shell/PageHead";
import styles from "./OrganisationPage.module.css";
import { UnitActions } from "./UnitActions";
import { UnitList } from "./UnitList";
import { UnitModal } from "./UnitModal";
import { unitName } from "./unitName";
import { unitsLike, unitTree, type UnitNode } from "./unitTree";
import { useUnits } from "./useOrganisation";

export function OrganisationPage() {
  const { t } = useTranslation("organisation");
  const format = useFormat();
  const isPhone = useIsPhone();
  const mayManage = useMay()("organisation:manage");
  const query = useUnits();
  const [text, setText] = useState("");
  const [edited, setEdited] = useState<{ unit: Unit; isNew: boolean } | null>(null);
  const units = query.data?.items ?? [];
  const tree = unitTree(unitsLike(units, text));
  const actionsOf = (unit: Unit) =>
    mayManage && (
      <UnitActions
        unit={unit}
        onAdd={() => setEdited({ unit, isNew: true })}
        onChange={() => setEdited({ unit, isNew: false })}
      />
    );
  const nothingFound = <EmptyState title={t("nothingFound")} advice={t("nothingFoundAdvice")} />;
  const columns: TableColumnType<UnitNode>[] = [
    {
      key: "name",
      title: t("column.name"),
      render: (_, { unit }) => (
        <>
          {unitName(unit, t)}
          <span className={styles.code}>{unit.code}</span>
        </>
      ),
    },
    { key: "kind", title: t("column.kind"), render: (_, { unit }) => t(`kind.${unit.kind}`) },
    {
      key: "timeZone",
      title: t("column.timeZone"),
      render: (_, { unit }) => unit.time_zone ?? format.nothing,
    },
    {
      key: "state",
      title: t("column.state"),
      render: (_, { unit }) => (unit.closed_at ? <Tag>{t("closed")}</Tag> : t("openState")),
    },
    {
      key: "members",
      title: t("column.members"),
      align: "right",
      className: "rg-num",
      render: (_, { unit, members }) => (
        <Link to={`/members?unit=${unit.unit_id}`}>{format.count(members)}</Link>
      ),
    },
    ...(mayManage
      ? ([
          {
            key: "actions",
            title: <span className="rg-visually-hidden">{t("actions")}</span>,
            align: "right",
            width: 56,
            render: (_, { unit }) => actionsOf(unit),
          },
        ] satisfies TableColumnType<UnitNode>[])
      : []),
  ];
  return (
    <>
      <PageHead title={t("title")} words={t("words")} />
      <div className={styles.panel}>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : !query.data ? (
          <LoadingState rows={8} />
        ) : (
          <>
            <Input.Search
              className={styles.search}
              allowClear
              placeholder={t("search")}
              aria-label={t("search")}
              maxLength={100}
              onChange={(change) => setText(change.target.value)}
            />
            {!isPhone ? (
              <Table<UnitNode>
                // Found anew, all that was found is shown.
                key={text}
                aria-label={t("title")}
                columns={columns}
                dataSource={tree}
                rowKey={({ unit }) => unit.unit_id}
                pagination={false}
                size="middle"
                expandable={{ defaultExpandAllRows: text !== "" || units.length <= 200, indentSize: 20 }}
                locale={{ emptyText: nothingFound }}
              />
            ) : tree.length ? (
              <UnitList nodes={tree} label={t("title")} actionsOf={actionsOf} />
            ) : (
              nothingFound
            )}
          </>
        )}
      </div>
      {edited && <UnitModal {...edited} onClose={() => setEdited(null)} />}
    </>
  );
}
