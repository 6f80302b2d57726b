// One member's life under both: event by event, what each of the two makes of it.
import type { AffectedMember } from "@regulars/client";
import { EmptyState, ErrorState, LoadingState, StackPager, useFocusReturn, useIsPhone } from "@regulars/ui";
import { Drawer, Switch } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { nameOf } from "../members/nameOf";
import styles from "./LifeDrawer.module.css";
import { LifeItem } from "./LifeItem";
import { useLife } from "./useBacktests";

interface LifeDrawerProps {
  backtestId: string;
  member: AffectedMember;
  onClose: () => void;
}

export function LifeDrawer({ backtestId, member, onClose }: LifeDrawerProps) {
  const { t } = useTranslation("backtest");
  const isPhone = useIsPhone();
  useFocusReturn();
  const [onlyDiffering, setOnlyDiffering] = useState(true);
  const [cursors, setCursors] = useState<string[]>([]);
  const query = useLife(backtestId, member.member_id, onlyDiffering, cursors.at(-1));
  const data = query.data;
  const next = data?.next_cursor;
  return (
    <Drawer
      open
      size={isPhone ? "100%" : 720}
      onClose={onClose}
      title={t("life.title", { name: nameOf(member) })}
      extra={<Link to={`/members/${member.member_id}`}>{t("life.member")}</Link>}
    >
      <label className={styles.filter}>
        <Switch
          size="small"
          checked={onlyDiffering}
          onChange={(checked) => {
            setOnlyDiffering(checked);
            setCursors([]);
          }}
        />
        {t("life.onlyDiffering")}
      </label>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !data ? (
        <LoadingState rows={8} />
      ) : data.items.length === 0 ? (
        <EmptyState title={t("life.empty")} />
      ) : (
        <ol className={styles.life} aria-busy={query.isPlaceholderData}>
          {data.items.map((moment, index) => (
            <LifeItem key={`${moment.at} ${String(index)}`} moment={moment} />
          ))}
        </ol>
      )}
      {data && (cursors.length > 0 || next) && (
        <StackPager
          page={null}
          pageSize={data.items.length}
          total={data.total}
          shown={data.items.length}
          onPrevious={cursors.length > 0 ? () => setCursors(cursors.slice(0, -1)) : undefined}
          onNext={next ? () => setCursors([...cursors, next]) : undefined}
        />
      )}
    </Drawer>
  );
}
