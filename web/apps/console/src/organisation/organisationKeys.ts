// Query keys of the organisation.
export const organisationKeys = {
  all: ["organisation"] as const,
  units: ["organisation", "units"] as const,
};
