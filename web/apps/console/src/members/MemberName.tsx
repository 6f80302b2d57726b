// A member's avatar, name and number; the name is the link.
import type { MemberItem } from "@regulars/client";
import { Link } from "react-router";
import { MemberAvatar } from "./MemberAvatar";
import styles from "./MemberName.module.css";
import { nameOf } from "./nameOf";

export function MemberName({ member }: { member: MemberItem }) {
  const { display_name, member_no, member_id } = member;
  return (
    <span className={styles.member}>
      <MemberAvatar name={nameOf(member)} />
      <span className={styles.words}>
        <Link to={`/members/${member_id}`} onClick={(click) => click.stopPropagation()}>
          {nameOf(member)}
        </Link>
        {display_name && <span className={`${styles.no ?? ""} rg-num`}>{member_no}</span>}
      </span>
    </span>
  );
}
