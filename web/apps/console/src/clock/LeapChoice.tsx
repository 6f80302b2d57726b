// How far: one of the usual numbers of days, or a day in the calendar.
import { useFormat } from "@regulars/ui";
import { DatePicker, Radio } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LEAPS_DAYS, type Leap } from "./leap";
import styles from "./MoveClockModal.module.css";

interface LeapChoiceProps {
  from: string;
  leap: Leap | null;
  onChoose: (leap: Leap | null) => void;
}

const ON_A_DAY = "on";

export function LeapChoice({ from, leap, onChoose }: LeapChoiceProps) {
  const { t } = useTranslation("clock");
  const format = useFormat();
  const [isOnDay, setIsOnDay] = useState(false);
  const chosen = isOnDay ? ON_A_DAY : leap && "days" in leap ? leap.days : undefined;
  const day = leap && "on" in leap ? dayjs(leap.on) : null;
  return (
    <div className={styles.choice}>
      <Radio.Group
        className={styles.days ?? ""}
        aria-label={t("howFar")}
        value={chosen}
        onChange={({ target }) => {
          const value = target.value as number | typeof ON_A_DAY;
          setIsOnDay(value === ON_A_DAY);
          onChoose(value === ON_A_DAY ? null : { days: value });
        }}
        options={[
          ...LEAPS_DAYS.map((days) => ({ value: days, label: t(`leap.${String(days)}`) })),
          { value: ON_A_DAY, label: t("onDay") },
        ]}
      />
      {isOnDay && (
        <DatePicker
          className={styles.date}
          inputReadOnly
          aria-label={t("day")}
          placeholder={t("day")}
          format={t("dayFormat")}
          // The day after the one that the program's calendar shows.
          minDate={dayjs(format.dayOf(from)).add(1, "day")}
          value={day}
          onChange={(picked: dayjs.Dayjs | null) =>
            onChoose(picked ? { on: picked.format("YYYY-MM-DD") } : null)
          }
        />
      )}
    </div>
  );
}
