import { conjunction, type Formula, isSatisfiable } from '../../flows/formula';
import { ABSENT, Choice, type Evaluated, hole, isList, isObject, type Option, present } from './evaluated';

/** Alternatives of a value, and combinations of the alternatives of several values. */
export const MOST_OPTIONS = 32;

/** Applies a function to each combination of the alternatives of its arguments. */
export function overAlternatives(
  values: readonly Evaluated[],
  given: Formula,
  apply: (values: readonly Evaluated[]) => Evaluated,
): Evaluated {
  const [first] = values.flatMap(choicesIn);
  if (!first) return apply(values);
  const combinations = combinationsOf(values, given);
  if (!combinations) return hole(first.reason, first.cause);
  const options = combinations.map(({ when, values: each }): Option => ({ when, value: apply(each) }));
  return narrowed(new Choice(first.reason, first.cause, options.flatMap(flattened)), given);
}

/** Moves the alternatives in the members of a value to the value itself. */
export function lifted(value: Evaluated, given: Formula): Evaluated {
  return overAlternatives([value], given, ([each = ABSENT]) => each);
}

/** Removes the alternatives that do not apply. */
export function narrowed({ reason, cause, options }: Choice, given: Formula): Evaluated {
  const possible = options.filter(({ when }) => isSatisfiable(conjunction([given, when])) !== false);
  const [only, other] = possible;
  if (only && other === undefined) return only.value;
  if (possible.length === 0 || possible.length > MOST_OPTIONS) return hole(reason, cause);
  return new Choice(reason, cause, possible);
}

/** The alternatives of an option whose value is a choice. */
export function flattened({ when, value }: Option): Option[] {
  if (!(value instanceof Choice)) return [{ when, value }];
  return value.options.map((option) => ({ ...option, when: conjunction([when, option.when]) }));
}

/** The choices in a value and its members. */
function choicesIn(value: Evaluated): Choice[] {
  if (value instanceof Choice) return [value];
  if (isList(value)) return value.flatMap(choicesIn);
  return isObject(value) ? Object.values(value).flatMap(choicesIn) : [];
}

/** The combinations of the alternatives of several values; `undefined` if there are too many. */
function combinationsOf(
  values: readonly Evaluated[],
  given: Formula,
): { readonly when: Formula; readonly values: readonly Evaluated[] }[] | undefined {
  let combinations: { when: Formula; values: readonly Evaluated[] }[] = [{ when: true, values: [] }];
  for (const value of values) {
    const options = optionsOf(value, given);
    if (!options) return undefined;
    combinations = combinations.flatMap((one) =>
      options.map((option) => ({
        when: conjunction([one.when, option.when]),
        values: [...one.values, option.value],
      })),
    );
    if (options.length > 1)
      combinations = combinations.filter(({ when }) => isSatisfiable(conjunction([given, when])) !== false);
    if (combinations.length > MOST_OPTIONS) return undefined;
  }
  return combinations;
}

/** The alternatives of a value, without alternatives in its members; `undefined` if there are too many. */
function optionsOf(value: Evaluated, given: Formula): Option[] | undefined {
  if (value instanceof Choice) {
    const options: Option[] = [];
    for (const option of value.options) {
      const inner = optionsOf(option.value, given);
      if (!inner) return undefined;
      options.push(...inner.map((each) => ({ ...each, when: conjunction([option.when, each.when]) })));
    }
    return options;
  }
  if (isList(value))
    return combinationsOf(value, given)?.map(({ when, values }) => ({ when, value: present(values) }));
  if (!isObject(value)) return [{ when: true, value }];
  const names = Object.keys(value);
  return combinationsOf(Object.values(value), given)?.map(({ when, values }) => ({
    when,
    value: Object.fromEntries(
      names
        .map((name, index) => [name, values[index] ?? ABSENT] as const)
        .filter(([, each]) => each !== ABSENT),
    ),
  }));
}
