// The round avatar with a member's initials.
import { initialsOf } from "./initialsOf";
import styles from "./MemberAvatar.module.css";

interface MemberAvatarProps {
  name: string;
  size?: number;
}

export function MemberAvatar({ name, size = 36 }: MemberAvatarProps) {
  return (
    <span
      className={styles.avatar}
      style={{ width: size, height: size, fontSize: Math.round(size * 0.36) }}
      aria-hidden
    >
      {initialsOf(name)}
    </span>
  );
}
