import { type Cloud, type Fact, known, unknown, type Value } from '../../facts';

/** What a value points at. */
export interface Pointed {
  /** Address of a resource of the app, else the text itself: an id, an ARN, a name. */
  readonly to: string;
  /** What follows it: the folder in `${aws_s3_bucket.logs.arn}/vpc/`. */
  readonly rest: string;
}

/** A resource of a provider, with the names that Terraform's provider has for types and arguments. */
export interface DeclaredResource {
  /** `aws_flow_log`. */
  readonly type: string;
  readonly address: string;
  readonly fact: Omit<Fact, 'cloud'>;
  /** The value of an argument, including blocks and lists; `undefined` if it is not set. */
  value(argument: string): Value<unknown>;
  /** The resource that an argument refers to; `undefined` if it is not set. */
  pointed(argument: string): Value<Pointed | undefined>;
}

/** The resources of one app, looked up in many ways. */
export class DeclaredResources {
  private readonly byAddress = new Map<string, DeclaredResource>();
  private readonly byType = new Map<string, DeclaredResource[]>();
  private readonly companions = new Map<string, Map<string, DeclaredResource[]>>();

  constructor(readonly all: readonly DeclaredResource[]) {
    for (const resource of all) {
      this.byAddress.set(resource.address, resource);
      this.byType.set(resource.type, [...(this.byType.get(resource.type) ?? []), resource]);
    }
  }

  at(address: string): DeclaredResource | undefined {
    return this.byAddress.get(address);
  }

  ofType(type: string): readonly DeclaredResource[] {
    return this.byType.get(type) ?? [];
  }

  /** Resources of a type that point at another one by an argument: the policies of a bucket. */
  pointingAt(
    type: string,
    argument: string,
    { address }: DeclaredResource,
    name: Value<string>,
  ): readonly DeclaredResource[] {
    const key = `${type}.${argument}`;
    let index = this.companions.get(key);
    if (!index) {
      index = new Map();
      for (const resource of this.ofType(type)) {
        const pointed = resource.pointed(argument);
        if (pointed.known && pointed.value) {
          index.set(pointed.value.to, [...(index.get(pointed.value.to) ?? []), resource]);
        }
      }
      this.companions.set(key, index);
    }
    return [...(index.get(address) ?? []), ...((name.known && index.get(name.value)) || [])];
  }
}

export function factOf<C extends Cloud>({ fact }: DeclaredResource, cloud: C): Fact & { readonly cloud: C } {
  return { ...fact, cloud };
}

/** A text, with the argument it stands in. */
export function textOf(resource: DeclaredResource, argument: string): Value<string | undefined> {
  return convert(resource, argument, (value) => String(value));
}

export function numberOf(resource: DeclaredResource, argument: string): Value<number | undefined> {
  const value = convert(resource, argument, Number);
  return value.known && Number.isNaN(value.value) ? unknown('it is no number', argument) : value;
}

export function flagOf(resource: DeclaredResource, argument: string, otherwise: boolean): Value<boolean> {
  const value = convert(resource, argument, (each) => each === true || each === 'true');
  return value.known ? known(value.value ?? otherwise, argument) : value;
}

function convert<T>(
  resource: DeclaredResource,
  argument: string,
  change: (value: unknown) => T,
): Value<T | undefined> {
  const value = resource.value(argument);
  if (!value.known) return unknown(value.reason, argument);
  const given = value.value;
  if (given === undefined || given === null) return known(undefined, argument);
  if (typeof given === 'object') return unknown('it is no single value', argument);
  return known(change(given), argument);
}

/** The blocks of a name: engines write one as an object or as a list. */
export function blocksOf(value: Value<unknown>): Value<readonly Readonly<Record<string, unknown>>[]> {
  if (!value.known) return value;
  const blocks = [value.value ?? []].flat();
  return known(
    blocks.filter((block) => typeof block === 'object' && block !== null) as Record<string, unknown>[],
  );
}

/** A value in a block: an expression there is known only when it is applied. */
export function partOf(value: unknown): Value<unknown> {
  const isOpen =
    typeof value === 'string' ? /(?<!\$)[$%]\{/.test(value) : typeof value === 'number' && value < -1e200;
  return isOpen ? unknown('it is known when it is applied') : known(value ?? undefined);
}
