// The unit that every database has from the beginning.
export const HEADQUARTERS = "00000000-0000-7000-8000-000000000001";
