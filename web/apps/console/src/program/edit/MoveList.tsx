// Members who go from one tier to another, and how many.
import type { TierMoves } from "@regulars/client";
import { TierBadge } from "@regulars/ui";
import styles from "./MoveList.module.css";

interface MoveListProps {
  title: string;
  moves: TierMoves[];
  count: (members: number) => string;
}

export function MoveList({ title, moves, count }: MoveListProps) {
  if (moves.length === 0) return null;
  return (
    <div>
      <p className={styles.title}>{title}</p>
      <ul className={styles.moves} aria-label={title}>
        {moves.map(({ before, after, members }) => (
          <li key={`${before.key}>${after.key}`}>
            <TierBadge tier={before} />
            <span aria-hidden>→</span>
            <TierBadge tier={after} />
            <b className="rg-num">{count(members)}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}
