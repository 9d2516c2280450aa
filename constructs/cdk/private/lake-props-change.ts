import { isDeepStrictEqual } from 'node:util';
import { Duration, Size } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import type { FlowLakeProps } from '../flow-lake-props';

/** The problems of props for a lake that exists with other props. Props that are not set change nothing. */
export function changedProps(existing: FlowLakeProps, given: FlowLakeProps): string[] {
  const changed = Object.entries(given)
    .filter(([name, value]) => value !== undefined && !isSame(existing[name as keyof FlowLakeProps], value))
    .map(([name, value]) => `${name}${shown(value)}`);
  if (changed.length === 0) return [];
  return [
    `the lake exists without these props: ${changed.join(', ')}. Set them in the first call of FlowLake.ofStack, before ` +
      'the first flow log of the stack without a destination',
  ];
}

/** The error for another construct where the lake of a stack is expected. */
export function otherConstruct({ node }: IConstruct): Error {
  return new Error(
    `${node.path} is not a FlowLake: give that construct another id, or set the destination of the flow log`,
  );
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  // two constructs are different, however similar
  if (Construct.isConstruct(one) || Construct.isConstruct(other)) return false;
  if (one instanceof Duration && other instanceof Duration && !one.isUnresolved() && !other.isUnresolved()) {
    return one.toMilliseconds() === other.toMilliseconds();
  }
  return isDeepStrictEqual(one, other);
}

/** The value of a prop, if it has a short text. */
function shown(value: unknown): string {
  if (value instanceof Duration) return ` ${value.isUnresolved() ? '(a token)' : value.toHumanString()}`;
  if (value instanceof Size) return value.isUnresolved() ? ' (a token)' : ` ${value.toBytes()} bytes`;
  return ['string', 'number', 'boolean'].includes(typeof value) ? ` ${value}` : '';
}
