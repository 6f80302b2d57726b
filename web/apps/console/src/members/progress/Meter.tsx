// One bar: what it is about, how far it is, and what is left in words.
import styles from "./ProgressPanel.module.css";

interface MeterProps {
  text: string;
  label: string;
  value: string;
  have: number;
  goal: number;
  rest: string;
}

export function Meter({ text, label, value, have, goal, rest }: MeterProps) {
  const share = goal > 0 ? Math.min(1, Math.max(0, have / goal)) : 1;
  return (
    <div>
      <div className={styles.text}>{text}</div>
      <div className={styles.line}>
        <span>{label}</span>
        <span className="rg-num">{value}</span>
      </div>
      <div
        className={styles.track}
        role="meter"
        aria-label={text}
        aria-valuemin={0}
        aria-valuemax={goal}
        aria-valuenow={Math.min(Math.max(have, 0), goal)}
        aria-valuetext={rest}
      >
        <span className={styles.bar} style={{ width: `${String(share * 100)}%` }} />
      </div>
      <span className={styles.rest}>{rest}</span>
    </div>
  );
}
