import type { ArgumentSchema, NestedBlockSchema } from '../provider-schema';

/** An argument, with behaviour beyond its schema. */
export interface StandInArgument extends ArgumentSchema {
  /** Default value of the argument. */
  readonly default?: string | number | boolean;
  /** Whether a change forces a replacement. */
  readonly replaces?: boolean;
}

/** A block, likewise. */
export interface StandInBlock {
  readonly arguments: { readonly [name: string]: StandInArgument };
  readonly blocks: { readonly [name: string]: StandInNestedBlock };
  readonly deprecated?: boolean;
}

export interface StandInNestedBlock extends StandInBlock, Pick<NestedBlockSchema, 'min' | 'max'> {
  /** Whether the provider computes an omitted block, which is unknown before apply. */
  readonly computed?: boolean;
}

/** Types of a provider, by their names. */
export interface StandInSchema {
  readonly [type: string]: StandInBlock;
}
