/** The schema of a provider release, from any source. */
export interface ProviderSchema {
  /** Name in messages, such as `azurerm 5.2.0`. */
  readonly release: string;
  /** Hint for a missing type, as the end of a sentence. */
  readonly whyMissing: string;
  readonly provider: BlockSchema;
  resource(type: string): BlockSchema | undefined;
  dataSource(type: string): BlockSchema | undefined;
}

/** The arguments and nested blocks of a block. */
export interface BlockSchema {
  readonly deprecated?: boolean;
  readonly arguments: { readonly [name: string]: ArgumentSchema };
  readonly blocks: { readonly [name: string]: NestedBlockSchema };
}

/** An argument. It is read-only if it is neither required nor optional. */
export interface ArgumentSchema {
  readonly type: ValueType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly deprecated?: boolean;
}

export interface NestedBlockSchema extends BlockSchema {
  /** @default 0 */
  readonly min?: number;
  /** @default - any number */
  readonly max?: number;
}

/** A type as Terraform writes it in JSON. */
export type ValueType =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | readonly ['list' | 'set' | 'map', ValueType]
  | readonly ['object', { readonly [name: string]: ValueType }];
