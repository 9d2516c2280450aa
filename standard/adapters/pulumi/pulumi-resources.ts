import { objectOf } from '../../../aws/template/read-template';
import {
  addressIn,
  type DeploymentUnit,
  known,
  type PlannedChange,
  unknown,
  unknownAt,
  type Value,
  type Where,
} from '../../facts';
import {
  type DeclaredResource,
  type ResourceReference,
  referenceText,
  UnknownPart,
} from '../providers/declared-resource';
import { nestedReference } from '../providers/nested-reference';
import { OwnedIds } from '../providers/owned-ids';
import { AZURE_NATIVE_TYPES, azureNativeArguments, nativeInputs } from './azure-native';
import { BRIDGED_TYPES } from './bridged-types';

/** The state of a resource in a preview or a stack export. */
export interface PulumiResource {
  readonly urn: string;
  /** `aws:ec2/flowLog:FlowLog`. */
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The known ids and ARNs by which other resources reference it. */
  readonly ids: readonly string[];
  /**
   * The region of its provider.
   *
   * @default - unknown
   */
  readonly region?: string;
  /** The URNs that each property depends on. */
  readonly dependencies: Readonly<Record<string, unknown>>;
  /** URN and id of its provider. */
  readonly provider?: string;
  readonly where: Where;
  /** @default - the artifact is not a preview */
  readonly planned?: PlannedChange | undefined;
  /** @default - none */
  readonly previousNames?: readonly string[];
}

/** The engine's placeholder for an unknown value. Source: Pulumi SDK, `runtime/rpc`. */
export const UNKNOWN_SENTINEL = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
/** Key that marks secrets, assets and outputs. */
const SIGNATURE = '4dabf18193072939515e22adb298388d';
const SECRET = '1b47061264138c4ac30d75fd1eb44270';

/** Converts networks, flow logs and destinations to resources with Terraform's names of types and arguments. */
export function declaredResources(
  resources: readonly PulumiResource[],
  unit: DeploymentUnit,
): DeclaredResource[] {
  const owners = new OwnedIds(
    resources.map(({ urn, type, ids }) => ({ address: urn, type: terraformType(type) ?? '', ids })),
  );
  const urns = new Set(resources.map(({ urn }) => urn));
  return resources.flatMap((resource) => {
    const native = AZURE_NATIVE_TYPES[withoutVersion(resource.type)];
    const type = terraformType(resource.type);
    if (type === undefined) return [];
    const inputs =
      native === undefined
        ? withSnakeCaseKeys(resource.inputs)
        : azureNativeArguments(native, objectOf(withUnknownParts(resource.inputs)));
    return [declaredResource(resource, type, objectOf(inputs), { owners, urns, unit })];
  });
}

function terraformType(type: string): string | undefined {
  return BRIDGED_TYPES[type] ?? AZURE_NATIVE_TYPES[withoutVersion(type)];
}

/** Returns the ids and ARNs in the states of a resource. */
export function idsIn(...all: readonly Readonly<Record<string, unknown>>[]): string[] {
  return all
    .flatMap(({ id, arn }) => [id, arn])
    .filter((id): id is string => typeof id === 'string' && id !== '' && id !== UNKNOWN_SENTINEL);
}

/** Index of all resources, to resolve references. */
interface ResourceIndex {
  readonly owners: OwnedIds;
  readonly urns: ReadonlySet<string>;
  readonly unit: DeploymentUnit;
}

function declaredResource(
  {
    urn,
    type: pulumiType,
    dependencies,
    provider,
    where,
    planned,
    previousNames = [],
    region,
  }: PulumiResource,
  type: string,
  inputs: Readonly<Record<string, unknown>>,
  { owners, urns, unit }: ResourceIndex,
): DeclaredResource {
  const name = urn.split('::').at(-1) ?? urn;
  const dependenciesOf = new Map(
    Object.entries(dependencies).map(([property, all]) => [
      snakeCase(property),
      [all ?? []].flat().map(String),
    ]),
  );
  return {
    type,
    address: urn,
    fact: {
      unit: region === undefined ? unit : { ...unit, region },
      localName: urn,
      address: addressIn(unit, urn),
      title: `${pulumiType.split(':').at(-1)} ${name}`,
      type: pulumiType,
      where,
      ...(planned && { planned }),
      previousNames,
    },
    ...(provider !== undefined && !provider.includes('::default') && { provider }),
    value: (argument) => inputValue(inputs[argument]),
    nestedReference: (argument, path) => {
      const found = inputValue(inputs[argument]);
      const reference = found.known ? nestedReference(found.value, path) : unknownAt(found);
      if (reference.known)
        return known(
          reference.value === undefined
            ? undefined
            : (owners.addressOf(reference.value, path.at(-1) ?? argument) ?? reference.value),
        );
      const [key, another] = (dependenciesOf.get(argument) ?? []).filter((each) =>
        each.includes('::aws:kms/'),
      );
      return key !== undefined && another === undefined ? known(key) : reference;
    },
    reference: (argument): Value<ResourceReference | undefined> => {
      const [name = '', inner] = argument.split('.');
      const value = inputValue(inner === undefined ? inputs[name] : objectOf(inputs[name])[inner]);
      // an unknown id belongs to the dependency, if the property depends on a single resource
      const [dependency, secondDependency] = [name, ...nativeInputs(name)]
        .flatMap((each) => dependenciesOf.get(each) ?? [])
        .filter((each) => urns.has(each) && (inner !== 'bucket_arn' || BUCKET_URN.test(each)));
      if (!value.known)
        return dependency !== undefined && secondDependency === undefined
          ? known({ target: dependency, suffix: '', isOpen: true })
          : unknownAt(value);
      const literal = referenceText(value);
      if (!literal.known || literal.value === undefined) return literal as Value<undefined>;
      const text = literal.value;
      const [, arn = text, suffix = ''] = /^(arn:[^:]*:s3:::[^/]+)(\/.*)$/.exec(text) ?? [];
      const whole = owners.addressOf(text, argument);
      const target = whole ?? owners.addressOf(arn, argument) ?? arn;
      return known({ target, suffix: whole === undefined ? suffix : '' });
    },
  };
}

/** Matches the URN of a bucket. The dependencies of a block do not state which argument needs them. */
const BUCKET_URN = /[:$]aws:s3\/bucket(V2)?:Bucket(V2)?::/;

function inputValue(input: unknown): Value<unknown> {
  if (input === UNKNOWN_SENTINEL) return unknown(AFTER_DEPLOYMENT);
  if (input instanceof UnknownPart) return unknown(input.reason);
  const wrapped = objectOf(input);
  if (wrapped[SIGNATURE] === SECRET) return unknown('it is a secret');
  return known(withPlaceholders(input));
}

/** Replaces unknown values and secrets in blocks by placeholders in the form of Terraform expressions. */
function withPlaceholders(value: unknown): unknown {
  if (value === UNKNOWN_SENTINEL) return '${unknown}';
  if (Array.isArray(value)) return value.map(withPlaceholders);
  if (typeof value !== 'object' || value === null || value instanceof UnknownPart) return value;
  if ((value as Record<string, unknown>)[SIGNATURE] !== undefined) return '${secret}';
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withPlaceholders(each)]));
}

const AFTER_DEPLOYMENT = 'it is known only after deployment';

/** Replaces unknown values and secrets by unknown parts. */
function withUnknownParts(value: unknown): unknown {
  if (value === UNKNOWN_SENTINEL) return new UnknownPart(AFTER_DEPLOYMENT);
  if (Array.isArray(value)) return value.map(withUnknownParts);
  if (typeof value !== 'object' || value === null) return value;
  if (objectOf(value)[SIGNATURE] !== undefined) return new UnknownPart('it is a secret');
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withUnknownParts(each)]));
}

/** Removes the API version: `azure-native:network/v20240501:FlowLog` becomes `azure-native:network:FlowLog`. */
function withoutVersion(type: string): string {
  return type.replace(/\/v\d{8}(preview)?:/, ':');
}

function withSnakeCaseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSnakeCaseKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    // keys of the engine start with two underscores
    Object.entries(value).flatMap(([key, each]) =>
      key.startsWith('__') ? [] : [[snakeCase(key), POLICIES.has(key) ? each : withSnakeCaseKeys(each)]],
    ),
  );
}

/** Inputs with policy documents, whose keys do not change. */
const POLICIES: ReadonlySet<string> = new Set(['policy', 'assumeRolePolicy']);

function snakeCase(name: string): string {
  return IRREGULAR_NAMES[name] ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Terraform's singular names of the blocks that Pulumi names in the plural, and other irregular names. */
const IRREGULAR_NAMES: Readonly<Record<string, string>> = {
  rules: 'rule',
  transitions: 'transition',
  lifecycleRules: 'lifecycle_rule',
  inlinePolicies: 'inline_policy',
  subnets: 'subnet',
  prefixMatches: 'prefix_match',
  applyServerSideEncryptionByDefault: 'apply_server_side_encryption_by_default',
};
