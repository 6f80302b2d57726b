// A quiet skeleton that keeps the place of what is coming.
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";

interface LoadingStateProps {
  rows?: number;
  minHeight?: number;
}

export function LoadingState({ rows = 4, minHeight }: LoadingStateProps) {
  const { t } = useTranslation("ui");
  return (
    <div role="status" aria-label={t("loading")} style={{ minHeight }}>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}
