// Previous and next through a cursor list, with the count of all rows.
import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/useFormat";
import styles from "./StackPager.module.css";

interface StackPagerProps {
  /** 1 for the first page; null when a bare link led into the middle. */
  page: number | null;
  pageSize: number;
  /** Null where nobody counts: a log that only grows. */
  total: number | null;
  shown: number;
  onPrevious?: () => void;
  onNext?: () => void;
  pageSizes?: number[];
  onPageSize?: (size: number) => void;
}

export function StackPager(props: StackPagerProps) {
  const { page, pageSize, total, shown, pageSizes, onPageSize } = props;
  const { t } = useTranslation("ui");
  const format = useFormat();
  const first = page === null ? null : (page - 1) * pageSize + 1;
  return (
    <nav className={styles.pager} aria-label={t("pager.label")}>
      <span className={`${styles.range ?? ""} rg-num`}>
        {total === null
          ? null
          : first === null
            ? t("pager.total", { total: format.count(total) })
            : t("pager.range", {
                first: format.count(first),
                last: format.count(first + shown - 1),
                total: format.count(total),
              })}
      </span>
      {pageSizes && onPageSize && (
        <Select
          size="small"
          aria-label={t("pager.pageSize")}
          value={pageSize}
          onChange={onPageSize}
          options={pageSizes.map((size) => ({
            value: size,
            label: t("pager.perPage", { size }),
          }))}
        />
      )}
      <span className={styles.buttons}>
        <Button
          size="small"
          icon={<LeftOutlined aria-hidden />}
          aria-label={t("pager.previous")}
          disabled={!props.onPrevious}
          onClick={props.onPrevious}
        />
        <Button
          size="small"
          icon={<RightOutlined aria-hidden />}
          aria-label={t("pager.next")}
          disabled={!props.onNext}
          onClick={props.onNext}
        />
      </span>
    </nav>
  );
}
