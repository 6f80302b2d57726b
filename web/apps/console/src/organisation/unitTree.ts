// Units as a tree: the server lists each behind the one above it.
import type { Unit } from "@regulars/client";

export interface UnitNode {
  unit: Unit;
  /** Members of the unit and of all below it. */
  members: number;
  /** None where nothing stands below, so that a table shows no arrow. */
  children?: UnitNode[];
}

export function unitTree(units: Unit[]): UnitNode[] {
  const nodes = new Map<string, UnitNode>();
  const roots: UnitNode[] = [];
  for (const unit of units) {
    const node: UnitNode = { unit, members: unit.members };
    nodes.set(unit.unit_id, node);
    const above = unit.parent_id === null ? undefined : nodes.get(unit.parent_id);
    if (above) (above.children ??= []).push(node);
    else roots.push(node);
  }
  // What is below comes later, so walking backwards adds up from the ends.
  for (const { unit } of [...nodes.values()].reverse()) {
    const node = nodes.get(unit.unit_id);
    const above = unit.parent_id === null ? undefined : nodes.get(unit.parent_id);
    if (node && above) above.members += node.members;
  }
  return roots;
}

/** The units whose name or code holds a text, with everything above them. */
export function unitsLike(units: Unit[], text: string): Unit[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return units;
  const kept = new Set<string>();
  for (const unit of [...units].reverse()) {
    const isLike = `${unit.name}\n${unit.code}`.toLowerCase().includes(wanted);
    if (isLike || kept.has(unit.unit_id)) {
      kept.add(unit.unit_id);
      if (unit.parent_id !== null) kept.add(unit.parent_id);
    }
  }
  return units.filter(({ unit_id }) => kept.has(unit_id));
}
