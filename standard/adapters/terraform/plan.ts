import { dirname } from 'node:path';
import { objectOf } from '../../../aws/template/read-template';
import {
  addressIn,
  type DeploymentUnit,
  known,
  type PlannedChange,
  type ProviderVersion,
  unknown,
  unknownAt,
  type Value,
  type Where,
} from '../../facts';
import { displayPath } from '../../locations/display-path';
import { terraformBlocks } from '../../locations/terraform-blocks';
import { type Adapter, ArtifactError, type ArtifactInput } from '../artifact';
import { type DeclaredResource, type ResourceReference, referenceText } from '../providers/declared-resource';
import { isIdentifiedBy } from '../providers/identified-by';
import { nestedReference } from '../providers/nested-reference';
import { OwnedIds } from '../providers/owned-ids';
import { providerModel } from '../providers/provider-model';
import { withoutInstanceKey } from './instance-key';
import { POLICY_DOCUMENT, plannedDocuments, withPlannedHome } from './plan-policies';
import { PlanReferences, valueAtPath } from './plan-references';
import { PlanRegions } from './plan-regions';
import { deletedOutside, plannedChange } from './planned-change';
import { ProviderVersions } from './provider-versions';
import { withUnknownPlaceholders } from './unknown-placeholder';
import { type PlannedResource, plannedResources } from './untouched-resources';
import { requireValidPlan } from './valid-plan';

/** Reads a plan in JSON: `terraform show -json plan.out`. Source: Terraform, "JSON Output Format". */
export const PLAN: Adapter = {
  name: 'Terraform plan',
  recognises: (json) => {
    const { planned_values: planned, format_version: version } = objectOf(json);
    return version !== undefined && planned !== undefined;
  },
  read: (json, input) => {
    if (objectOf(json).errored === true) {
      throw new ArtifactError(
        `${displayPath(input.path, input.directory)} is the plan of a run that failed ("errored": true), and lacks resources: ` +
          'correct the error that `terraform plan` printed, and write the plan again',
      );
    }
    requireValidPlan(json, displayPath(input.path, input.directory));
    return providerModel(resourcesOf(json, input, 'after'));
  },
  readPrior: (json, input) => providerModel(resourcesOf(json, input, 'before')),
};

interface Change {
  readonly address: string;
  readonly type: string;
  readonly pointer: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly unknowns: Readonly<Record<string, unknown>>;
  readonly planned: PlannedChange;
  readonly providerVersion: Value<ProviderVersion>;
  readonly previousNames: readonly string[];
}

const AFTER_APPLY = 'it is known only after the apply';

function resourcesOf(
  json: unknown,
  { path, directory, unit: given }: ArtifactInput,
  side: 'before' | 'after',
): DeclaredResource[] {
  const { resource_drift: drift, configuration } = objectOf(json);
  const deleted = deletedOutside(drift);
  const versions = new ProviderVersions(dirname(path), configuration);
  const unit = withPlannedHome(given, json);
  const documents = plannedDocuments(json);
  const artifact = displayPath(path, directory);
  const plannedChanges = plannedResources(objectOf(json)).flatMap((each) =>
    changeOf(each, side, deleted, versions),
  );
  const references = new PlanReferences(
    objectOf(configuration),
    plannedChanges.map(({ address }) => address),
  );
  const owners = new OwnedIds(
    plannedChanges.map(({ address, type, values }) => ({
      address,
      type,
      ids: textsIn([values.id, values.arn]),
    })),
  );
  const valuesOf = new Map(plannedChanges.map(({ address, values }) => [address, values] as const));
  const blocks = terraformBlocks(dirname(path));
  const regions = new PlanRegions(objectOf(json));
  return plannedChanges.map((change) => {
    const source = blocks.get(withoutInstanceKey(change.address));
    const region = regions.regionOf(change.address);
    const own = region === undefined ? unit : { ...unit, region };
    return resourceOf(change, references, owners, valuesOf, own, documents, {
      artifact,
      ...(source && { source }),
    });
  });
}

function changeOf(
  { change: json, pointer }: PlannedResource,
  side: 'before' | 'after',
  deleted: ReadonlySet<string>,
  versions: ProviderVersions,
): Change[] {
  const { address, type, mode, change, deposed, previous_address: previous, provider_name: provider } = json;
  const { actions, before, after, after_unknown: unknowns } = objectOf(change);
  // a forgotten resource continues to exist
  const isForgotten = [actions].flat().join() === 'forget';
  const values = side === 'before' || isForgotten ? before : after;
  // a deposed object is what a failed replacement left behind
  if (deposed !== undefined || mode !== 'managed' || typeof values !== 'object' || values === null) return [];
  return [
    {
      address: String(address),
      type: String(type),
      pointer,
      values: objectOf(values),
      unknowns: side === 'after' ? objectOf(unknowns) : {},
      planned: plannedChange(json, deleted.has(String(address))),
      providerVersion: versions.of(String(provider)),
      previousNames: typeof previous === 'string' ? [previous] : [],
    },
  ];
}

function resourceOf(
  { address, type, pointer, values, unknowns, planned, providerVersion, previousNames }: Change,
  references: PlanReferences,
  owners: OwnedIds,
  valuesOf: ReadonlyMap<string, Change['values']>,
  unit: DeploymentUnit,
  documents: ReadonlyMap<string, unknown>,
  origin: Pick<Where, 'artifact' | 'source'>,
): DeclaredResource {
  const computed = COMPUTED_BY_PROVIDER[type];
  const unknownMarks = computed
    ? withoutComputed(unknowns, computed, references.expressionsOf(address))
    : unknowns;
  const value = (argument: string): Value<unknown> =>
    unknownMarks[argument] === true
      ? unknown(AFTER_APPLY)
      : known(withUnknownPlaceholders(values[argument], unknownMarks[argument]));
  return {
    type,
    address,
    fact: {
      unit,
      localName: address,
      address: addressIn(unit, address),
      title: address,
      type,
      where: { ...origin, pointer, path: address },
      planned,
      providerVersion,
      previousNames,
    },
    value,
    namedResources: (argument) => references.namedResources(address, argument),
    document: (argument) =>
      documents.get(references.referencedData(address, argument, POLICY_DOCUMENT) ?? '') ??
      unknown(AFTER_APPLY),
    nestedReference: (argument, path) => {
      const reference = references.nestedReference(address, argument, path);
      const found = value(argument);
      const literal = found.known ? nestedReference(found.value, path) : unknownAt(found);
      const isOther =
        literal.known &&
        literal.value !== undefined &&
        !isIdentifiedBy(literal.value, valuesOf.get(withoutAttribute(reference ?? '', valuesOf)));
      return reference !== undefined && !isOther ? known(reference) : literal;
    },
    reference: (argument): Value<ResourceReference | undefined> => {
      if (valueAtPath(unknowns, argument) === true) {
        const [target, ...others] = references.candidates(address, argument);
        if (others.length > 0)
          return unknown(`${AFTER_APPLY}, and may be that of ${[target, ...others].join(' or ')}`);
        // the configuration in a plan contains references without the text around them
        return target === undefined ? unknown(AFTER_APPLY) : known({ target, suffix: '', isOpen: true });
      }
      const literal = referenceText(known(valueAtPath(values, argument)));
      if (!literal.known || literal.value === undefined) return literal as Value<undefined>;
      const text = literal.value;
      const [, arn = text, suffix = ''] = /^(arn:[^:]*:s3:::[^/]+)(\/.*)$/.exec(text) ?? [];
      const named = references
        .candidates(address, argument)
        .find((each) => isIdentifiedBy(text, valuesOf.get(each)));
      const target = owners.addressOf(text, argument) ?? named ?? owners.addressOf(arn, argument) ?? arn;
      return known({ target, suffix });
    },
  };
}

/**
 * Optional arguments that the provider computes if they are not set. Plans mark them as unknown. Source: Terraform providers
 * of AWS and Azure, schemas of these resources.
 */
const COMPUTED_BY_PROVIDER: Readonly<Record<string, readonly string[]>> = {
  aws_flow_log: ['log_format'],
  aws_cloudwatch_log_group: ['log_group_class'],
  aws_iam_role: ['inline_policy', 'managed_policy_arns'],
  aws_kms_key: ['policy'],
  aws_s3_bucket: ['lifecycle_rule', 'policy', 'server_side_encryption_configuration', 'versioning'],
  azurerm_log_analytics_workspace: ['retention_in_days'],
  azurerm_storage_account: ['access_tier'],
  aws_s3_bucket_lifecycle_configuration: [
    'rule.prefix',
    'rule.filter.prefix',
    'rule.filter.object_size_greater_than',
    'rule.filter.object_size_less_than',
  ],
};

/** Removes the unknown mark of each computed argument that the configuration omits. */
function withoutComputed(
  marks: Readonly<Record<string, unknown>>,
  computed: readonly string[],
  expressions: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> {
  if (expressions === undefined) return marks;
  return Object.fromEntries(
    Object.entries(marks).map(([name, mark]) => {
      const [configured, below] = [expressions[name], partsBelow(computed, name)];
      if (computed.includes(name) && configured === undefined) return [name, false];
      if (!Array.isArray(mark) || !Array.isArray(configured)) return [name, mark];
      return [
        name,
        mark.map((each, index) => withoutComputed(objectOf(each), below, objectOf(configured[index]))),
      ];
    }),
  );
}

function partsBelow(paths: readonly string[], name: string): string[] {
  return paths.flatMap((path) => (path.startsWith(`${name}.`) ? [path.slice(name.length + 1)] : []));
}

/** Removes the attribute from `aws_kms_key.logs.arn`. */
function withoutAttribute(reference: string, addresses: ReadonlyMap<string, unknown>): string {
  return addresses.has(reference) ? reference : reference.replace(/\.\w+$/, '');
}

function textsIn(values: readonly unknown[]): string[] {
  return values.filter((each): each is string => typeof each === 'string');
}
