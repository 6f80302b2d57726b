// Query keys of the program.
export const programKeys = {
  current: ["program"] as const,
  versions: ["program", "versions"] as const,
};
