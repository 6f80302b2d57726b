// A signed amount: what came in the brand's colour, what went in the text's.
import { useFormat } from "@regulars/ui";
import styles from "./Amount.module.css";

export function Amount({ value }: { value: number }) {
  const format = useFormat();
  return (
    <span className={`${(value > 0 ? styles.in : styles.out) ?? ""} rg-num`}>
      {format.signed(value)}
    </span>
  );
}
