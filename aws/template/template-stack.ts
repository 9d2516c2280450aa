/** A resource of a CloudFormation template. */
export interface TemplateResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly dependsOn: readonly string[];
  /** Name of the condition under which CloudFormation creates the resource. */
  readonly condition?: string;
  /** The attribute `DeletionPolicy`: `Delete`, `Retain`, `Snapshot` or `RetainExceptOnCreate`. */
  readonly deletionPolicy?: string;
  /** The attribute `UpdateReplacePolicy`. */
  readonly updateReplacePolicy?: string;
  /** The attribute `Metadata`. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Path of its construct (`Network/FlowLogs/Resource`); undefined if unknown. */
  readonly path?: string;
}

/** A template, and the account and region of its stack. */
export interface TemplateStack {
  /** Unique among the stacks that are read together: the construct path of the stack, or the name of its file. */
  readonly id: string;
  /** Name of the stack; a pattern with `*` if the name is not known before deployment, as for a nested stack. */
  readonly name: string;
  /** Path of the artifact that contains the stack: a cloud assembly or a template. */
  readonly artifact?: string;
  readonly account?: string;
  readonly region?: string;
  readonly resources: readonly TemplateResource[];
  readonly parameters: Readonly<Record<string, TemplateParameter>>;
  /** The section `Mappings`. */
  readonly mappings?: Readonly<Record<string, unknown>>;
  /** File that the template was read from. */
  readonly file?: string;
  /** CDK metadata of its constructs. */
  readonly metadata?: ConstructMetadata;
  /** Exported values, by export name. */
  readonly exports: Readonly<Record<string, unknown>>;
}

/** CDK metadata entries (`type`, `data`, `trace`), by construct path. */
export type ConstructMetadata = ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>;

/** A parameter of a template. */
export interface TemplateParameter {
  readonly type: string;
  readonly default?: unknown;
  /** Allowed values; undefined if all values are allowed. */
  readonly allowedValues?: readonly unknown[];
}

/** Returns a pattern for the name of a nested stack. */
export function nestedName(stack: string, logicalId: string): string {
  return `${stack}-${logicalId}-*`;
}

/** Returns the name of a resource for messages: the path of its construct, or the id of the stack and the logical id. */
export function titleOf(stack: TemplateStack, { path, logicalId }: TemplateResource): string {
  return path?.replace(/\/(Resource|Default)$/, '') ?? `${stack.id}/${logicalId}`;
}
