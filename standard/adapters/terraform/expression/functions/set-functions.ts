import { contains, withoutDuplicates } from '../operators';
import { textOf } from '../settle';
import { TerraformSet, type TerraformValue, Unresolved } from '../terraform-value';
import { listOf, ofItems, type TerraformFunction } from './terraform-function';

const MOST_PRODUCTS = 10_000;

/** Functions of sets. Source: Terraform, "Collection Functions". */
export const SET_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  toset: ofItems((items) => setOf(items)),
  setunion: (sets) => combined(sets, (all) => all.flat()),
  setintersection: (sets) =>
    combined(sets, ([first = [], ...rest]) =>
      first.filter((item) => rest.every((each) => contains(each, item) === true)),
    ),
  setsubtract: (sets) =>
    combined(sets, ([first = [], second = []]) => first.filter((item) => contains(second, item) === false)),
  setproduct: (sets) => product(sets),
};

/** Makes a set. Terraform iterates over texts in their order. */
function setOf(items: readonly TerraformValue[]): TerraformValue {
  const kept = withoutDuplicates(items);
  const isText = kept.every((item) => typeof item === 'string');
  return new TerraformSet(isText ? [...(kept as string[])].sort() : kept);
}

function combined(
  sets: readonly TerraformValue[],
  combine: (all: (readonly TerraformValue[])[]) => readonly TerraformValue[],
): TerraformValue {
  const all: (readonly TerraformValue[])[] = [];
  for (const set of sets) {
    const items = listOf(set);
    if (items instanceof Unresolved) return items;
    // the comparison needs known values
    const open = items.map(textOf).find((text) => text instanceof Unresolved);
    if (open instanceof Unresolved) return open;
    all.push(items);
  }
  return setOf(combine(all));
}

function product(sets: readonly TerraformValue[]): TerraformValue {
  let all: (readonly TerraformValue[])[] = [[]];
  for (const set of sets) {
    const items = listOf(set);
    if (items instanceof Unresolved) return items;
    if (all.length * items.length > MOST_PRODUCTS) return new Unresolved('it has too many elements');
    all = all.flatMap((prefix) => items.map((item) => [...prefix, item]));
  }
  return all;
}
