import { FLOW_LOG_TYPE } from '../../flow-log';
import { COVERED_TYPES, entriesOf } from '../catalogue';
import type { CoveredType } from '../covered-type';
import { DECISIONS } from './decisions';
import { FLOW_LOG_ACTIONS } from './flow-log-actions';

/** Permissions of the handlers of a type (`create`, `read`, `update`, `delete`). */
export type HandlerPermissions = Readonly<Record<string, readonly string[]>>;

/** An action of a schema or of the policies, with the comparison of the two. */
export interface ComparedAction {
  readonly action: string;
  /** Handlers that need it according to the schema; empty if the schema does not list it. */
  readonly handlers: readonly string[];
  /** When the policies contain it: `always`, `deletion`, or a property; empty if never. */
  readonly granted: readonly string[];
  /** Why the policies and the schema differ. */
  readonly reason?: string;
}

/** The covered types that have schemas. */
export const COMPARED_TYPES: readonly string[] = [
  ...new Set([FLOW_LOG_TYPE, ...COVERED_TYPES.map(({ type }) => type)]),
]
  .filter((type) => type.startsWith('AWS::') && type !== 'AWS::CDK::Metadata')
  .sort();

/** Compares the policies for a type with the permissions of its handlers. */
export function compareType(type: string, handlers: HandlerPermissions): ComparedAction[] {
  const granted = type === FLOW_LOG_TYPE ? flowLogActions() : grantedActions(entriesOf(type));
  const actions = new Set([...Object.values(handlers).flat(), ...granted.keys()]);
  return [...actions].sort().map((action) => {
    const decision = DECISIONS.find((each) => each.type === type && each.actions.includes(action));
    return {
      action,
      handlers: Object.keys(handlers).filter((name) => handlers[name]?.includes(action)),
      granted: granted.get(action) ?? [],
      ...(decision && { reason: decision.reason }),
    };
  });
}

function flowLogActions(): Map<string, string[]> {
  return new Map(Object.entries(FLOW_LOG_ACTIONS).map(([action, when]) => [action, [when]]));
}

function grantedActions(entries: readonly CoveredType[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (actions: readonly string[] | undefined, when: string) => {
    for (const action of actions ?? []) found.set(action, [...new Set([...(found.get(action) ?? []), when])]);
  };
  for (const { actions, deletes, unscoped = [], whenGiven = [], passes } of entries) {
    for (const each of [{ actions, deletes }, ...unscoped]) {
      add(each.actions, 'always');
      add(each.deletes, 'deletion');
    }
    for (const { property, ...each } of whenGiven) {
      for (const part of [each.actions, each.unscoped?.actions, each.onValue, each.onObjects])
        add(part, property);
      add(each.deletes, `deletion, with ${property}`);
    }
    if (passes) add(['iam:PassRole', ...(passes.actions ?? [])], passes.properties.join(' or '));
  }
  return found;
}
