// Row one: the six headline figures.
import type { Board, Headline } from "@regulars/client";
import { Figure, useFormat, type Format, type GoodDirection } from "@regulars/ui";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { headlineLink } from "./boardLinks";
import styles from "./HeadlineRow.module.css";

const GOOD_DIRECTIONS: Partial<Record<Headline["key"], GoodDirection>> = { liability: "neither" };

export function HeadlineRow({ board }: { board: Board }) {
  const { t } = useTranslation("overview");
  const format = useFormat();
  return (
    <section className={styles.row} aria-label={t("headline.label")}>
      {board.headline.map((figure) => (
        <Figure
          key={figure.key}
          name={figure.key}
          label={t(`headline.${figure.key}.name`)}
          hint={t(`headline.${figure.key}.hint`)}
          value={figure.value}
          text={shownText(figure, format)}
          exactText={figure.unit === "money" ? format.money(figure.value) : undefined}
          previous={figure.previous}
          lastYear={figure.last_year}
          isRatio={figure.unit === "ratio"}
          good={GOOD_DIRECTIONS[figure.key] ?? "up"}
          series={figure.series}
          link={(content, className) => (
            <Link to={headlineLink(figure.key, board)} className={className}>
              {content}
            </Link>
          )}
        />
      ))}
    </section>
  );
}

function shownText({ unit, value }: Headline, format: Format): string {
  switch (unit) {
    case "money":
      return format.moneyWhole(value);
    case "ratio":
      return format.ratio(value);
    default:
      return format.count(value);
  }
}
