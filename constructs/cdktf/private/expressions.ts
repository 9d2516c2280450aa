import { createHash } from 'node:crypto';
import { DefaultTokenResolver, Fn, StringConcat, TerraformStack, Token, Tokenization } from 'cdktf';
import type { Construct } from 'constructs';
import { normalizedRegion } from '../../../azure/region';
import { literalBehind } from './canonical-ids';
import { hasNumber } from './known';
import { referenceBehind } from './references';
import { siblingLocation } from './sibling-location';

const RESOLVER = new DefaultTokenResolver(new StringConcat());

/** Renders a value as in the configuration: a literal, or a Terraform expression. */
export function rendered(scope: Construct, value: string): string {
  return String(resolved(scope, value));
}

/** Renders all values in an object as in the configuration. */
export function resolved(scope: Construct, value: unknown): unknown {
  return Tokenization.resolve(value, { scope, preparing: false, resolver: RESOLVER });
}

/** Whether a value is known at synth. */
export function isLiteral(value: string): boolean {
  return !Token.isUnresolved(value) && !hasNumber(value);
}

/** A region that can be compared with others. */
export interface Region {
  /** The location argument of resources. */
  readonly location: string;
  /** The normalized name, or the expression. */
  readonly key: string;
  readonly isLiteral: boolean;
  /** The part of a construct id that represents the region. */
  readonly id: string;
}

/** Returns the region of a resource. The configured location takes precedence over a reference to it. */
export function regionOf(
  scope: Construct,
  { location, locationInput }: { readonly location: string; readonly locationInput?: string },
): Region {
  const configured = locationInput ?? location;
  const literal = literalBehind(scope, configured) ?? siblingLocation(scope, configured);
  const expression = rendered(scope, configured);
  const key = literal === undefined ? expression : normalizedRegion(literal);
  const isNamed = literal !== undefined && isSetInStack(scope, configured);
  const id = isNamed ? key : createHash('sha256').update(expression).digest('hex').slice(0, 8);
  return { location: configured, key, isLiteral: literal !== undefined, id };
}

/**
 * Whether the stack itself sets a location. Other literals are not part of construct ids: lakes of earlier versions have the
 * expression in their ids, from which the names of their accounts are derived.
 */
function isSetInStack(scope: Construct, location: string): boolean {
  if (isLiteral(location)) return true;
  const { element, attribute } = referenceBehind(scope, location) ?? {};
  if (!element || attribute !== 'location' || TerraformStack.of(element) !== TerraformStack.of(scope))
    return false;
  const { locationInput } = element as { readonly locationInput?: string };
  return locationInput !== undefined && isSetInStack(scope, locationInput);
}

/** Returns the normalized name of a region, as a literal or as an expression. */
export function regionName({ location, key, isLiteral: known }: Region): string {
  return known ? key : Fn.lower(Fn.replace(location, ' ', ''));
}

/** Whether two regions are known at synth and differ. */
export function areDifferent(one: Region, other: Region): boolean {
  return one.isLiteral && other.isLiteral && one.key !== other.key;
}
