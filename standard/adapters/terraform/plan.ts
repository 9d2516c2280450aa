import { dirname } from 'node:path';
import { objectOf } from '../../../aws/template/read-template';
import { known, unknown, type Value, type Where } from '../../facts';
import { shown } from '../../locations/stack-frames';
import { terraformBlocks } from '../../locations/terraform-blocks';
import type { Adapter, ArtifactInput } from '../artifact';
import type { DeclaredResource, Pointed } from '../providers/declared-resource';
import { providerModel } from '../providers/provider-model';
import { PlanReferences } from './plan-references';

/** A plan: `terraform show -json plan.out`. Source: Terraform, "JSON Output Format". */
export const PLAN: Adapter = {
  name: 'Terraform plan',
  recognises: (json) => {
    const { planned_values: planned, format_version: version } = objectOf(json);
    return version !== undefined && planned !== undefined;
  },
  read: (json, input) => providerModel(resourcesOf(json, input, 'after')),
  readPrior: (json, input) => providerModel(resourcesOf(json, input, 'before')),
};

interface Change {
  readonly address: string;
  readonly type: string;
  readonly index: number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly unknowns: Readonly<Record<string, unknown>>;
}

const IN_APPLY = 'it is known when it is applied';

function resourcesOf(
  json: unknown,
  { path, directory }: ArtifactInput,
  side: 'before' | 'after',
): DeclaredResource[] {
  const { resource_changes: changes, configuration } = objectOf(json);
  const artifact = shown(path, directory);
  const all = [changes ?? []]
    .flat()
    .map(objectOf)
    .flatMap((each, index) => changeOf(each, index, side));
  const references = new PlanReferences(
    objectOf(configuration),
    all.map(({ address }) => address),
  );
  const byId = new Map(
    all.flatMap(({ address, values }) =>
      [values.id, values.arn].flatMap((id) => (typeof id === 'string' ? [[id, address] as const] : [])),
    ),
  );
  const blocks = terraformBlocks(dirname(path));
  return all.map((change) => {
    const source = blocks.get(change.address.replace(/\[[^\]]*\]$/, ''));
    return resourceOf(change, references, byId, { artifact, ...(source && { source }) });
  });
}

function changeOf(
  json: Readonly<Record<string, unknown>>,
  index: number,
  side: 'before' | 'after',
): Change[] {
  const { address, type, mode, change } = json;
  const { [side]: values, after_unknown: unknowns } = objectOf(change);
  if (mode !== 'managed' || typeof values !== 'object' || values === null) return [];
  return [
    {
      address: String(address),
      type: String(type),
      index,
      values: objectOf(values),
      unknowns: side === 'after' ? objectOf(unknowns) : {},
    },
  ];
}

function resourceOf(
  { address, type, index, values, unknowns }: Change,
  references: PlanReferences,
  byId: ReadonlyMap<string, string>,
  place: Pick<Where, 'artifact' | 'source'>,
): DeclaredResource {
  const computed = COMPUTED_BY_PROVIDER[type];
  const marks = computed ? withoutComputed(unknowns, computed, references.expressionsOf(address)) : unknowns;
  const value = (argument: string): Value<unknown> =>
    isUnknown(marks[argument]) ? unknown(IN_APPLY) : known(withUnknowns(values[argument], marks[argument]));
  return {
    type,
    address,
    fact: {
      address,
      title: address,
      type,
      where: { ...place, pointer: `/resource_changes/${index}`, path: address },
    },
    value,
    pointed: (argument): Value<Pointed | undefined> => {
      if (isUnknown(unknowns[argument])) {
        const found = references.pointedBy(address, argument);
        return found === undefined ? unknown(IN_APPLY) : known({ to: found, rest: '' });
      }
      const given = values[argument];
      if (given === undefined || given === null || given === '') return known(undefined);
      const text = String(given);
      const own = byId.get(text) ?? references.pointedBy(address, argument);
      if (own !== undefined) return known({ to: own, rest: '' });
      const [, arn = text, rest = ''] = /^(arn:[^:]*:s3:::[^/]+)(\/.*)$/.exec(text) ?? [];
      return known({ to: byId.get(arn) ?? arn, rest });
    },
  };
}

/**
 * Optional arguments that the provider computes if they are not set. Plans mark them as unknown. Source: Terraform provider
 * of AWS, schemas of these resources.
 */
const COMPUTED_BY_PROVIDER: Readonly<Record<string, readonly string[]>> = {
  aws_flow_log: ['log_format'],
  aws_s3_bucket: ['lifecycle_rule', 'server_side_encryption_configuration'],
  aws_s3_bucket_lifecycle_configuration: ['rule.prefix', 'rule.filter.prefix'],
};

/** Removes the unknown mark of computed arguments that the configuration does not set. */
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

function isUnknown(mark: unknown): boolean {
  return mark === true;
}

/** Replaces unknown values in blocks by a placeholder. */
function withUnknowns(value: unknown, marks: unknown): unknown {
  if (marks === true) return UNKNOWN_PART;
  if (Array.isArray(value))
    return value.map((each, index) => withUnknowns(each, (marks as unknown[] | undefined)?.[index]));
  if (typeof value !== 'object' || value === null) return value;
  const keys = new Set([...Object.keys(value), ...Object.keys(objectOf(marks))]);
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      withUnknowns((value as Record<string, unknown>)[key], objectOf(marks)[key]),
    ]),
  );
}

/** What stands in a block for a value that is known when it is applied: an expression, as a configuration has it. */
const UNKNOWN_PART = '${unknown}';
