// Members of a filter as a file, which the browser keeps.
import { unwrap } from "@regulars/client";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { forApi } from "../conditions/conditionJson";
import { conditionOf, type MembersFilter } from "../members/membersFilter";
import { useSession } from "../session/useSession";

export type FileFormat = "csv" | "xlsx" | "parquet";

interface Export {
  filter: MembersFilter;
  format: FileFormat;
  isPlain: boolean;
  reason: string | undefined;
}

export function useMayExport(): boolean {
  return useSession().data?.staff?.scopes.includes("members:export") ?? false;
}

export function useExport() {
  const { i18n } = useTranslation();
  return useMutation({
    mutationFn: async ({ filter, format, isPlain, reason }: Export) => {
      const { q, tier, unit, lifecycle, joined_from, joined_to, debt, grace } = filter;
      const condition = conditionOf(filter);
      const content = await unwrap(
        api.POST("/v1/member-exports", {
          parseAs: "blob",
          body: {
            q, tier, unit, lifecycle, joined_from, joined_to, debt, grace,
            ...(condition ? { condition: forApi(condition) } : {}),
            format,
            language: i18n.language.startsWith("zh") ? "zh" : "en",
            is_plain: isPlain,
            reason: isPlain ? reason : undefined,
          },
        }),
      );
      keep(content as Blob, `members.${format}`);
    },
  });
}

/** Let the browser keep a file. */
function keep(content: Blob, name: string) {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
