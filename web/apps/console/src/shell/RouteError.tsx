// The last net under a page: a failure in drawing it, or a new release that replaced its files.
import { ErrorState } from "@regulars/ui";
import { useRouteError } from "react-router";

export function RouteError() {
  return <ErrorState error={useRouteError()} onRetry={() => window.location.reload()} />;
}
