// Says that this is a sandbox which lives at another time, and which; administrators can move it on.
import { ClockCircleOutlined } from "@ant-design/icons";
import { useFormat } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { MoveClockButton } from "../clock/MoveClockButton";
import styles from "./TestClockBanner.module.css";

export function TestClockBanner({ now }: { now: string }) {
  const { t } = useTranslation("shell");
  const format = useFormat();
  return (
    <div className={styles.banner} role="note">
      <ClockCircleOutlined aria-hidden />
      <span className={styles.words}>{t("testClock", { now: format.dateTime(now), zone: format.timeZone })}</span>
      <MoveClockButton now={now} />
    </div>
  );
}
