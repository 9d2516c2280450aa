import { settle, textOf } from '../settle';
import {
  Attribute,
  Failure,
  isMap,
  itemsOf,
  type TerraformMap,
  type TerraformValue,
  Unresolved,
} from '../terraform-value';

/** What functions can read besides their arguments. */
export interface FunctionContext {
  /** Reads a file of the configuration. */
  readFile(path: string): string | Unresolved;
  /** Evaluates a template with variables. */
  renderTemplate(text: string, variables: TerraformMap): TerraformValue;
}

export type TerraformFunction = (args: readonly TerraformValue[], context: FunctionContext) => TerraformValue;

/** Makes a function of texts. The result is unresolved if an argument is. */
export function ofTexts(compute: (...texts: string[]) => TerraformValue): TerraformFunction {
  return (args) => {
    const texts = args.map(textOf);
    const open = texts.find((text) => text instanceof Unresolved);
    return open instanceof Unresolved ? open : compute(...(texts as string[]));
  };
}

/** Makes a function whose first argument is a list or set. */
export function ofItems(
  compute: (items: readonly TerraformValue[], ...rest: TerraformValue[]) => TerraformValue,
): TerraformFunction {
  return ([first = null, ...rest]) => {
    const items = listOf(first);
    return items instanceof Unresolved ? items : compute(items, ...rest);
  };
}

/** Makes a function whose first argument is a map. */
export function ofMap(
  compute: (map: TerraformMap, ...rest: TerraformValue[]) => TerraformValue,
): TerraformFunction {
  return ([first = null, ...rest]) => {
    const map = mapOf(first);
    return map instanceof Unresolved ? map : compute(map, ...rest);
  };
}

/** Returns the items of a list or set, or why they are unknown. */
export function listOf(value: TerraformValue): readonly TerraformValue[] | Unresolved {
  const settled = settle(value);
  return itemsOf(settled) ?? reasonFor(settled, 'it is not a list');
}

/** Returns a map, or why it is unknown. */
export function mapOf(value: TerraformValue): TerraformMap | Unresolved {
  const settled = settle(value);
  return isMap(settled) ? settled : reasonFor(settled, 'it is not a map');
}

function reasonFor(value: TerraformValue, problem: string): Unresolved {
  if (value instanceof Unresolved) return value;
  return value instanceof Attribute ? (textOf(value) as Unresolved) : new Failure(problem);
}
