// The months between which members joined; either end may be open.
import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import styles from "./JoinedRange.module.css";
import type { MembersFilter } from "./membersFilter";

interface JoinedRangeProps {
  filter: MembersFilter;
  onChange: (change: MembersFilter) => void;
}

export function JoinedRange({ filter, onChange }: JoinedRangeProps) {
  const { t } = useTranslation("members");
  const { joined_from: from, joined_to: to } = filter;
  return (
    <DatePicker.RangePicker
      picker="month"
      className={styles.range}
      inputReadOnly
      allowEmpty={[true, true]}
      format={t("filter.monthFormat")}
      placeholder={[t("filter.joinedFrom"), t("filter.joinedTo")]}
      value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
      onChange={(months) =>
        onChange({
          joined_from: months?.[0]?.format("YYYY-MM"),
          joined_to: months?.[1]?.format("YYYY-MM"),
        })
      }
    />
  );
}
