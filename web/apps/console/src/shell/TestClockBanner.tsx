// Says that this base lives at another time, and which.
import { ClockCircleOutlined } from "@ant-design/icons";
import { useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import styles from "./TestClockBanner.module.css";

export function TestClockBanner({ now }: { now: string }) {
  const { t } = useTranslation("shell");
  const format = useFormat();
  return (
    <p className={styles.banner} role="note">
      <ClockCircleOutlined aria-hidden />
      <span>{t("testClock", { now: format.dateTime(now), zone: format.timeZone })}</span>
    </p>
  );
}
