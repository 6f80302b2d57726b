// Where somebody arrives: the board, or the members for whoever may not see the company's figures.
import { Navigate } from "react-router";
import { useMay } from "../session/useMay";
import { OverviewPage } from "./OverviewPage";

export function StartPage() {
  return useMay()("board:read") ? <OverviewPage /> : <Navigate to="/members" replace />;
}
