// Imports of members: handed over, tried out, started, watched.
import { unwrap, type MemberImportSummary, type MemberMapping, type WholeMapping } from "@regulars/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { memberKeys } from "../members/memberKeys";
import { useSession } from "../session/useSession";
import { importKeys } from "./importKeys";

const LOOK_AGAIN_MS = 1_000;
const WAITING_MS = 10_000;

export function useMayImport(): boolean {
  return useSession().data?.staff?.scopes.includes("members:import") ?? false;
}

/** Whether a worker is at an import, or will be. */
export function isUnderWay({ status }: Pick<MemberImportSummary, "status">): boolean {
  return status === "trying" || status === "importing";
}

export function useImportList() {
  return useQuery({
    queryKey: importKeys.list,
    staleTime: 0,
    queryFn: ({ signal }) => unwrap(api.GET("/v1/member-imports", { signal })),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? LOOK_AGAIN_MS : false),
  });
}

export function useImport(id: string) {
  return useQuery({
    queryKey: importKeys.one(id),
    staleTime: 0,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/member-imports/{import_id}", { params: { path: { import_id: id } }, signal }),
      ),
    refetchInterval: ({ state }) => {
      if (state.data && isUnderWay(state.data)) return LOOK_AGAIN_MS;
      return state.data?.approval === "pending" ? WAITING_MS : false;
    },
  });
}

export function useFaults({ import_id, status, faults_listed }: MemberImportSummary) {
  return useQuery({
    queryKey: importKeys.faults(import_id, status),
    enabled: faults_listed > 0,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/member-imports/{import_id}/faults", { params: { path: { import_id } }, signal }),
      ),
  });
}

export function useHandOver() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (file: File) =>
      unwrap(
        api.POST("/v1/member-imports", {
          params: { query: { file_name: file.name } },
          // The description says a binary string; the file goes out as it is.
          body: file as unknown as string,
          bodySerializer: (body) => body,
          headers: { "Content-Type": "application/octet-stream" },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: importKeys.list }),
  });
}

export function useImportSteps(id: string) {
  const queries = useQueryClient();
  const path = { params: { path: { import_id: id } } };
  const onSettled = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: importKeys.all }),
      queries.invalidateQueries({ queryKey: memberKeys.all }),
    ]);
  return {
    tryOut: useMutation({
      mutationFn: (mapping: MemberMapping) =>
        unwrap(api.POST("/v1/member-imports/{import_id}/try", { ...path, body: { mapping: mapping as WholeMapping } })),
      onSettled,
    }),
    start: useMutation({
      mutationFn: () => unwrap(api.POST("/v1/member-imports/{import_id}/start", path)),
      onSettled,
    }),
    cancel: useMutation({
      mutationFn: () => unwrap(api.POST("/v1/member-imports/{import_id}/cancel", path)),
      onSettled,
    }),
  };
}
