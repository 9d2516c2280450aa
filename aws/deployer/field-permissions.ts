import type { FlowField } from '../fields';
import { creatorActionsOf } from '../fields/creator-permissions';
import type { LogFormat } from '../format';

/** An action that the creator of a flow log needs, and for which of its fields. */
export interface CreatorAction {
  readonly action: string;
  readonly fields: readonly FlowField[];
}

/**
 * What whoever creates a flow log of a format must be allowed to call, beyond creating flow logs, because of its
 * fields. Tag fields need the flow logs' service-linked role too (`holdsTag`).
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
