// Filter and place in the member list: both in the URL, the way back in the history entry.
import { useCallback } from "react";
import { useLocation, useSearchParams } from "react-router";
import { readFilter, writeFilter, type MembersFilter } from "./membersFilter";

interface PageState {
  /** Cursors of the pages before this one; "" is the first. */
  before?: string[];
}

export function useMembersPage() {
  const [search, setSearch] = useSearchParams();
  const location = useLocation();
  const filter = readFilter(search);
  const cursor = search.get("cursor") ?? undefined;
  const before = (location.state as PageState | null)?.before ?? [];

  const setFilter = useCallback(
    (change: MembersFilter) =>
      setSearch((current) => writeFilter({ ...readFilter(current), ...change })),
    [setSearch],
  );
  const clear = useCallback(() => setSearch({}), [setSearch]);

  const go = (to: string, pagesBefore: string[]) =>
    setSearch(
      (current) => {
        const next = writeFilter(readFilter(current));
        if (to) next.set("cursor", to);
        return next;
      },
      { state: { before: pagesBefore } satisfies PageState },
    );

  return {
    filter,
    cursor,
    /** The page's number; a page opened by a bare link does not know its own. */
    page: cursor === undefined ? 1 : before[0] === "" ? before.length + 1 : null,
    setFilter,
    clear,
    goNext: (next: string) => go(next, [...before, cursor ?? ""]),
    goPrevious:
      cursor === undefined ? undefined : () => go(before.at(-1) ?? "", before.slice(0, -1)),
  };
}
