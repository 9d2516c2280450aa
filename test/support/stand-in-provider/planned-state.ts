import type { StandInArgument, StandInBlock, StandInNestedBlock } from './stand-in-schema';

/** A value that is known after apply. */
export class UnknownValue {}

export type State = { readonly [name: string]: unknown };

/** The planned state of a resource: omitted arguments have their default, computed ones are unknown. */
export function plannedState(
  block: StandInBlock,
  proposed: State,
  prior: State | null,
  config: State,
): State {
  return {
    ...mapValues(block.arguments, (argument, name) =>
      plannedArgument(argument, proposed[name], prior?.[name], config[name]),
    ),
    ...mapValues(block.blocks, (nested, name) =>
      plannedBlocks(nested, proposed[name], prior?.[name], config[name]),
    ),
  };
}

/** Changed arguments that force a replacement. */
export function replacing(block: StandInBlock, planned: State, prior: State | null): string[] {
  if (prior === null) return [];
  const differs = (name: string) => JSON.stringify(planned[name]) !== JSON.stringify(prior[name]);
  const args = Object.keys(block.arguments).filter(
    (name) => block.arguments[name]?.replaces && differs(name),
  );
  const blocks = Object.keys(block.blocks).filter(
    (name) =>
      Object.values(block.blocks[name]?.arguments ?? {}).some(({ replaces }) => replaces) && differs(name),
  );
  return [...args, ...blocks];
}

/** The state after apply: unknown values become known. */
export function appliedState(type: string, planned: State, serial: number): State {
  const invented = (value: unknown, name: string): unknown => {
    if (value instanceof UnknownValue) return inventedValue(type, name, planned, serial);
    if (Array.isArray(value)) return value.map((each) => invented(each, name));
    if (typeof value !== 'object' || value === null) return value;
    return mapValues(value as State, invented);
  };
  return mapValues(planned, invented);
}

function plannedArgument(argument: StandInArgument, proposed: unknown, prior: unknown, config: unknown) {
  if (proposed !== null && proposed !== undefined && config !== null) return proposed;
  if (argument.default !== undefined) return argument.default;
  if (!argument.computed) return proposed ?? null;
  // a computed value stays, including null
  return prior === undefined ? new UnknownValue() : prior;
}

function plannedBlocks(
  nested: StandInNestedBlock,
  proposed: unknown,
  prior: unknown,
  config: unknown,
): unknown {
  if (!Array.isArray(proposed)) return proposed;
  if (nested.computed && Array.isArray(config) && config.length === 0)
    return Array.isArray(prior) ? prior : new UnknownValue();
  return proposed.map((each, index) =>
    plannedState(nested, each as State, stateAt(prior, index), stateAt(config, index) ?? {}),
  );
}

function stateAt(states: unknown, index: number): State | null {
  return Array.isArray(states) ? ((states[index] as State | undefined) ?? null) : null;
}

/** The name of a bucket is its id and part of its ARN. */
function inventedValue(type: string, name: string, { bucket }: State, serial: number): unknown {
  if (name === 'arn' && type === 'aws_s3_bucket') return `arn:aws:s3:::${String(bucket)}`;
  if (name === 'arn') return `arn:aws:test:eu-west-1:111122223333:${type}/${serial}`;
  if (name === 'id' && type === 'aws_s3_bucket') return bucket;
  if (name === 'id') return `${type}-${serial}`;
  return null;
}

function mapValues<T, U>(
  all: { readonly [name: string]: T },
  change: (value: T, name: string) => U,
): { readonly [name: string]: U } {
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, change(value, name)]));
}
