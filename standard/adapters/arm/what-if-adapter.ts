import { objectOf } from '../../../aws/template/read-template';
import {
  addressIn,
  Cloud,
  type DeploymentUnit,
  type Fact,
  PlannedAction,
  type ResourceModel,
  type UnreadPart,
} from '../../facts';
import { type Adapter, ArtifactError, type ArtifactInput } from '../artifact';
import { AZURERM_TYPES } from '../providers/azure-rest';
import { providerModel } from '../providers/provider-model';
import type { ArmResource } from './arm-resource';
import { declaredResources } from './declared-resources';
import { type ArmValue, Unresolved } from './expressions/arm-value';
import { isExpression } from './expressions/parse-expression';
import { withInlineSubnets } from './inline-subnets';
import { type IdParts, idParts } from './resource-ids';

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the result of `what-if`: `az deployment group what-if --no-pretty-print`, or the result of
 * `Get-AzResourceGroupDeploymentWhatIfResult` as JSON. Source: Azure Resource Manager, "Template deployment what-if operation",
 * Azure REST API, "Deployments - What If".
 */
export const WHAT_IF: Adapter = {
  name: 'ARM what-if',
  recognises: (json) => {
    const changes = member(json, 'changes');
    return (
      Array.isArray(changes) &&
      changes.every((change) => changeType(objectOf(change)) !== undefined) &&
      (changes.length > 0 || member(json, 'status') !== undefined)
    );
  },
  read: (json, input) => modelOf(json, input, 'after'),
  readPrior: (json, input) => modelOf(json, input, 'before'),
};

/** Kinds of changes, in the order of the enumeration of Azure PowerShell, which writes their numbers. */
const CHANGE_TYPES = ['Create', 'Delete', 'Ignore', 'Deploy', 'NoChange', 'Modify', 'Unsupported'];

/** What a deployment does with a resource. Source: Azure Resource Manager, "Template deployment what-if operation". */
const ACTIONS: Readonly<Record<string, PlannedAction>> = {
  Create: PlannedAction.CREATE,
  Delete: PlannedAction.DELETE,
  Ignore: PlannedAction.NONE,
  // a result without properties does not state whether the resource changes
  Deploy: PlannedAction.UPDATE,
  NoChange: PlannedAction.NONE,
  Modify: PlannedAction.UPDATE,
};

/** The version of a resource: before or after the deployment. */
type Side = 'before' | 'after';

function modelOf(json: unknown, input: ArtifactInput, side: Side): ResourceModel {
  const { unit, path } = input;
  const error = objectOf(member(json, 'error'));
  if (error.message !== undefined)
    throw new ArtifactError(
      `${path} is a failed what-if: ${String(error.message)}: correct the template and run it again`,
    );
  const key = keyOf(json, 'changes') ?? 'changes';
  const changes = [member(json, key) ?? []]
    .flat()
    .map((change, index) => ({ change: objectOf(change), pointer: `/${key}/${index}` }));
  const resources: ArmResource[] = [];
  const unread: UnreadPart[] = [];
  for (const { change, pointer } of changes) {
    const kind = changeType(change);
    const id = String(member(change, 'resourceId') ?? member(change, 'fullyQualifiedResourceId') ?? '');
    // the id of an unsupported resource can be an expression
    const parts = idParts(id) ?? { scope: '', type: '', names: [id] };
    if (kind === (side === 'after' ? 'Delete' : 'Create')) continue;
    const title = parts.names.join('/');
    const [payload, payloadKey] = payloadOf(change, side);
    const where = {
      artifact: unit.artifact,
      pointer: payloadKey === undefined ? pointer : `${pointer}/${payloadKey}`,
      path: id,
    };
    if (isUnread(kind, payload, parts.type)) {
      unread.push({ subject: subjectOf(id, parts, pointer, unit), ...causeOf(kind, change) });
    }
    if (payload === undefined && !isStillThere(kind)) continue;
    const action = ACTIONS[kind ?? ''];
    resources.push({
      type: parts.type,
      id,
      localName: id,
      title,
      where,
      ...(action && { planned: { action, causes: [] } }),
      value: (name) => memberValue(payload, name),
    });
  }
  if (side === 'after') unread.push(...undeterminedParts(json, unit));
  return providerModel(declaredResources(resources.flatMap(withInlineSubnets), unit), { unread });
}

/** Returns the parts that `what-if` did not evaluate: potential changes, and nested deployments that it skipped. */
function undeterminedParts(json: unknown, unit: DeploymentUnit): UnreadPart[] {
  const fix = 'give the values that the deployment needs as parameters, or check the template, too';
  const partsOf = (key: string, idName: string, isConcerned: (type: string) => boolean, cause: string) => {
    const all = [member(json, key) ?? []].flat();
    return all.flatMap((each, index): UnreadPart[] => {
      const id = String(member(each, idName));
      const parts = idParts(id);
      if (!parts || !isConcerned(parts.type.toLowerCase())) return [];
      const pointer = `/${keyOf(json, key)}/${index}`;
      return [{ subject: subjectOf(id, parts, pointer, unit), cause, fix }];
    });
  };
  return [
    ...partsOf(
      'potentialChanges',
      'resourceId',
      (type) => AZURERM_TYPES[type] !== undefined,
      'what-if reports a potential change, which depends on values of the deployment',
    ),
    ...partsOf(
      'diagnostics',
      'target',
      (type) => type === 'microsoft.resources/deployments',
      'what-if did not evaluate the nested deployment',
    ),
  ];
}

function subjectOf(id: string, { type, names }: IdParts, pointer: string, unit: DeploymentUnit): Fact {
  const where = { artifact: unit.artifact, pointer, path: id };
  const title = names.join('/');
  return { cloud: Cloud.AZURE, unit, localName: id, address: addressIn(unit, id), title, type, where };
}

/** Resources that the deployment does not change. */
function isStillThere(kind: string | undefined): boolean {
  return kind === 'Ignore' || kind === 'NoChange' || kind === 'Deploy';
}

/** Returns the properties of a resource, and their key in the change. Unchanged resources can have one version only. */
function payloadOf(change: Json, side: Side): [Json?, string?] {
  const isUnchanged = isStillThere(changeType(change));
  const sides = side === 'after' ? ['after', 'before'] : ['before', 'after'];
  for (const name of isUnchanged ? sides : sides.slice(0, 1)) {
    const payload = member(change, name);
    if (typeof payload === 'object' && payload !== null) return [objectOf(payload), keyOf(change, name)];
  }
  return [];
}

function isUnread(kind: string | undefined, payload: Json | undefined, type: string): boolean {
  const isConcerned = AZURERM_TYPES[type.toLowerCase()] !== undefined;
  if (kind === 'Unsupported')
    return isConcerned || type === '' || type.toLowerCase() === 'microsoft.resources/deployments';
  return isConcerned && kind !== 'Ignore' && payload === undefined;
}

function causeOf(kind: string | undefined, change: Json): Pick<UnreadPart, 'cause' | 'fix'> {
  if (kind === 'Unsupported') {
    const reason = member(change, 'unsupportedReason');
    return {
      cause: `what-if does not support it${reason === undefined || reason === null ? '' : `: ${String(reason)}`}`,
      fix: 'check the template, too: flow-logs check main.json',
    };
  }
  return {
    cause: 'the result of what-if contains the ids of resources, not their properties',
    fix: 'run what-if with `--result-format FullResourcePayloads`',
  };
}

function changeType(change: Json): string | undefined {
  const kind = member(change, 'changeType');
  if (typeof kind === 'number') return CHANGE_TYPES[kind];
  return CHANGE_TYPES.find((each) => each.toLowerCase() === String(kind).toLowerCase());
}

/** Returns a member by its name in any case. Azure PowerShell writes names in Pascal case. */
function member(json: unknown, name: string): unknown {
  const key = keyOf(json, name);
  return key === undefined ? undefined : objectOf(json)[key];
}

function keyOf(json: unknown, name: string): string | undefined {
  const object = objectOf(json);
  if (Object.hasOwn(object, name)) return name;
  return Object.keys(object).find((each) => each.toLowerCase() === name.toLowerCase());
}

function memberValue(payload: Json | undefined, name: string): ArmValue | undefined {
  const value = member(payload, name);
  if (value !== undefined) return withUnresolved(value);
  if (name !== 'properties') return undefined;
  return new Unresolved(
    'properties',
    'the result of what-if does not contain the properties of the resource',
  );
}

/** Replaces expressions, which `what-if` leaves in a result if they are known only during the deployment. */
function withUnresolved(value: unknown, depth = 0): ArmValue {
  if (depth > 100) return new Unresolved('too-deep', 'it is nested more than 100 levels deep');
  if (typeof value === 'string') return isExpression(value) ? new Unresolved(value.slice(1, -1)) : value;
  if (Array.isArray(value)) return value.map((each) => withUnresolved(each, depth + 1));
  if (typeof value !== 'object' || value === null) return value as ArmValue;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, withUnresolved(each, depth + 1)]),
  );
}
