// One named value in the URL's query, set without disturbing the others.
import { useCallback } from "react";
import { useSearchParams } from "react-router";

export function useSearchParam(
  name: string,
): [string | null, (value: string | null | undefined) => void] {
  const [search, setSearch] = useSearchParams();
  const setValue = useCallback(
    (value: string | null | undefined) =>
      setSearch(
        (current) => {
          const next = new URLSearchParams(current);
          if (value) next.set(name, value);
          else next.delete(name);
          return next;
        },
        { preventScrollReset: true },
      ),
    [name, setSearch],
  );
  return [search.get(name), setValue];
}
