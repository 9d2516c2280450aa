import { createHash } from 'node:crypto';
import {
  DefaultTokenResolver,
  Fn,
  StringConcat,
  TerraformResource,
  TerraformStack,
  Token,
  Tokenization,
} from 'cdktf';
import type { Construct } from 'constructs';
import { normalizedRegion } from '../../../azure/region';

const RESOLVER = new DefaultTokenResolver(new StringConcat());

/** Renders a value as in the configuration: a literal, or a Terraform expression. */
export function rendered(scope: Construct, value: string): string {
  return String(Tokenization.resolve(value, { scope, preparing: false, resolver: RESOLVER }));
}

/** Whether a value is known at synth. */
export function isLiteral(value: string): boolean {
  return !Token.isUnresolved(value);
}

/** A region that can be compared with others. */
export interface Region {
  /** The location argument of resources. */
  readonly location: string;
  /** The normalized name, or the expression. */
  readonly key: string;
  readonly isLiteral: boolean;
}

/** Returns the region of a resource. The configured location takes precedence over a reference to it. */
export function regionOf(
  scope: Construct,
  { location, locationInput }: { readonly location: string; readonly locationInput?: string },
): Region {
  const configured = locationInput ?? location;
  const literal = isLiteral(configured) ? configured : literalBehind(scope, rendered(scope, configured));
  return literal === undefined
    ? { location: configured, key: rendered(scope, configured), isLiteral: false }
    : { location: configured, key: normalizedRegion(literal), isLiteral: true };
}

/** Resolves a reference to the location of another resource of the stack, if the app sets it. */
function literalBehind(scope: Construct, expression: string): string | undefined {
  const [, address] = /^\$\{([^{}]+)\.location\}$/.exec(expression) ?? [];
  if (address === undefined) return undefined;
  const found = TerraformStack.of(scope)
    .node.findAll()
    .find((node) => TerraformResource.isTerraformResource(node) && addressOf(node) === address);
  const { locationInput: configured } = (found ?? {}) as { readonly locationInput?: string };
  if (configured === undefined) return undefined;
  return isLiteral(configured) ? configured : literalBehind(scope, rendered(scope, configured));
}

function addressOf({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}

/** Returns the normalized name of a region, as a literal or as an expression. */
export function regionName({ location, key, isLiteral: known }: Region): string {
  return known ? key : Fn.lower(Fn.replace(location, ' ', ''));
}

/** Whether two regions are known at synth and differ. */
export function areDifferent(one: Region, other: Region): boolean {
  return one.isLiteral && other.isLiteral && one.key !== other.key;
}

/** Returns the part of a construct id that represents a region. */
export function regionId({ key, isLiteral: known }: Region): string {
  return known ? key : createHash('sha256').update(key).digest('hex').slice(0, 8);
}
