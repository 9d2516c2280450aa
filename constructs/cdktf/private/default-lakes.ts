import { Annotations, type TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { throwProblems } from '../../throw-problems';
import type { Region } from './expressions';

/** Default lakes of a stack, each with the key of its region. */
const LAKES = new WeakMap<TerraformStack, Map<IConstruct, Region>>();

const ADVICE =
  "set the prop lake to share one lake in each region, for example lake: FlowLake.forRegionOf(stack, { location: 'westeurope' })";

/** Returns the default lake of a region that is known at synth. */
export function defaultLakeIn(stack: TerraformStack, region: Region): IConstruct | undefined {
  if (!region.isLiteral) return undefined;
  return [...(LAKES.get(stack) ?? [])].find(([, { key, isLiteral }]) => isLiteral && key === region.key)?.[0];
}

/**
 * Refuses a second default lake whose region is known only after deployment: both regions can be the same, and each lake has
 * two storage accounts and a workspace.
 *
 * @throws Error that names both locations
 */
export function refuseSecondUnknown(scope: IConstruct, stack: TerraformStack, region: Region): void {
  if (region.isLiteral) return;
  const other = [...(LAKES.get(stack) ?? [])].find(([, { isLiteral }]) => !isLiteral);
  if (!other) return;
  const [lake, { key }] = other;
  throwProblems(scope, [
    `the location ${region.key} is known only after deployment, like ${key}, for which ${lake.node.path} was created: ` +
      `the region can be the same, but each default lake has two storage accounts and a workspace; ${ADVICE}`,
  ]);
}

/** Records a default lake. Warns if its region can be that of another default lake. */
export function addDefaultLake(stack: TerraformStack, lake: IConstruct, region: Region): void {
  const lakes = LAKES.get(stack) ?? new Map<IConstruct, Region>();
  const before = [...lakes];
  LAKES.set(stack, lakes.set(lake, region));
  const [unknown] = region.isLiteral
    ? before.filter(([, { isLiteral }]) => !isLiteral)
    : [[lake, region] as const];
  if (!unknown || before.length === 0) return;
  const others = [...lakes.keys()].filter((each) => each !== unknown[0]).map(({ node }) => node.path);
  Annotations.of(lake).addWarning(
    `the location ${unknown[1].key} is known only after deployment, so ${unknown[0].node.path} is a lake of its own, beside ` +
      `${others.join(', ')}: ${ADVICE}`,
  );
}
