import type { PartialText } from '../../../flows/partial-text';
import {
  type Cloud,
  type Fact,
  known,
  mapValue,
  type UnknownCause,
  unknown,
  unknownAt,
  type Value,
} from '../../facts';

import { comparableId } from '../../facts/comparable-id';
import { ownsId } from './owned-ids';

/** A reference to a resource. */
export interface ResourceReference {
  /** Address of a resource of the app, or else the literal id, ARN or name. */
  readonly target: string;
  /** The text after the reference: `/vpc/` in `${aws_s3_bucket.logs.arn}/vpc/`. */
  readonly suffix: string;
  /** Whether text can follow that the artifact does not contain. */
  readonly isOpen?: boolean;
}

/** Returns the value of an argument that refers to a resource, as text; `undefined` if it is not set. */
export function referenceText(value: Value<unknown>): Value<string | undefined> {
  if (!value.known) return unknownAt(value);
  const { value: raw } = value;
  if (raw === undefined || raw === null || raw === '') return known(undefined);
  return typeof raw === 'object' ? unknown('it is a list or an object instead of an id') : known(String(raw));
}

/** A resource of an artifact. Types and arguments have the names of Terraform's provider. */
export interface DeclaredResource {
  /** `aws_flow_log`. */
  readonly type: string;
  /** Address in its module or URN: the local name of the fact. */
  readonly address: string;
  readonly fact: Omit<Fact, 'cloud'>;
  /**
   * Names of its arguments in the artifact.
   *
   * @default - those of the provider
   */
  readonly propertyNames?: Readonly<Record<string, string>>;
  /** The value of an argument, including blocks and lists; `undefined` if it is not set. */
  value(argument: string): Value<unknown>;
  /**
   * The resource that an argument refers to; `undefined` if it is not set. Configurations also accept the path of a part of an
   * argument: `body.properties.targetResourceId`.
   */
  reference(argument: string): Value<ResourceReference | undefined>;
  /**
   * Returns the addresses of all resources that the expression of an argument names.
   *
   * @default - the artifact does not contain expressions
   */
  namedResources?(argument: string): readonly string[];
  /**
   * What a text in the first blocks of an argument refers to: an address with an attribute (`aws_kms_key.logs.arn`), an
   * address, or a literal; `undefined` if it is not set.
   *
   * @default - unknown
   * @param path names of blocks below the argument, and of the text
   */
  nestedReference?(argument: string, path: readonly string[]): Value<string | undefined>;
  /**
   * The JSON in an argument whose text is partly unknown. Its texts are `PartialText`. The ids of unknown parts are
   * references, such as `aws_s3_bucket.logs.arn`.
   *
   * @default - the artifact does not contain the known parts
   */
  document?(argument: string): unknown;
  /**
   * The text in an argument, with its unknown parts; `undefined` if it is not set.
   *
   * @default - the artifact does not contain the known parts
   */
  partialText?(argument: string): PartialText | undefined;
  /**
   * The provider that manages it, if the unit has several. Resources of one provider have the same account and region.
   *
   * @default - the only provider of the unit
   */
  readonly provider?: string;
}

/** Looks up the resources of one app by address, type or reference. */
export class DeclaredResources {
  private readonly byAddress = new Map<string, DeclaredResource>();
  private byId: ReadonlyMap<string, DeclaredResource> | undefined;
  private readonly byType = new Map<string, DeclaredResource[]>();
  private readonly byReference = new Map<string, Map<string, DeclaredResource[]>>();

  constructor(readonly all: readonly DeclaredResource[]) {
    for (const resource of all) {
      this.byAddress.set(resource.address, resource);
      this.byType.set(resource.type, [...(this.byType.get(resource.type) ?? []), resource]);
    }
  }

  /** Returns the resource with an address, or with an id of Azure, which ignores the case of ids. */
  at(addressOrId: string): DeclaredResource | undefined {
    return (
      this.byAddress.get(addressOrId) ?? (addressOrId.startsWith('/') ? this.withId(addressOrId) : undefined)
    );
  }

  private withId(id: string): DeclaredResource | undefined {
    this.byId ??= new Map(
      this.all.flatMap((resource) => {
        if (!ownsId(resource.type)) return [];
        const own = resource.value('id');
        return own.known && typeof own.value === 'string' ? [[comparableId(own.value), resource]] : [];
      }),
    );
    return this.byId.get(comparableId(id));
  }

  ofType(type: string): readonly DeclaredResource[] {
    return this.byType.get(type) ?? [];
  }

  /** Returns the resources of a type that reference a resource, for example the policies of a bucket. */
  referencing(
    type: string,
    argument: string,
    { address }: DeclaredResource,
    name: Value<string>,
  ): readonly DeclaredResource[] {
    const key = `${type}.${argument}`;
    let index = this.byReference.get(key);
    if (!index) {
      index = new Map();
      for (const resource of this.ofType(type)) {
        const reference = resource.reference(argument);
        if (reference.known && reference.value) {
          const { target } = reference.value;
          index.set(target, [...(index.get(target) ?? []), resource]);
        }
      }
      this.byReference.set(key, index);
    }
    return [...(index.get(address) ?? []), ...((name.known && index.get(name.value)) || [])];
  }
}

export function factOf<C extends Cloud>({ fact }: DeclaredResource, cloud: C): Fact & { readonly cloud: C } {
  return { ...fact, cloud };
}

/** Returns the AWS account or Azure subscription in which a resource is created. */
export function accountOf({ fact }: DeclaredResource, title: 'account' | 'subscription'): Value<string> {
  const { account } = fact.unit;
  return account === undefined
    ? unknown(`the provider configuration determines the ${title}`)
    : known(account);
}

/** Returns an argument as a string. */
export function textOf(resource: DeclaredResource, argument: string): Value<string | undefined> {
  return convert(resource, argument, (value) => String(value));
}

/** Returns an argument as a number. */
export function numberOf(resource: DeclaredResource, argument: string): Value<number | undefined> {
  const value = convert(resource, argument, Number);
  return value.known && Number.isNaN(value.value) ? unknown('it is not a number', argument) : value;
}

/** Returns an argument as a boolean. */
export function flagOf(resource: DeclaredResource, argument: string, defaultValue: boolean): Value<boolean> {
  const value = convert(resource, argument, (each) => each === true || each === 'true');
  return mapValue(value, (each) => each ?? defaultValue);
}

function convert<T>(
  resource: DeclaredResource,
  argument: string,
  change: (value: unknown) => T,
): Value<T | undefined> {
  const value = resource.value(argument);
  const isSingle = (raw: unknown) => typeof raw !== 'object' || raw === null;
  if (!value.known && !value.candidates?.every(isSingle)) return unknownAt(value, argument);
  if (value.known && !isSingle(value.value)) return unknown('it is not a single value', argument);
  const changed = mapValue(value, (raw) => (raw === undefined || raw === null ? undefined : change(raw)));
  return { ...changed, at: argument };
}

/** An unknown part of a block. The other parts of the block can be known. */
export class UnknownPart {
  constructor(
    readonly reason: string,
    readonly cause?: UnknownCause,
  ) {}
}

/** Returns the blocks in a value. Engines write a single block as an object or as a list. */
export function blocksOf(value: Value<unknown>): Value<readonly Readonly<Record<string, unknown>>[]> {
  if (!value.known) return unknownAt(value);
  const blocks = [value.value ?? []].flat();
  const open = blocks.map(blockValue).find((block) => !block.known);
  if (open && !open.known) return unknownAt(open, value.at);
  return known(
    blocks.filter((block) => typeof block === 'object' && block !== null) as Record<string, unknown>[],
  );
}

/** Returns a value in a block. An expression is unknown before the apply. */
export function blockValue(value: unknown): Value<unknown> {
  if (value instanceof UnknownPart) return unknown(value.reason, undefined, value.cause);
  const isExpression =
    typeof value === 'string' ? /(?<!\$)[$%]\{/.test(value) : typeof value === 'number' && value < -1e200;
  return isExpression ? unknown('it is known only after the apply') : known(value ?? undefined);
}
