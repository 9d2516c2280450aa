import type { Naming } from '../../template/stack-values';
import type { CoveredType } from '../covered-type';
import { FUNCTIONS } from './functions';
import { LOGS } from './logs';
import { MESSAGES } from './messages';
import { NETWORKS } from './networks';
import { ROLES } from './roles';
import { STACKS } from './stacks';
import { STORAGE } from './storage';
import { TABLES } from './tables';

/** All resource types that the deployer policies cover, except flow logs. A type can have several entries. */
export const COVERED_TYPES: readonly CoveredType[] = [
  ...STORAGE,
  ...MESSAGES,
  ...FUNCTIONS,
  ...ROLES,
  ...TABLES,
  ...LOGS,
  ...STACKS,
  ...NETWORKS,
];

/** The entries of a type; empty if the type is not covered. */
export function entriesOf(type: string): readonly CoveredType[] {
  return COVERED_TYPES.filter(
    (each) => each.type === type || (each.type.endsWith('::') && type.startsWith(each.type)),
  );
}

/** Names and ARNs of resources of a type. */
export function namingOf(type: string): Naming | undefined {
  return entriesOf(type)[0];
}
