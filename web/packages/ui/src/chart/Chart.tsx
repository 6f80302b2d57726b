// The one place ECharts is drawn: loads the engine, follows size and theme, speaks to screen readers.
import type { ECharts } from "echarts/core";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { PALETTES } from "../theme/palette";
import { useThemeMode } from "../theme/themeMode";
import { chartBase, type ChartColors, type ChartOption } from "./chartColors";
import styles from "./Chart.module.css";

interface ChartProps {
  /** What a reader who cannot see the drawing is told instead. */
  summary: string;
  height: number;
  option: (colors: ChartColors) => ChartOption;
  /** Called with the index of the category that was clicked. */
  onSelect?: (index: number) => void;
}

export function Chart({ summary, height, option, onSelect }: ChartProps) {
  const { mode } = useThemeMode();
  const holder = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<ECharts | null>(null);

  const select = useEffectEvent((index: number) => onSelect?.(index));

  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    let isGone = false;
    let drawn: ECharts | null = null;
    const observer = new ResizeObserver(() => drawn?.resize());
    void import("./engine").then(({ init }) => {
      if (isGone) return;
      const made = init(element, null, { renderer: "svg" });
      drawn = made;
      made.getZr().on("click", (pointer) => {
        if (!made.getOption().grid) return; // a drawing without axes has no categories
        const at = made.convertFromPixel({ gridIndex: 0 }, [pointer.offsetX, pointer.offsetY]);
        const index = at[0];
        if (index !== undefined && index >= 0) select(Math.round(index));
      });
      observer.observe(element);
      setChart(made);
    });
    return () => {
      isGone = true;
      observer.disconnect();
      drawn?.dispose();
    };
  }, []);

  useEffect(() => {
    const colors = PALETTES[mode];
    chart?.setOption({ ...chartBase(colors), ...option(colors) }, { notMerge: true });
  }, [chart, mode, option]);

  return (
    <div
      ref={holder}
      role="img"
      aria-label={summary}
      className={onSelect ? styles.selectable : undefined}
      style={{ height }}
    />
  );
}
