import type { Formula } from '../../../../flows/formula';
import { UnknownCause } from '../../../../flows/value';

/** A resource or data source, or one instance of it, whose attributes expressions read. */
export interface ResourceInstance {
  /** `module.network.aws_vpc.main["hub"]`. */
  readonly address: string;
  readonly type: string;
  /** Whether it is a data source, which reads an existing resource. */
  readonly isData: boolean;
  /** Returns the value that the configuration sets for an attribute; `undefined` if the provider computes it. */
  argument(name: string): TerraformValue | undefined;
}

/** A value that the configuration does not determine. */
export class Unresolved {
  /**
   * @param reason as the end of a sentence: `it is var.region, which has no default`
   * @param truth for a boolean, the condition under which it is true
   * @param variable unique name of an input: values with equal names are equal
   */
  constructor(
    readonly reason: string,
    readonly cause?: UnknownCause,
    readonly truth?: Formula,
    readonly variable?: string,
  ) {}
}

/** A value of an expression that Terraform rejects, for example an index that does not exist. `try` handles it. */
export class Failure extends Unresolved {}

/** A value that is one of several: both branches of a condition with an unknown result, or the allowed values of a variable. */
export class Alternatives extends Unresolved {
  /** @param conditions the condition of each candidate, if known */
  constructor(
    reason: string,
    readonly candidates: readonly TerraformValue[],
    cause?: UnknownCause,
    readonly conditions?: readonly Formula[],
    variable?: string,
  ) {
    super(reason, cause, undefined, variable);
  }
}

/** Blocks of which it is unknown how many a dynamic block generates. */
export class UnknownBlocks extends Unresolved {}

/** The instances of a resource or module whose number is unknown. All instances are alike, so one represents them. */
export class UnknownInstances extends Unresolved {
  constructor(
    reason: string,
    readonly representative: TerraformValue,
    /** Equal for resources that have the same instances. */
    readonly condition: string,
  ) {
    super(reason, UnknownCause.CONDITION);
  }
}

/** `each.key` or `count.index` in an instance that represents others. */
export class UnknownKey extends Unresolved {
  constructor(
    reason: string,
    readonly condition: string,
  ) {
    super(reason, UnknownCause.CONDITION);
  }
}

/** An attribute of a resource instance. */
export class Attribute {
  constructor(
    readonly owner: ResourceInstance,
    readonly path: readonly (string | number)[],
  ) {}

  get name(): string {
    return [this.owner.address, ...this.path].join('.');
  }
}

/** A resource instance as an object. */
export class ResourceObject {
  constructor(readonly instance: ResourceInstance) {}
}

/** An instance of a module as an object. */
export class ModuleObject {
  constructor(readonly output: (name: string) => TerraformValue) {}
}

/** Text of which some parts are unknown before the apply. */
export class PartialText {
  constructor(readonly parts: readonly (string | Attribute | Unresolved)[]) {}
}

/** The result of `jsonencode` of a value that contains unknown parts. */
export class JsonText {
  constructor(readonly content: TerraformValue) {}
}

/** A set. Its items have no duplicates. */
export class TerraformSet {
  constructor(readonly items: readonly TerraformValue[]) {}
}

/** The beginning of a reference, which is not a value: `var`, or `aws_vpc` in `aws_vpc.main`. */
export class Namespace {
  constructor(readonly path: readonly string[]) {}
}

export type TerraformMap = ReadonlyMap<string, TerraformValue>;

/** A value of an expression. */
export type TerraformValue =
  | null
  | boolean
  | number
  | string
  | readonly TerraformValue[]
  | TerraformMap
  | TerraformSet
  | Unresolved
  | Attribute
  | ResourceObject
  | ModuleObject
  | PartialText
  | JsonText
  | Namespace;

export function isList(value: TerraformValue): value is readonly TerraformValue[] {
  return Array.isArray(value);
}

export function isMap(value: TerraformValue): value is TerraformMap {
  return value instanceof Map;
}

/** Returns the items of a list or set. */
export function itemsOf(value: TerraformValue): readonly TerraformValue[] | undefined {
  if (value instanceof TerraformSet) return value.items;
  return isList(value) ? value : undefined;
}
