/** What a change does with a field of a log format. */
export enum FieldChange {
  KEPT = 'kept',
  REMOVED = 'removed',
  /** Added after all fields that remain. */
  APPENDED = 'appended',
  /** Added before a field that remains, whose position changes. */
  INSERTED = 'inserted',
  /** In another order relative to the fields that remain. */
  MOVED = 'moved',
}

/** One field in the difference between two log formats. */
export interface FieldDifference {
  readonly name: string;
  readonly change: FieldChange;
  /** Position in the old format, from 1; missing for a new field. */
  readonly before?: number;
  /** Position in the new format, from 1; missing for a removed field. */
  readonly after?: number;
}

/**
 * Returns the fields of two log formats in the order of the new format, with each removed field after its old predecessor.
 * The largest set of fields in a common order counts as kept in order; the others are moved.
 */
export function fieldDifferences(before: readonly string[], after: readonly string[]): FieldDifference[] {
  const ordered = longestCommonOrder(before, after);
  const lastKept = after.findLastIndex((name) => before.includes(name));
  const differences = after.map((name, index): FieldDifference => {
    const position = { name, after: index + 1 };
    const old = before.indexOf(name);
    if (old < 0) {
      return { ...position, change: index < lastKept ? FieldChange.INSERTED : FieldChange.APPENDED };
    }
    return {
      ...position,
      before: old + 1,
      change: ordered.has(name) ? FieldChange.KEPT : FieldChange.MOVED,
    };
  });
  for (const [index, name] of before.entries()) {
    if (after.includes(name)) continue;
    const predecessor = differences.findIndex((each) => each.name === before[index - 1]);
    differences.splice(predecessor + 1, 0, { name, before: index + 1, change: FieldChange.REMOVED });
  }
  return differences;
}

/** Whether a field that remains has another position because of new or moved fields. */
export function shiftsPositions(differences: readonly FieldDifference[]): boolean {
  return differences.some(({ change }) => change === FieldChange.INSERTED || change === FieldChange.MOVED);
}

/** The longest common subsequence. */
function longestCommonOrder(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const lengths = before.map(() => new Array<number>(after.length + 1).fill(0));
  lengths.push(new Array<number>(after.length + 1).fill(0));
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const isEqual = before[row] === after[column];
      (lengths[row] as number[])[column] = isEqual
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const common = new Set<string>();
  let [row, column] = [0, 0];
  while (row < before.length && column < after.length) {
    if (before[row] === after[column]) {
      common.add(before[row] as string);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return common;
}
