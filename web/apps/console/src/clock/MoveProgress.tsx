// How far the clock has come.
import type { Advanced } from "@regulars/client";
import { useFormat } from "@regulars/ui";
import { Progress } from "antd";
import { useTranslation } from "react-i18next";
import { wayDone } from "./leap";

interface MoveProgressProps {
  from: string;
  to: string;
  soFar: Advanced | null;
}

export function MoveProgress({ from, to, soFar }: MoveProgressProps) {
  const { t } = useTranslation("clock");
  const format = useFormat();
  const now = soFar?.now ?? from;
  return (
    <>
      <Progress percent={wayDone(from, now, to)} status="active" aria-label={t("title")} />
      <p role="status">
        {t("soFar", { now: format.dateTime(now), settled: format.count(soFar?.settlements ?? 0) })}
      </p>
    </>
  );
}
