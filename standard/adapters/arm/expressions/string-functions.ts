import { type ArmFunctions, InvalidArguments, resolvedOnly, textAt } from './arm-function';
import {
  type ArmValue,
  asText,
  hasMarks,
  isArray,
  isResolved,
  mapParts,
  replaceMarks,
  splitOutsideMarks,
  Unresolved,
} from './arm-value';

/** Functions of strings. Source: Azure Resource Manager, "String functions for ARM templates". */
export const STRING_FUNCTIONS: ArmFunctions = {
  concat: (args) => {
    if (args.every(isArray)) return args.flat();
    return args.some((each) => isArray(each)) ? undefined : args.map(asText).join('');
  },
  format: ([template, ...values]) => (typeof template === 'string' ? formatted(template, values) : undefined),
  toLower: ([text]) => withCase(text, 'toLower'),
  toUpper: ([text]) => withCase(text, 'toUpper'),
  split: ([text, delimiters]) => splitText(text, delimiters),
  string: ([value = null]) => {
    if (typeof value === 'string') return value;
    return isResolved(value) ? asText(value) : undefined;
  },
  ...resolvedOnly({
    trim: (args) => textAt(args, 0).trim(),
    startsWith: (args) => lower(args, 0).startsWith(lower(args, 1)),
    endsWith: (args) => lower(args, 0).endsWith(lower(args, 1)),
    replace: (args) => textAt(args, 0).replaceAll(textAt(args, 1), () => textAt(args, 2)),
    substring: ([text, start, length]) => {
      const [from, count] = [Number(start), length === undefined ? undefined : Number(length)];
      const value = textAt([text as ArmValue], 0);
      if (!(from >= 0) || from + (count ?? 0) > value.length)
        throw new InvalidArguments('the range is not in the string');
      return value.slice(from, count === undefined ? undefined : from + count);
    },
    padLeft: ([text, length, character = ' ']) =>
      String(text).padStart(Math.min(Number(length), 1000), String(character)),
    base64: (args) => Buffer.from(textAt(args, 0)).toString('base64'),
    base64ToString: (args) => Buffer.from(textAt(args, 0), 'base64').toString(),
    base64ToJson: (args) => jsonOf(Buffer.from(textAt(args, 0), 'base64').toString()),
    json: (args) => jsonOf(textAt(args, 0)),
    uriComponent: (args) => encodeURIComponent(textAt(args, 0)),
    uriComponentToString: (args) => decodeURIComponent(textAt(args, 0)),
  }),
};

function lower(args: readonly ArmValue[], index: number): string {
  return textAt(args, index).toLowerCase();
}

function jsonOf(text: string): ArmValue {
  try {
    return JSON.parse(text) as ArmValue;
  } catch {
    throw new InvalidArguments('the text is not JSON');
  }
}

/** Formats a string by the composite format of .NET, without alignment and with the format of decimal digits only. */
function formatted(template: string, values: readonly ArmValue[]): ArmValue | undefined {
  let isSupported = true;
  const text = template.replace(
    /\{\{|\}\}|\{(\d+)(?::([^{}]*))?\}/g,
    (part, index: string | undefined, specifier: string | undefined) => {
      if (index === undefined) return part[0] as string;
      const value = values[Number(index)];
      const digits = /^(?:[dD](\d+)|(0+))$/.exec(specifier ?? '');
      if (value === undefined || (specifier !== undefined && (!digits || typeof value !== 'number'))) {
        isSupported = false;
        return '';
      }
      if (!digits) return asText(value);
      return String(value).padStart(Math.min(Number(digits[1] ?? digits[2]?.length), 100), '0');
    },
  );
  return isSupported ? text : undefined;
}

/** Functions whose results are in lower case, and without a slash. */
const LOWER_CASE = /^(uniqueString|guid|newGuid)\(|^subscription\(\)\.(subscriptionId|tenantId)$/i;
/** Values without a slash. */
const ATOMIC = /^resourceGroup\([^)]*\)\.(name|location)$/i;

function withCase(text: ArmValue | undefined, name: 'toLower' | 'toUpper'): ArmValue | undefined {
  if (typeof text !== 'string') return undefined;
  const change = (part: string) => (name === 'toLower' ? part.toLowerCase() : part.toUpperCase());
  return mapParts(text, change, (part) =>
    name === 'toLower' && LOWER_CASE.test(part) ? part : `${name}(${part})`,
  );
}

function splitText(text: ArmValue | undefined, delimiters: ArmValue | undefined): ArmValue | undefined {
  if (typeof text !== 'string' || delimiters === undefined || !isResolved(delimiters)) return undefined;
  const separators = isArray(delimiters) ? delimiters.map(String) : [String(delimiters)];
  if (hasMarks(text)) {
    let isAtomic = separators.length === 1 && separators[0] === '/';
    replaceMarks(text, (part) => {
      isAtomic &&= LOWER_CASE.test(part) || ATOMIC.test(part);
      return '';
    });
    if (!isAtomic) return undefined;
  }
  let parts = [text];
  for (const separator of separators) parts = parts.flatMap((part) => splitOutsideMarks(part, separator));
  return parts;
}

/** Returns an unresolved string that consists of one expression as the unresolved value. */
export function simplified(value: ArmValue): ArmValue {
  if (typeof value !== 'string' || !hasMarks(value)) return value;
  let [count, expression] = [0, ''];
  const rest = replaceMarks(value, (part) => {
    count++;
    expression = part;
    return '';
  });
  return count === 1 && rest === '' ? new Unresolved(expression) : value;
}
