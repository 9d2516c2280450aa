import { objectOf } from '../../../aws/template/read-template';

/** The placeholder for an unknown value in a block. It has the form of an expression in a configuration. */
const UNKNOWN_PLACEHOLDER = '${unknown}';

/** Replaces unknown values in blocks of a plan by a placeholder. */
export function withUnknownPlaceholders(value: unknown, marks: unknown): unknown {
  if (marks === true) return UNKNOWN_PLACEHOLDER;
  if (Array.isArray(value))
    return value.map((each, index) =>
      withUnknownPlaceholders(each, (marks as unknown[] | undefined)?.[index]),
    );
  if (typeof value !== 'object' || value === null) return value;
  const keys = new Set([...Object.keys(value), ...Object.keys(objectOf(marks))]);
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      withUnknownPlaceholders((value as Record<string, unknown>)[key], objectOf(marks)[key]),
    ]),
  );
}
