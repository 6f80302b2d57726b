// The lots behind the balance; a few at once, all on request.
import type { Lot, Wallet } from "@regulars/client";
import { ResponsiveTable, useFormat, useSay } from "@regulars/ui";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LotCard } from "./LotCard";
import styles from "./LotsTable.module.css";
import { useLotColumns } from "./useLotColumns";

const SHOWN_AT_FIRST = 5;

export function LotsTable({ wallet }: { wallet: Wallet }) {
  const { t } = useTranslation("members");
  const format = useFormat();
  const say = useSay();
  const [showsAll, setShowsAll] = useState(false);
  const columns = useLotColumns();
  const rows = showsAll ? wallet.lots : wallet.lots.slice(0, SHOWN_AT_FIRST);
  const hidden = wallet.lots.length - rows.length;
  const beyond = wallet.lots_total - wallet.lots.length;
  return (
    <div className={styles.lots}>
      <h3 className={styles.title}>
        {t("wallet.lots", { total: format.count(wallet.lots_total) })}
      </h3>
      <ResponsiveTable<Lot>
        label={t("wallet.lotsOf", { name: say(wallet.name) })}
        columns={columns}
        rows={rows}
        rowKey={({ lot_no }) => String(lot_no)}
        card={(lot) => <LotCard lot={lot} />}
        empty={null}
        minWidth={800}
      />
      {hidden > 0 && (
        <Button type="link" className={styles.more} onClick={() => setShowsAll(true)}>
          {t("wallet.moreLots", { count: hidden })}
        </Button>
      )}
      {hidden === 0 && beyond > 0 && (
        <p className={styles.beyond}>{t("wallet.beyond", { count: beyond })}</p>
      )}
    </div>
  );
}
