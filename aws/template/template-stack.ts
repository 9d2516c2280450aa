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
  /** The cloud assembly or the stage of the stack. Imports resolve to exports of the same assembly first. */
  readonly assembly?: string;
  /** For a nested stack, the stack and the resource that create it. */
  readonly parent?: StackParent;
  readonly resources: readonly TemplateResource[];
  readonly parameters: Readonly<Record<string, TemplateParameter>>;
  /** Values of parameters from the command line. They override default values. */
  readonly given?: Readonly<Record<string, unknown>>;
  /** The section `Mappings`. */
  readonly mappings?: Readonly<Record<string, unknown>>;
  /** The section `Conditions`. */
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, TemplateOutput>>;
  /** Parts of the template whose resources are unknown. */
  readonly gaps: readonly TemplateGap[];
  /** File that the template was read from. */
  readonly file?: string;
  /** CDK metadata of its constructs. */
  readonly metadata?: ConstructMetadata;
}

/** The origin of a nested stack. */
export interface StackParent {
  /** Id of the stack that contains the resource. */
  readonly stack: string;
  readonly logicalId: string;
}

/** An output of a template. */
export interface TemplateOutput {
  readonly value: unknown;
  /** The export name, which can be an expression. */
  readonly exportName?: unknown;
}

/** A part of a template that can contain resources, and that is not available: a macro, a module, a remote nested stack. */
export interface TemplateGap {
  /** Logical id of its resource; the name of the section for a macro. */
  readonly logicalId: string;
  readonly type: string;
  /** Why it is not available, as the end of a sentence. */
  readonly cause: string;
  /** How the user makes it available. */
  readonly fix: string;
  /** Values that it receives. It can log only the networks in them. Undefined for a macro, which can log each network. */
  readonly inputs?: unknown;
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

/** Returns the address of a resource: the id of its stack, and its logical id. */
export function resourceAddress({ id }: Pick<TemplateStack, 'id'>, logicalId: string): string {
  return id === '' ? logicalId : `${id}/${logicalId}`;
}

/** Returns the name of a resource for messages: the path of its construct, or the id of the stack and the logical id. */
export function titleOf(stack: TemplateStack, { path, logicalId }: TemplateResource): string {
  return path?.replace(/\/(Resource|Default)$/, '') ?? `${stack.id}/${logicalId}`;
}
