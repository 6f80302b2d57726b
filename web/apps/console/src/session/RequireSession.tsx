// Lets staff through and sends everyone else to log in, remembering where they wanted to go.
import { ErrorState, LoadingState } from "@regulars/ui";
import { Navigate, Outlet, useLocation } from "react-router";
import { useSession } from "./useSession";

export function RequireSession() {
  const session = useSession();
  const { pathname, search } = useLocation();
  if (session.isPending) return <LoadingState rows={6} />;
  if (session.isError) {
    return <ErrorState error={session.error} onRetry={() => void session.refetch()} />;
  }
  if (session.data?.stage !== "open") {
    const wanted = pathname + search;
    const to = wanted === "/" ? "/login" : `/login?next=${encodeURIComponent(wanted)}`;
    return <Navigate to={to} replace />;
  }
  return <Outlet />;
}
