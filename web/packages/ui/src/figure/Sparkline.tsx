// A small line of a figure's months, drawn by hand so that the first screen needs no chart engine.
import { sparklinePath } from "./sparklinePath";
import styles from "./Sparkline.module.css";

const WIDTH = 120;
const HEIGHT = 32;

export function Sparkline({ series }: { series: number[] }) {
  const { line, area, last } = sparklinePath(series, WIDTH, HEIGHT);
  if (!last) return <div className={styles.sparkline} aria-hidden />;
  return (
    <svg
      className={styles.sparkline}
      viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      <path d={area} className={styles.area} />
      <path d={line} className={styles.line} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
