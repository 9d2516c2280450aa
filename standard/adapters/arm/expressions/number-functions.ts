import { type ArmFunctions, InvalidArguments, integerAt, resolvedOnly } from './arm-function';
import { type ArmValue, isArray } from './arm-value';

/** Longest result of `range`. Source: Azure Resource Manager, "Array functions for ARM templates", range. */
const MAX_RANGE = 10_000;

/** Functions of numbers. Source: Azure Resource Manager, "Numeric functions for ARM templates". */
export const NUMBER_FUNCTIONS: ArmFunctions = resolvedOnly({
  add: (args) => integerAt(args, 0) + integerAt(args, 1),
  sub: (args) => integerAt(args, 0) - integerAt(args, 1),
  mul: (args) => integerAt(args, 0) * integerAt(args, 1),
  div: (args) => Math.trunc(integerAt(args, 0) / divisor(args)),
  mod: (args) => integerAt(args, 0) % divisor(args),
  min: (args) => Math.min(...numbersIn(args)),
  max: (args) => Math.max(...numbersIn(args)),
  int: ([value = null]) => numberOf(value, Number.isInteger),
  float: ([value = null]) => numberOf(value, Number.isFinite),
  range: (args) => {
    const [start, count] = [integerAt(args, 0), integerAt(args, 1)];
    if (count < 0 || count > MAX_RANGE)
      throw new InvalidArguments(`the count is ${count}, Azure allows 0 to ${MAX_RANGE}`);
    return Array.from({ length: count }, (_, index) => start + index);
  },
});

function divisor(args: readonly ArmValue[]): number {
  const value = integerAt(args, 1);
  if (value === 0) throw new InvalidArguments('it divides by 0');
  return value;
}

function numbersIn(args: readonly ArmValue[]): number[] {
  const values = args.length === 1 && isArray(args[0]) ? args[0] : args;
  if (values.length === 0) throw new InvalidArguments('the array is empty');
  return values.map((_, index) => integerAt(values, index));
}

function numberOf(value: ArmValue, isValid: (number: number) => boolean): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && isValid(number)) return number;
  throw new InvalidArguments(`${JSON.stringify(value)} is not a number of this type`);
}
