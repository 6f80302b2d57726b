// Picks the board's months: presets for the usual, two ends for the rest.
import type { Board } from "@regulars/client";
import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import styles from "./BoardRangePicker.module.css";
import { rangePresets } from "./rangePresets";
import type { BoardRange } from "./useBoardRange";

export interface BoardRangePickerProps {
  board: Pick<Board, "from" | "to" | "data_from" | "data_to">;
  range: BoardRange;
  onChange: (range: BoardRange) => void;
}

export function BoardRangePicker({ board, range, onChange }: BoardRangePickerProps) {
  const { t } = useTranslation("overview");
  const presets = rangePresets(board.data_from, board.data_to).map(({ key, from, to }) => ({
    label: t(`range.${key}`),
    value: [dayjs(from), dayjs(to)] as [dayjs.Dayjs, dayjs.Dayjs],
  }));
  return (
    <DatePicker.RangePicker
      picker="month"
      className={styles.picker}
      aria-label={t("range.label")}
      value={[dayjs(range.from ?? board.from), dayjs(range.to ?? board.to)]}
      format={t("range.format")}
      allowClear={Boolean(range.from)}
      inputReadOnly
      presets={presets}
      minDate={dayjs(board.data_from)}
      maxDate={dayjs(board.data_to)}
      onChange={(months) =>
        onChange({
          from: months?.[0]?.format("YYYY-MM"),
          to: months?.[1]?.format("YYYY-MM"),
        })
      }
    />
  );
}
