// Whether the person at the console has a right.
import type { Session } from "@regulars/client";
import { useSession } from "../../session/useSession";

type Scope = NonNullable<Session["staff"]>["scopes"][number];

export function useMayDo(scope: Scope): boolean {
  return useSession().data?.staff?.scopes.includes(scope) ?? false;
}
