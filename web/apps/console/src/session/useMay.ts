// What the person who is logged in may do, somewhere at least; the server has the last word.
import { useSession } from "./useSession";

export type Scope = NonNullable<
  NonNullable<ReturnType<typeof useSession>["data"]>["staff"]
>["scopes"][number];

export function useMay() {
  const scopes = useSession().data?.staff?.scopes;
  return (scope: Scope) => scopes?.includes(scope) ?? false;
}
