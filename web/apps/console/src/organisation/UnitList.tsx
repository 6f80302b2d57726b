// Units on a phone: each a line, set in under the one above it.
import type { Unit } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { Tag } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import styles from "./UnitList.module.css";
import { unitName } from "./unitName";
import type { UnitNode } from "./unitTree";

interface UnitListProps {
  nodes: UnitNode[];
  label?: string;
  actionsOf: (unit: Unit) => ReactNode;
}

export function UnitList({ nodes, label, actionsOf }: UnitListProps) {
  const { t } = useTranslation("organisation");
  const format = useFormat();
  return (
    <ul className={styles.list} aria-label={label}>
      {nodes.map(({ unit, members, children }) => (
        <li key={unit.unit_id}>
          <div className={styles.line}>
            <span className={styles.name}>
              {unitName(unit, t)} {unit.closed_at && <Tag>{t("closed")}</Tag>}
              <small>{unit.code}</small>
            </span>
            <span className={styles.members}>
              <small>{t("column.members")}</small>
              <Link to={`/members?unit=${unit.unit_id}`}>{format.count(members)}</Link>
            </span>
            {actionsOf(unit)}
          </div>
          {children && <UnitList nodes={children} actionsOf={actionsOf} />}
        </li>
      ))}
    </ul>
  );
}
