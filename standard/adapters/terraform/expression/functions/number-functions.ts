import { booleanOf, numberOf } from '../operators';
import { textOf } from '../settle';
import { Failure, type TerraformValue, Unresolved } from '../terraform-value';
import { listOf, type TerraformFunction } from './terraform-function';

/** Functions of numbers and conversions of single values. Source: Terraform, "Numeric Functions", "Type Conversion Functions". */
export const NUMBER_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  abs: ofNumbers((value = 0) => Math.abs(value)),
  ceil: ofNumbers((value = 0) => Math.ceil(value)),
  floor: ofNumbers((value = 0) => Math.floor(value)),
  signum: ofNumbers((value = 0) => Math.sign(value)),
  pow: ofNumbers((value = 0, exponent = 0) => value ** exponent),
  max: ofNumbers((...values) => Math.max(...values)),
  min: ofNumbers((...values) => Math.min(...values)),
  sum: ([list = null], context) => {
    const items = listOf(list);
    return items instanceof Unresolved
      ? items
      : ofNumbers((...values) => values.reduce((total, each) => total + each, 0))(items, context);
  },
  parseint: ([text = null, base = null]) => {
    const [digits, radix] = [textOf(text), numberOf(base)];
    if (digits instanceof Unresolved) return digits;
    if (radix instanceof Unresolved) return radix;
    const value = Number.parseInt(digits, radix);
    return Number.isNaN(value) ? new Failure(`${digits} is not a number`) : value;
  },
  tostring: ([value = null]) => (value === null ? null : textOf(value)),
  tonumber: ([value = null]) => (value === null ? null : numberOf(value)),
  tobool: ([value = null]) => (value === null ? null : booleanOf(value)),
};

function ofNumbers(compute: (...numbers: number[]) => number): TerraformFunction {
  return (args): TerraformValue => {
    const numbers = args.map(numberOf);
    const open = numbers.find((each) => each instanceof Unresolved);
    if (open instanceof Unresolved) return open;
    const result = compute(...(numbers as number[]));
    return Number.isFinite(result) ? result : new Failure('the result is not a number');
  };
}
