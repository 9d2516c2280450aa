import { FLOW_LOG_TYPE } from '../flow-log';
import { ENVIRONMENT } from '../normalizer/settings';
import { objectOf } from '../template/read-template';
import { type AppValues, propertyAt } from '../template/stack-values';
import { nestedName, type TemplateResource, type TemplateStack } from '../template/template-stack';
import { entriesOf } from './catalogue';
import type { NamedResources } from './named-resources';

/**
 * Finds the resources that are related to flow logs. The search starts at flow logs and normalizers, and follows
 * references, ARNs and dependencies in both directions and across stacks. It also includes resources of the same construct.
 * It does not continue at networks, and at resources of a type that is not covered.
 */
export function resourcesOfFlowLogs(app: AppValues, named: NamedResources): Set<TemplateResource> {
  const neighbours = neighboursOf(app, named);
  const found = new Set<TemplateResource>();
  const waiting = app.stacks.flatMap(({ resources }) => resources.filter(isSeed));
  const inScope = scopesOf(app);
  for (let resource = waiting.pop(); resource; resource = waiting.pop()) {
    if (found.has(resource)) continue;
    found.add(resource);
    waiting.push(...(neighbours.get(resource) ?? []), ...inScope(resource));
  }
  return found;
}

/** Whether the deployer policies cover the type of a resource. */
export function isCovered({ type }: TemplateResource): boolean {
  return type === FLOW_LOG_TYPE || entriesOf(type).length > 0;
}

function isRelating(resource: TemplateResource): boolean {
  return isCovered(resource) && !entriesOf(resource.type).some(({ isNetwork }) => isNetwork);
}

function isSeed(resource: TemplateResource): boolean {
  const variables = objectOf(propertyAt(resource, 'Environment.Variables'));
  return resource.type === FLOW_LOG_TYPE || ENVIRONMENT.tableBucket in variables;
}

function neighboursOf(app: AppValues, named: NamedResources): Map<TemplateResource, TemplateResource[]> {
  const neighbours = new Map<TemplateResource, TemplateResource[]>();
  const join = (one: TemplateResource, other: TemplateResource) => {
    if (one === other || !isRelating(one) || !isRelating(other)) return;
    neighbours.set(one, [...(neighbours.get(one) ?? []), other]);
    neighbours.set(other, [...(neighbours.get(other) ?? []), one]);
  };
  for (const stack of app.stacks) {
    for (const resource of stack.resources) {
      for (const other of reachedFrom(app, stack, resource)) join(resource, other);
      for (const { resource: other } of named.resourcesIn(stack, resource.properties)) join(resource, other);
      for (const other of nestedResources(app, stack, resource)) join(resource, other);
    }
  }
  return neighbours;
}

function reachedFrom(app: AppValues, stack: TemplateStack, { properties, dependsOn }: TemplateResource) {
  const named = stack.resources.filter(({ logicalId }) => dependsOn.includes(logicalId));
  return [
    ...named,
    ...app
      .of(stack)
      .resourcesIn(properties)
      .map(({ resource }) => resource),
  ];
}

/** All resources of a nested stack. */
function nestedResources({ stacks }: AppValues, stack: TemplateStack, { logicalId, type }: TemplateResource) {
  if (type !== 'AWS::CloudFormation::Stack') return [];
  const name = nestedName(stack.name, logicalId);
  const nested = stacks.find(
    (each) => each.name === name && each.account === stack.account && each.region === stack.region,
  );
  return nested?.resources ?? [];
}

/** Finds the covered resources that have the same construct directly below the stack. */
function scopesOf(app: AppValues): (resource: TemplateResource) => readonly TemplateResource[] {
  const scopes = new Map<string, TemplateResource[]>();
  const scopeOf = ({ path = '' }: TemplateResource) => path.split('/').slice(0, 2).join('/');
  for (const { resources } of app.stacks) {
    for (const resource of resources.filter(({ path }) => path !== undefined).filter(isRelating)) {
      scopes.set(scopeOf(resource), [...(scopes.get(scopeOf(resource)) ?? []), resource]);
    }
  }
  return (resource) => (resource.path === undefined ? [] : (scopes.get(scopeOf(resource)) ?? []));
}
