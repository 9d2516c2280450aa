import { objectOf } from '../../../aws/template/read-template';
import { DeployedResource } from './deployed-resource';
import { type ArmValue, asText, Unresolved } from './expressions/arm-value';
import { countProblem, evaluate, MAX_COPIES } from './expressions/evaluate';
import type { EvaluationScope } from './expressions/evaluation-scope';
import { type Placement, scopeId } from './placement';
import { namesIn, resourceIdOf } from './resource-ids';

type Json = Readonly<Record<string, unknown>>;

/** What the resources of a template need to know about their deployment. */
export interface TemplateContext {
  readonly json: Json;
  /** JSON pointer of the template in its file. */
  readonly pointer: string;
  readonly scope: EvaluationScope;
  readonly placement: Placement;
  readonly conditions: readonly Unresolved[];
}

/**
 * Returns the resources of a template with the resources inside them, one for each copy. Resources whose condition is false
 * are omitted. Source: Azure Resource Manager, "Child resources", "Resource iteration", "Conditional deployment".
 */
export function templateResources(context: TemplateContext): DeployedResource[] {
  return declarationsIn(context.json.resources, `${context.pointer}/resources`).flatMap((declaration) =>
    copiesOf(declaration, context, undefined),
  );
}

interface Declaration {
  readonly json: Json;
  readonly pointer: string;
  readonly symbolicName?: string;
}

/** Resources are a list, or an object by symbolic names. Source: "Template syntax", languageVersion 2.0. */
function declarationsIn(resources: unknown, pointer: string): Declaration[] {
  if (Array.isArray(resources))
    return resources.map((json, index) => ({ json: objectOf(json), pointer: `${pointer}/${index}` }));
  return Object.entries(objectOf(resources)).map(([symbolicName, json]) => ({
    json: objectOf(json),
    pointer: `${pointer}/${symbolicName.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    symbolicName,
  }));
}

/** Deepest nesting of resources in resources. Azure allows fewer. */
const MAX_DEPTH = 10;

function copiesOf(
  declaration: Declaration,
  context: TemplateContext,
  parent: DeployedResource | undefined,
  depth = 0,
): DeployedResource[] {
  if (depth > MAX_DEPTH) return [];
  const { name, count } = objectOf(declaration.json.copy);
  if (typeof name !== 'string') return instancesOf(declaration, context, parent, undefined, depth);
  const number = evaluate(count, context.scope);
  const at = (index: number | undefined): EvaluationScope => ({
    ...context.scope,
    copies: [...context.scope.copies, { name, index }],
  });
  if (typeof number === 'number' && number >= 0 && number <= MAX_COPIES) {
    return Array.from({ length: number }, (_, index) => index).flatMap((index) =>
      instancesOf(declaration, { ...context, scope: at(index) }, parent, index, depth),
    );
  }
  // one resource stands for all copies
  const loop = new Unresolved(`copy(${asText(number)})`, countProblem(name, number));
  const conditions = [...context.conditions, loop];
  return instancesOf(declaration, { ...context, scope: at(undefined), conditions }, parent, undefined, depth);
}

function instancesOf(
  { json, pointer, symbolicName }: Declaration,
  context: TemplateContext,
  parent: DeployedResource | undefined,
  index: number | undefined,
  depth: number,
): DeployedResource[] {
  const { scope, placement } = context;
  const [type, name] = [textOf(json.type, scope), textOf(json.name, scope)];
  if (type === undefined || name === undefined) return [];
  const [fullType, fullName] = fullNames(type, name, parent);
  const condition = json.condition === undefined ? true : evaluate(json.condition, scope);
  const resource = new DeployedResource(json, scope, {
    type: fullType,
    name: fullName,
    id: resourceIdOf(scopeOfResource(json, scope, placement), fullType, namesIn(fullName)),
    pointer,
    ...(symbolicName !== undefined && {
      symbolicName: index === undefined ? symbolicName : `${symbolicName}[${index}]`,
    }),
    conditions: condition instanceof Unresolved ? [...context.conditions, condition] : context.conditions,
    isExisting: json.existing === true,
  });
  // the condition of a resource does not apply to the resources inside it
  const children = declarationsIn(json.resources, `${pointer}/resources`).flatMap((child) =>
    copiesOf(child, context, resource, depth + 1),
  );
  return isFalse(condition) ? children : [resource, ...children];
}

function isFalse(condition: ArmValue): boolean {
  return condition === false || (typeof condition === 'string' && condition.toLowerCase() === 'false');
}

function textOf(json: unknown, scope: EvaluationScope): string | undefined {
  return json === undefined || json === null ? undefined : asText(evaluate(json, scope));
}

/** A resource inside another one has the last parts of its type and name only. */
function fullNames(type: string, name: string, parent: DeployedResource | undefined): [string, string] {
  if (!parent) return [type, name];
  const isFull = type.toLowerCase().startsWith(`${parent.type}/`) || type.split('/')[0]?.includes('.');
  if (isFull) return [type, name];
  return [`${parent.facts.type}/${type}`, `${parent.facts.name}/${name}`];
}

/** Returns the id of the scope of a resource, which can differ from that of its deployment. */
function scopeOfResource(json: Json, scope: EvaluationScope, placement: Placement): string {
  const own = textOf(json.scope, scope);
  if (own !== undefined && own !== '') return absoluteScope(own, placement);
  return scopeId(targetPlacement(json, scope, placement));
}

function absoluteScope(scope: string, placement: Placement): string {
  if (scope.startsWith('/')) return scope.replace(/\/$/, '');
  if (/^microsoft\.management\/managementgroups\//i.test(scope)) return `/providers/${scope}`;
  const [type, ...names] = relativeParts(scope);
  return type === undefined ? scope : resourceIdOf(scopeId(placement), type, names);
}

/** Splits the relative id of a resource, such as `Microsoft.Network/virtualNetworks/hub`, into its type and names. */
function relativeParts(scope: string): string[] {
  const [namespace, ...pairs] = namesIn(scope);
  const types = pairs.filter((_, index) => index % 2 === 0);
  return [[namespace, ...types].join('/'), ...pairs.filter((_, index) => index % 2 === 1)];
}

/** Returns where a nested deployment, or a resource that exists elsewhere, is placed. Source: "Deploy resources to another scope". */
export function targetPlacement(json: Json, scope: EvaluationScope, placement: Placement): Placement {
  const resourceGroup = textOf(json.resourceGroup, scope);
  const subscriptionId = textOf(json.subscriptionId, scope) ?? placement.subscriptionId;
  if (resourceGroup !== undefined) return { kind: 'resourceGroup', subscriptionId, resourceGroup };
  if (json.subscriptionId !== undefined) return { kind: 'subscription', subscriptionId };
  return placement;
}

/** Returns the placement of a nested deployment, which can also be a management group or the tenant. */
export function deploymentPlacement({ json, scope }: DeployedResource, placement: Placement): Placement {
  const own = textOf(json.scope, scope);
  if (own === undefined || own === '') return targetPlacement(json, scope, placement);
  const { subscriptionId } = placement;
  if (own === '/') return { kind: 'tenant', subscriptionId };
  const managementGroup = own.split(/managementGroups\//i)[1];
  if (managementGroup !== undefined && managementGroup !== '')
    return { kind: 'managementGroup', subscriptionId, managementGroup };
  const [, ofSubscription, , ofGroup] =
    /^\/subscriptions\/([^/]+)(\/resourceGroups\/(.+))?$/i.exec(own) ?? [];
  if (ofSubscription === undefined) return placement;
  if (ofGroup === undefined) return { kind: 'subscription', subscriptionId: ofSubscription };
  return { kind: 'resourceGroup', subscriptionId: ofSubscription, resourceGroup: ofGroup };
}
