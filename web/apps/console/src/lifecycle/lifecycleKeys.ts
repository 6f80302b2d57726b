// Query keys of the stages of life.
export const lifecycleKeys = { setting: ["lifecycle"] as const };
