import type { FlowField } from '../fields';
import { creatorActionsOf } from '../fields/creator-permissions';
import type { LogFormat } from '../format';

/** An action that the creator of a flow log needs, and the fields that need it. */
export interface CreatorAction {
  readonly action: string;
  readonly fields: readonly FlowField[];
}

/**
 * Actions that the creator of a flow log needs because of the fields of its format, in addition to those for every flow
 * log. Tag fields (`holdsTag`) also need the service-linked role of VPC Flow Logs.
 */
export function creatorActions(format: LogFormat): readonly CreatorAction[] {
  const byAction = new Map<string, FlowField[]>();
  for (const field of format.fields) {
    for (const action of creatorActionsOf(field)) {
      byAction.set(action, [...(byAction.get(action) ?? []), field]);
    }
  }
  return [...byAction].map(([action, fields]) => ({ action, fields }));
}
