import type { DeployedResource } from './deployed-resource';
import { InvalidArguments } from './expressions/arm-function';
import {
  type ArmValue,
  asText,
  DeployedObject,
  hasMarks,
  Unresolved,
  unresolvedCall,
} from './expressions/arm-value';
import { type Placement, scopeId } from './placement';
import { namesIn, resourceIdOf } from './resource-ids';

/** What the functions about a deployment need to know. */
export interface DeploymentContext {
  readonly placement: Placement;
  /** The names of the nested deployments that lead to it; empty for the deployment of the artifact. */
  readonly path: readonly string[];
  /** Finds a resource by its id, its symbolic name, or its name. */
  find(idOrName: string): DeployedResource | undefined;
}

/** Text of the address of the artifact, to which the addresses of linked templates are relative. */
export const TEMPLATE_URI = 'deployment().properties.templateLink.uri';

type DeploymentFunction = (args: readonly ArmValue[], context: DeploymentContext) => ArmValue | undefined;

/** Functions about the deployment and its resources. Source: Azure Resource Manager, "Scope functions", "Resource functions". */
const FUNCTIONS: ReadonlyMap<string, DeploymentFunction> = new Map<string, DeploymentFunction>([
  [
    'subscription',
    (_, { placement }) => ({
      id: `/subscriptions/${placement.subscriptionId}`,
      subscriptionId: placement.subscriptionId,
      tenantId: asText(new Unresolved('subscription().tenantId')),
      displayName: asText(new Unresolved(`subscription(${plain(placement.subscriptionId)}).displayName`)),
    }),
  ],
  [
    'resourcegroup',
    (_, { placement }) => {
      const { resourceGroup } = placement;
      if (resourceGroup === undefined) return undefined;
      const text = `resourceGroup(${plain(resourceGroup)})`;
      return {
        id: scopeId(placement),
        name: resourceGroup,
        location: new Unresolved(
          `${text}.location`,
          `it is the location of the resource group ${asMessage(resourceGroup)}`,
        ),
        tags: new Unresolved(`${text}.tags`),
        properties: new Unresolved(`${text}.properties`),
        managedBy: new Unresolved(`${text}.managedBy`),
      };
    },
  ],
  ['tenant', () => new Unresolved('tenant()')],
  [
    'managementgroup',
    (_, { placement: { managementGroup } }) =>
      managementGroup === undefined
        ? undefined
        : {
            name: managementGroup,
            id: `/providers/Microsoft.Management/managementGroups/${managementGroup}`,
          },
  ],
  [
    'deployment',
    (_, { path }) =>
      path.length === 0
        ? new Unresolved('deployment()')
        : {
            name: path.at(-1) as string,
            location: new Unresolved(`${path.join('.')}.deployment().location`),
            properties: new Unresolved(`${path.join('.')}.deployment().properties`),
          },
  ],
  [
    'resourceid',
    (args, { placement }) => {
      const at = typeIndex(args);
      const [resourceGroup, subscriptionId] = [args[at - 1], args[at - 2]].map((each) =>
        each === undefined ? undefined : asText(each),
      );
      const base: Placement = {
        ...placement,
        ...(subscriptionId !== undefined && { subscriptionId }),
        ...(resourceGroup !== undefined && { resourceGroup, kind: 'resourceGroup' as const }),
      };
      return idFor(scopeId(base), args, at);
    },
  ],
  [
    'subscriptionresourceid',
    (args, { placement: { subscriptionId } }) => {
      const at = typeIndex(args);
      return idFor(`/subscriptions/${at === 0 ? subscriptionId : asText(args[0] as ArmValue)}`, args, at);
    },
  ],
  [
    'managementgroupresourceid',
    (args, { placement: { managementGroup } }) => {
      const at = typeIndex(args);
      const name = at === 0 ? managementGroup : asText(args[0] as ArmValue);
      return name === undefined
        ? undefined
        : idFor(`/providers/Microsoft.Management/managementGroups/${name}`, args, at);
    },
  ],
  ['tenantresourceid', (args) => idFor('', args, typeIndex(args))],
  ['extensionresourceid', ([scope = null, ...args]) => idFor(asText(scope), args, 0)],
  [
    'reference',
    ([resource = null, , full = null], { find }) => {
      const found = find(asText(resource));
      const text = `reference(${plain(asText(resource))})`;
      return new ReferencedResource(text, found, /^full$/i.test(asText(full)));
    },
  ],
  [
    'resourceinfo',
    ([name = null], { find }) => {
      const found = find(asText(name));
      return found && { id: found.facts.id, name: found.facts.name, type: found.facts.type };
    },
  ],
  [
    'uri',
    ([base = null, path = null]) => {
      if (typeof base === 'string' && !hasMarks(base) && typeof path === 'string' && !hasMarks(path)) {
        if (!URL.canParse(path, base)) throw new InvalidArguments(`${base} is not an absolute address`);
        return new URL(path, base).href;
      }
      return base instanceof Unresolved && base.text === TEMPLATE_URI
        ? `${asText(base)}/../${asText(path)}`
        : undefined;
    },
  ],
]);

/** Calls a function about the deployment. Returns `undefined` for another function, or if the result is unresolved. */
export function deploymentFunctionValue(
  name: string,
  args: readonly ArmValue[],
  context: DeploymentContext,
): ArmValue | undefined {
  return FUNCTIONS.get(name)?.(args, context);
}

/** The state of a resource after the deployment. Only the outputs of nested deployments are known before it. */
class ReferencedResource extends DeployedObject {
  constructor(
    readonly text: string,
    private readonly resource: DeployedResource | undefined,
    private readonly isFull: boolean,
  ) {
    super();
  }

  member(name: string): ArmValue {
    const key = name.toLowerCase();
    if (this.resource) {
      if (this.isFull && key === 'properties')
        return new ReferencedResource(`${this.text}.properties`, this.resource, false);
      if (this.isFull && key === 'resourceid') return this.resource.facts.id;
      if (key === 'outputs' && this.resource.nested)
        return new Outputs(`${this.text}.outputs`, this.resource.nested);
    }
    return new Unresolved(
      `${this.text}.${name}`,
      'it is the state of a resource, which is known only after the deployment',
    );
  }
}

class Outputs extends DeployedObject {
  constructor(
    readonly text: string,
    private readonly nested: { output(name: string): ArmValue },
  ) {
    super();
  }

  member(name: string): ArmValue {
    return this.nested.output(name);
  }
}

/** Returns the index of the resource type: the first argument with a slash. */
function typeIndex(args: readonly ArmValue[]): number {
  const at = args.findIndex((each) => typeof each === 'string' && !hasMarks(each) && each.includes('/'));
  if (at < 0)
    throw new InvalidArguments('no argument is a resource type such as Microsoft.Network/virtualNetworks');
  return at;
}

function idFor(scope: string, args: readonly ArmValue[], typeAt: number): ArmValue | undefined {
  const type = args[typeAt];
  if (typeof type !== 'string' || hasMarks(type)) return undefined;
  const names = args.slice(typeAt + 1);
  // one name with slashes stands for several
  const single = names.length === 1 ? namesIn(names[0] as ArmValue) : names.map(asText);
  return resourceIdOf(scope, type, single);
}

function plain(text: string): string {
  return unresolvedCall('', [text]).text.slice(2, -2);
}

/** Returns a text for a message. */
function asMessage(text: string): string {
  return hasMarks(text) ? 'of the deployment' : text;
}
