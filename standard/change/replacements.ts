import { isDeepStrictEqual } from 'node:util';
import { type Fact, type ImmutableProperty, PlannedAction, type ReplaceableResource } from '../facts';
import { Engine, engineOf } from './engine';

/** Why an engine replaces a resource: deletes it and creates it again, with another id. */
export interface Replacement {
  /** One text per cause, as the end of a sentence: `CidrBlock changes from 10.0.0.0/16 to 10.1.0.0/16`. */
  readonly causes: readonly string[];
  /** Whether the replacement depends on a value that is known only after deployment. */
  readonly isCertain: boolean;
  /**
   * Whether the engine creates the new resource before it deletes the old one.
   *
   * @default - the default of the engine
   */
  readonly createsFirst?: boolean;
}

/** Longer values are not part of a cause. */
const MOST_CHARACTERS = 60;

/**
 * Returns why a deployment replaces a resource; `undefined` if it does not. The plan of the engine decides. Without a plan, a
 * changed immutable property replaces the resource, and so does a reference to a resource that is replaced. Azure Resource
 * Manager replaces no resource: see `refusedUpdate`.
 */
export function replacementOf(before: Fact, after: Fact): Replacement | undefined {
  return engineOf(after) === Engine.ARM ? undefined : replacement(before, after, 0);
}

function replacement(
  before: ReplaceableResource,
  after: ReplaceableResource,
  depth: number,
): Replacement | undefined {
  const { planned } = after;
  if (planned?.action === PlannedAction.REPLACE) {
    const { causes, createsFirst } = planned;
    return { causes, isCertain: true, ...(createsFirst !== undefined && { createsFirst }) };
  }
  if (planned?.action === PlannedAction.UPDATE || planned?.action === PlannedAction.NONE) return undefined;
  return immutableChanges(before, after, depth);
}

/** Returns the changes of the properties that cannot be updated in place; `undefined` if there is none. */
export function immutableChanges(
  before: ReplaceableResource,
  after: ReplaceableResource,
  depth = 0,
): Replacement | undefined {
  // the limit applies only to templates with circular references, which the engine rejects
  if (depth > 10 || !before.immutable || !after.immutable) return undefined;
  const old = new Map(before.immutable.map((property) => [property.name, property]));
  const effects = after.immutable.flatMap((property) => {
    const was = old.get(property.name);
    return was ? (effectOf(was, property, depth) ?? []) : [];
  });
  const certain = effects.filter(({ isCertain }) => isCertain);
  const relevant = certain.length > 0 ? certain : effects;
  if (relevant.length === 0) return undefined;
  return { causes: relevant.flatMap(({ causes }) => causes), isCertain: certain.length > 0 };
}

function effectOf(
  before: ImmutableProperty,
  after: ImmutableProperty,
  depth: number,
): Replacement | undefined {
  const { name } = after;
  const isConditional = before.isConditional || after.isConditional;
  if (before.value.known && after.value.known) {
    const [was, is] = [before.value.value, after.value.value];
    if (isDeepStrictEqual(was, is)) return referenceEffect(before, after, depth);
    if (isInPlace(name, is)) return undefined;
    // the change from default to dedicated, too, is documented
    const isSure = !isConditional || TENANCY.includes(name);
    return { causes: [`${name} changes${valuesText(was, is)}`], isCertain: isSure };
  }
  if (before.text === after.text) return referenceEffect(before, after, depth);
  const [unknownSide] = [after, before].map(({ value }) => value).filter((value) => !value.known);
  const reason = unknownSide && !unknownSide.known ? `: ${unknownSide.reason}` : '';
  return { causes: [`${name} changes, and its value is not known${reason}`], isCertain: false };
}

/** A replaced resource has another id or ARN. */
function referenceEffect(
  before: ImmutableProperty,
  after: ImmutableProperty,
  depth: number,
): Replacement | undefined {
  const targets = before.references();
  for (const [index, target] of after.references().entries()) {
    const was = targets[index];
    const replaced = was && replacement(was, target, depth + 1);
    if (!replaced) continue;
    const verb = replaced.isCertain ? 'is' : 'may be';
    const [cause] = replaced.causes;
    return {
      causes: [
        `${after.name} refers to ${target.title}, which ${verb} replaced${cause === undefined ? '' : ` (${cause})`}`,
      ],
      isCertain: replaced.isCertain && !after.isConditional,
    };
  }
  return undefined;
}

/** The tenancy of a VPC, in CloudFormation and Terraform. */
const TENANCY = ['InstanceTenancy', 'instance_tenancy'];

/** EC2 changes the tenancy of a VPC from dedicated to default in place. Source: "AWS::EC2::VPC". */
function isInPlace(name: string, after: unknown): boolean {
  return TENANCY.includes(name) && (after ?? 'default') === 'default';
}

function valuesText(before: unknown, after: unknown): string {
  const [was, is] = [before, after].map(valueText);
  return was === undefined || is === undefined ? '' : ` from ${was} to ${is}`;
}

function valueText(value: unknown): string | undefined {
  if (value === undefined || value === null) return 'not set';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MOST_CHARACTERS ? undefined : text;
}
