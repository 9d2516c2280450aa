import { type ArmValue, isResolved } from './arm-value';

/** A function of template expressions. It returns `undefined` if the result is known only during the deployment. */
export type ArmFunction = (args: readonly ArmValue[]) => ArmValue | undefined;

/** Functions by their names as Azure documents them. Expressions write them in any case. */
export type ArmFunctions = Readonly<Record<string, ArmFunction>>;

/** Thrown by a function for arguments that Azure refuses. */
export class InvalidArguments extends Error {
  override readonly name = 'InvalidArguments';
}

/** Makes functions that need resolved arguments: with an unresolved one, the result is unresolved. */
export function resolvedOnly(functions: ArmFunctions): ArmFunctions {
  return Object.fromEntries(
    Object.entries(functions).map(([name, call]): [string, ArmFunction] => [
      name,
      (args) => (args.every(isResolved) ? call(args) : undefined),
    ]),
  );
}

/** Returns an argument that must be a string. */
export function textAt(args: readonly ArmValue[], index: number): string {
  const value = args[index];
  if (typeof value === 'string') return value;
  throw new InvalidArguments(`argument ${index + 1} is not a string`);
}

/** Returns an argument that must be an integer. */
export function integerAt(args: readonly ArmValue[], index: number): number {
  const value = args[index];
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw new InvalidArguments(`argument ${index + 1} is not an integer`);
}
