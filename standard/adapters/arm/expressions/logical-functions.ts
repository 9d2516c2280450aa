import { type ArmFunctions, InvalidArguments, resolvedOnly } from './arm-function';
import { type ArmValue, isEqual } from './arm-value';

/** Functions that compare, and that combine conditions. Source: Azure Resource Manager, "Logical functions", "Comparison functions". */
export const LOGICAL_FUNCTIONS: ArmFunctions = {
  true: () => true,
  false: () => false,
  null: () => null,
  and: (args) => {
    if (args.includes(false)) return false;
    return args.every((each) => each === true) ? true : undefined;
  },
  or: (args) => {
    if (args.includes(true)) return true;
    return args.every((each) => each === false) ? false : undefined;
  },
  not: ([value]) => (typeof value === 'boolean' ? !value : undefined),
  equals: ([one = null, other = null]) => isEqual(one, other),
  ...resolvedOnly({
    bool: ([value = null]) => {
      if (typeof value === 'number') return value !== 0;
      if (/^true$/i.test(String(value))) return true;
      if (/^false$/i.test(String(value))) return false;
      throw new InvalidArguments(`${JSON.stringify(value)} is not a boolean`);
    },
    less: (args) => comparison(args) < 0,
    lessOrEquals: (args) => comparison(args) <= 0,
    greater: (args) => comparison(args) > 0,
    greaterOrEquals: (args) => comparison(args) >= 0,
  }),
};

/** Compares two numbers or two strings: negative, zero or positive. */
function comparison([one = null, other = null]: readonly ArmValue[]): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one !== 'string' || typeof other !== 'string')
    throw new InvalidArguments('the arguments are not two integers or two strings');
  return one < other ? -1 : Number(one > other);
}
