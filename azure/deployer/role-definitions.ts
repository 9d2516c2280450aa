import type { Scope } from './deployed-resource';
import type { Grant } from './grant';

/** A custom role in the form that `az role definition create` accepts. */
export interface CustomRole {
  readonly Name: string;
  readonly IsCustom: true;
  readonly Description: string;
  readonly Actions: readonly string[];
  readonly NotActions: readonly string[];
  readonly DataActions: readonly string[];
  readonly NotDataActions: readonly string[];
  readonly AssignableScopes: readonly string[];
}

/** Why a role contains actions. */
export interface RoleReason {
  readonly actions: readonly string[];
  readonly why: string;
  readonly source: string;
  readonly neededBy: readonly string[];
}

/** A custom role for one scope, with the reasons for its actions. */
export interface RoleDefinition {
  readonly scope: Scope;
  readonly definition: CustomRole;
  readonly reasons: readonly RoleReason[];
}

/** Stands for the id of a subscription that the artifact does not contain. */
export const UNKNOWN_SUBSCRIPTION = 'SUBSCRIPTION_ID';

/**
 * Writes grants as custom roles: one per subscription, and one per existing resource group. The role of a resource group does
 * not repeat what that of its subscription contains.
 *
 * @param name names of the deployments, for the names of the roles
 */
export function roleDefinitions(grants: readonly Grant[], name: string): RoleDefinition[] {
  const byScope = new Map<string, Grant[]>();
  for (const grant of grants) {
    const key = scopeId(grant.scope).toLowerCase();
    byScope.set(key, [...(byScope.get(key) ?? []), grant]);
  }
  return [...byScope.keys()].sort().flatMap((key) => {
    const own = byScope.get(key) as Grant[];
    const { scope } = own[0] as Grant;
    const outer = scope.resourceGroup === undefined ? [] : (byScope.get(outerKey(scope)) ?? []);
    return roleDefinition(own, outer, name);
  });
}

function roleDefinition(own: readonly Grant[], outer: readonly Grant[], name: string): RoleDefinition[] {
  const { scope } = own[0] as Grant;
  const [actions, dataActions] = [remaining(own, outer, actionsOf), remaining(own, outer, dataActionsOf)];
  if (actions.length + dataActions.length === 0) return [];
  const id = scopeId(scope);
  const { subscription = UNKNOWN_SUBSCRIPTION, resourceGroup } = scope;
  const place = resourceGroup === undefined ? 'subscription' : `resource group ${resourceGroup} of`;
  return [
    {
      scope,
      definition: {
        Name: `Flow log deployer of ${name} in ${place} ${subscription}`,
        IsCustom: true,
        Description: `Least privilege to deploy the flow logs of ${name}, in ${id}`,
        Actions: actions,
        NotActions: [],
        DataActions: dataActions,
        NotDataActions: [],
        AssignableScopes: [id],
      },
      reasons: reasonsOf(own, new Set([...actions, ...dataActions].map(lowerCase))),
    },
  ];
}

/** Returns the id of a scope. */
export function scopeId({ subscription = UNKNOWN_SUBSCRIPTION, resourceGroup }: Scope): string {
  const id = `/subscriptions/${subscription}`;
  return resourceGroup === undefined ? id : `${id}/resourceGroups/${resourceGroup}`;
}

function outerKey({ subscription }: Scope): string {
  return scopeId(subscription === undefined ? {} : { subscription }).toLowerCase();
}

function actionsOf({ actions }: Grant): readonly string[] {
  return actions;
}

function dataActionsOf({ dataActions = [] }: Grant): readonly string[] {
  return dataActions;
}

/** Returns the actions of a role without those that another pattern or the outer role contains. Azure ignores their case. */
function remaining(
  own: readonly Grant[],
  outer: readonly Grant[],
  pick: (grant: Grant) => readonly string[],
): string[] {
  const actions = new Map(own.flatMap(pick).map((each) => [lowerCase(each), each]));
  const patterns = new Set(own.flatMap(pick).filter((each) => each.includes('*')));
  const inherited = outer.flatMap(pick);
  return [...actions.values()]
    .filter((each) => ![...patterns].some((pattern) => pattern !== each && matchesAction(pattern, each)))
    .filter((each) => !inherited.some((pattern) => matchesAction(pattern, each)))
    .sort((one, other) => (lowerCase(one) < lowerCase(other) ? -1 : 1));
}

/** Whether an action of a role, which can contain `*`, matches an operation. Azure ignores the case. */
export function matchesAction(pattern: string, operation: string): boolean {
  const [first = '', ...others] = lowerCase(pattern).split('*');
  const text = lowerCase(operation);
  if (others.length === 0) return text === first;
  const last = others.pop() as string;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let rest = text.slice(first.length, text.length - last.length);
  if (text.length < first.length + last.length) return false;
  for (const part of others) {
    const at = rest.indexOf(part);
    if (at < 0) return false;
    rest = rest.slice(at + part.length);
  }
  return true;
}

function reasonsOf(grants: readonly Grant[], kept: ReadonlySet<string>): RoleReason[] {
  const byReason = new Map<string, Grant[]>();
  for (const grant of grants) {
    const key = JSON.stringify([grant.why, grant.source]);
    byReason.set(key, [...(byReason.get(key) ?? []), grant]);
  }
  return [...byReason.values()].flatMap((group) => {
    const { why, source } = group[0] as Grant;
    const actions = group
      .flatMap((each) => [...each.actions, ...dataActionsOf(each)])
      .filter((each) => kept.has(lowerCase(each)));
    if (actions.length === 0) return [];
    const neededBy = [...new Set(group.flatMap((each) => each.neededBy))].sort();
    return [{ actions: [...new Set(actions)].sort(), why, source, neededBy }];
  });
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}
