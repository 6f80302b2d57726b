// The roles there are, from the one that may do most.
import type { Role } from "@regulars/client";

export const ROLES: Role[] = ["admin", "operator", "analyst", "clerk"];
