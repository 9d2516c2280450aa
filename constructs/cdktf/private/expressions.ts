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

/** A value as it will stand in the configuration: a literal, or an expression of Terraform. */
export function written(scope: Construct, value: string): string {
  return String(Tokenization.resolve(value, { scope, preparing: false, resolver: RESOLVER }));
}

/** Whether a value is known at synthesis. */
export function isLiteral(value: string): boolean {
  return !Token.isUnresolved(value);
}

/** Where something is, in words that can be compared. */
export interface Region {
  /** As resources take it. */
  readonly location: string;
  /** The region's normalized name, or the expression that says it. */
  readonly key: string;
  readonly isLiteral: boolean;
}

/** The region of something; what its location was set to says more than a reference to it. */
export function regionOf(
  scope: Construct,
  { location, locationInput }: { readonly location: string; readonly locationInput?: string },
): Region {
  const said = locationInput ?? location;
  const literal = isLiteral(said) ? said : literalBehind(scope, written(scope, said));
  return literal === undefined
    ? { location: said, key: written(scope, said), isLiteral: false }
    : { location: said, key: normalizedRegion(literal), isLiteral: true };
}

/** What a reference to the location of another resource of the stack comes down to, if the app says it. */
function literalBehind(scope: Construct, expression: string): string | undefined {
  const [, address] = /^\$\{([^{}]+)\.location\}$/.exec(expression) ?? [];
  if (address === undefined) return undefined;
  const found = TerraformStack.of(scope)
    .node.findAll()
    .find((node) => TerraformResource.isTerraformResource(node) && addressOf(node) === address);
  const { locationInput: said } = (found ?? {}) as { readonly locationInput?: string };
  if (said === undefined) return undefined;
  return isLiteral(said) ? said : literalBehind(scope, written(scope, said));
}

function addressOf({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}

/** The normalized name of a region, whether it is known now or when deployed. */
export function regionName({ location, key, isLiteral: known }: Region): string {
  return known ? key : Fn.lower(Fn.replace(location, ' ', ''));
}

/** What Terraform can compare: two regions that are surely not the same. */
export function areDifferent(one: Region, other: Region): boolean {
  return one.isLiteral && other.isLiteral && one.key !== other.key;
}

/** A part of a construct's id that stands for a region. */
export function regionId({ key, isLiteral: known }: Region): string {
  return known ? key : createHash('sha256').update(key).digest('hex').slice(0, 8);
}
