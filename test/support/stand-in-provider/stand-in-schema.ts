import type { ArgumentSchema, NestedBlockSchema } from '../provider-schema';

/** An argument, with what a provider does about it beyond its schema. */
export interface StandInArgument extends ArgumentSchema {
  /** What the provider takes where the argument is not given. */
  readonly default?: string | number | boolean;
  /** Whether another value makes another resource. */
  readonly replaces?: boolean;
}

/** A block, likewise. */
export interface StandInBlock {
  readonly arguments: { readonly [name: string]: StandInArgument };
  readonly blocks: { readonly [name: string]: StandInNestedBlock };
  readonly deprecated?: boolean;
}

export interface StandInNestedBlock extends StandInBlock, Pick<NestedBlockSchema, 'min' | 'max'> {
  /** Whether the provider tells the block where it is not given: Terraform does not know it before. */
  readonly computed?: boolean;
}

/** Types of a provider, by their names. */
export interface StandInSchema {
  readonly [type: string]: StandInBlock;
}
