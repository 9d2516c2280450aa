/** A resource as it stands in a CloudFormation template. */
export interface TemplateResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly dependsOn: readonly string[];
  /** Condition without which there is no such resource. */
  readonly condition?: string;
  /** Its `Metadata`. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Path of the construct that made it (`Network/FlowLogs/Resource`), where that is known. */
  readonly path?: string;
}

/** A template that is to be deployed, and what is known of where. */
export interface TemplateStack {
  /** Name of the stack; the beginning of it with a `*`, for a nested stack. */
  readonly name: string;
  readonly account?: string;
  readonly region?: string;
  readonly resources: readonly TemplateResource[];
  readonly parameters: Readonly<Record<string, TemplateParameter>>;
  /** Keys of its `Mappings`. */
  readonly mappings?: Readonly<Record<string, unknown>>;
  /** File of the template, where it was read from one. */
  readonly file?: string;
  /** What the CDK says of its constructs. */
  readonly metadata?: ConstructMetadata;
  /** Values that other stacks can import, by the name of the export. */
  readonly exports: Readonly<Record<string, unknown>>;
}

/** Entries of the CDK's metadata (`type`, `data`, `trace`), by the path of the construct. */
export type ConstructMetadata = ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>;

/** A parameter of a template. */
export interface TemplateParameter {
  readonly type: string;
  readonly default?: unknown;
  /** Values it can have; all, where there are none. */
  readonly allowedValues?: readonly unknown[];
}

/** What is known before of the name of a nested stack. */
export function nestedName(stack: string, logicalId: string): string {
  return `${stack}-${logicalId}-*`;
}

/** How a resource is called where people read of it: by its construct's path, else by stack and logical id. */
export function titleOf(stack: TemplateStack, { path, logicalId }: TemplateResource): string {
  return path?.replace(/\/(Resource|Default)$/, '') ?? `${stack.name}/${logicalId}`;
}
