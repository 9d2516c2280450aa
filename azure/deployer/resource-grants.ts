import { entryOf } from './catalogue';
import { REGISTRATION } from './catalogue/access';
import type { CoveredType, LinkedActions } from './covered-type';
import type { DeployedResource, ResourceLink } from './deployed-resource';
import type { Grant } from './grant';
import { ownSubscription, type Placement, scopeOf } from './placement';
import { PAGES } from './source';

/** Returns what the deployer of a resource needs; nothing if its type is not covered. */
export function resourceGrants(resource: DeployedResource, placement: Placement): Grant[] {
  const entry = entryOf(resource);
  if (entry === undefined) return [];
  const { dataActions, onSubscription = [], whenSet = [], linked = [], source } = entry;
  const actions = entry.actions.filter((each) => !resource.isKept || !isDeletion(each));
  const subscription = scopeOf(ownSubscription(resource));
  const own = { scope: placement.of(resource), source, neededBy: [resource.title] };
  const given = whenSet.filter(({ argument }) => resource.isSet(argument));
  const grants: Grant[] = [
    {
      ...own,
      actions,
      ...(dataActions && { dataActions }),
      why: purposeOf(entry, [...actions, ...(dataActions ?? [])]),
    },
    ...registrationGrants(resource),
    { ...own, scope: subscription, actions: onSubscription, why: `in the subscription, for ${entry.type}` },
    ...given.map((each) => ({
      ...own,
      ...(each.level === 'subscription' && { scope: subscription }),
      actions: each.actions,
      source: each.source,
      why: `${each.argument} of ${entry.type}`,
    })),
    ...linked
      .filter(({ onlyIf }) => onlyIf === undefined || resource.isSet(onlyIf))
      .flatMap((each) => linkedGrants(resource, each, placement)),
  ];
  return grants.filter(({ actions: all, dataActions: data = [] }) => all.length + data.length > 0);
}

/** States the deletion only if an action deletes something. */
function purposeOf({ type }: CoveredType, actions: readonly string[]): string {
  if (type.startsWith('data.')) return `reads ${type}`;
  const verbs = ['creates', 'reads', 'updates', ...(actions.some(isDeletion) ? ['deletes'] : [])];
  return `${new Intl.ListFormat('en-GB').format(verbs)} ${type}`;
}

function isDeletion(action: string): boolean {
  return action.endsWith('/delete');
}

function linkedGrants(resource: DeployedResource, linked: LinkedActions, placement: Placement): Grant[] {
  const { argument, actions, types, level, source, isAcrossSubscriptions = false } = linked;
  const subscription = ownSubscription(resource);
  return resource
    .links(argument)
    .filter((link) => types === undefined || types.includes(typeOf(link)))
    .map((link) => placement.ofLink(link, subscription))
    .filter((scope) => !isAcrossSubscriptions || scope.subscription !== subscription)
    .map((scope) => ({
      scope: level === 'subscription' ? scopeOf(scope.subscription) : scope,
      actions,
      source,
      why: `uses the resource in ${argument} of ${resource.type}`,
      neededBy: [resource.title],
    }));
}

const PROVIDERS = '/providers/';

/** Returns the type of a resource in lower case; an empty text if it is unknown. */
function typeOf({ resource, id = '' }: ResourceLink): string {
  if (resource !== undefined) return resource.type.toLowerCase();
  const [, ...providers] = id.toLowerCase().split(PROVIDERS);
  const [namespace = '', ...path] = providers.join(PROVIDERS).split('/');
  return [namespace, ...path.filter((_, index) => index % 2 === 0)].join('/');
}

/** A registration also unregisters the resource provider when it is deleted. */
function registrationGrants(resource: DeployedResource): Grant[] {
  if (resource.type !== REGISTRATION) return [];
  return resource.texts('name').map((namespace) => ({
    scope: scopeOf(ownSubscription(resource)),
    actions: [`${namespace}/register/action`, `${namespace}/unregister/action`],
    source: PAGES.REGISTRATION,
    why: `registers ${namespace}`,
    neededBy: [resource.title],
  }));
}
