import type { Naming } from '../../template/stack-values';
import type { CoveredType } from '../covered-type';
import { FUNCTIONS } from './functions';
import { LOGS } from './logs';
import { MESSAGES } from './messages';
import { ROLES } from './roles';
import { STACKS } from './stacks';
import { STORAGE } from './storage';
import { TABLES } from './tables';

/** Every type of resource whose deployment is covered, beside flow logs; some have several entries. */
export const COVERED_TYPES: readonly CoveredType[] = [
  ...STORAGE,
  ...MESSAGES,
  ...FUNCTIONS,
  ...ROLES,
  ...TABLES,
  ...LOGS,
  ...STACKS,
];

/** The entries of a type; none, if it is not covered. */
export function entriesOf(type: string): readonly CoveredType[] {
  return COVERED_TYPES.filter(
    (each) => each.type === type || (each.type.endsWith('::') && type.startsWith(each.type)),
  );
}

/** How resources of a type are named and addressed. */
export function namingOf(type: string): Naming | undefined {
  return entriesOf(type)[0];
}
