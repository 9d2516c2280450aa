import { Stack, Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { Construct } from 'constructs';

/** Stands for a value that CloudFormation generates. */
const UNKNOWN = '<known after deployment>';

/** A name for messages. */
export function displayName(name: string): string {
  return Token.isUnresolved(name) ? UNKNOWN : name;
}

/**
 * Returns a value for messages: tokens become text such as `${AWS::AccountId}`.
 *
 * @param unknown stands for names that CloudFormation generates
 */
export function printable(scope: Construct, value: unknown, unknown = UNKNOWN): unknown {
  const stack = Stack.of(scope);
  const partition = Token.isUnresolved(stack.region) ? undefined : RegionInfo.get(stack.region).partition;
  const nameOf = (reference: string) => {
    // the partition of a stack is a token even if its region is known
    if (reference === 'AWS::Partition' && partition) return partition;
    return reference.startsWith('AWS::') ? `\${${reference}}` : unknown;
  };
  const toText = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(toText);
    if (typeof part !== 'object' || part === null) return part;
    const { Ref: reference, 'Fn::Join': join, 'Fn::GetAtt': attribute } = part as Record<string, unknown>;
    if (typeof reference === 'string') return nameOf(reference);
    if (attribute !== undefined) return unknown;
    if (!Array.isArray(join)) {
      return Object.fromEntries(Object.entries(part).map(([key, item]) => [key, toText(item)]));
    }
    const [separator, parts] = toText(join) as [string, unknown[]];
    return parts.join(separator);
  };
  return toText(stack.resolve(value));
}
