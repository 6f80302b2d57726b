// The one error the API calls throw: the server's problem document, or the network's silence.
import type { Problem } from "./types";

export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: Problem;

  constructor(status: number, problem: Problem) {
    super(problem.detail ?? problem.title ?? `HTTP ${String(status)}`);
    this.name = "ApiProblem";
    this.status = status;
    this.code = problem.code ?? "";
    this.problem = problem;
  }
}
