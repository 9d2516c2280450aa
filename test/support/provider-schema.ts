/** What a release of the provider takes, whatever we know it from. */
export interface ProviderSchema {
  /** As it is told in a problem: `azurerm 5.2.0`. */
  readonly release: string;
  /** What else it can mean that a type is not there, as the end of a sentence. */
  readonly whyMissing: string;
  readonly provider: BlockSchema;
  resource(type: string): BlockSchema | undefined;
  dataSource(type: string): BlockSchema | undefined;
}

/** What a block takes: arguments with a value, and blocks in it. */
export interface BlockSchema {
  readonly deprecated?: boolean;
  readonly arguments: { readonly [name: string]: ArgumentSchema };
  readonly blocks: { readonly [name: string]: NestedBlockSchema };
}

/** An argument. One that is neither required nor optional is the provider's to set. */
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
