import { joinText, textOf } from '../settle';
import { Failure, type TerraformValue, Unresolved } from '../terraform-value';
import { listOf, ofTexts, type TerraformFunction } from './terraform-function';

/** `%s`, `%05d`, `%q`, `%%` and the like. */
const VERB = /%(?:%|([-+ #0]*)((?:[1-9]\d*)?)(?:\.\d+)?([a-zA-Z]))/g;

/** Functions of text. Source: Terraform, "String Functions". */
export const TEXT_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  format: ([pattern = null, ...args]) => format(pattern, args),
  formatlist: ([pattern = null, ...args]) => formatList(pattern, args),
  join: ([separator = null, ...lists]) => join(separator, lists),
  split: ofTexts((separator = '', text = '') => (text === '' ? [''] : text.split(separator))),
  lower: ofTexts((text = '') => text.toLowerCase()),
  upper: ofTexts((text = '') => text.toUpperCase()),
  title: ofTexts((text = '') => text.replace(/(^|[^\p{L}\p{N}_'])(\p{L})/gu, (whole) => whole.toUpperCase())),
  indent: ofTexts((spaces = '', text = '') =>
    Number(spaces) >= 0 && Number(spaces) <= 1000
      ? text.replaceAll('\n', `\n${' '.repeat(Number(spaces))}`)
      : new Failure('the number of spaces is not valid'),
  ),
  trim: ofTexts((text = '', characters = '') => trimmed(text, characters)),
  trimspace: ofTexts((text = '') => text.trim()),
  trimprefix: ofTexts((text = '', prefix = '') =>
    prefix !== '' && text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  trimsuffix: ofTexts((text = '', suffix = '') =>
    suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  ),
  chomp: ofTexts((text = '') => withoutLineEnds(text)),
  startswith: ofTexts((text = '', prefix = '') => text.startsWith(prefix)),
  endswith: ofTexts((text = '', suffix = '') => text.endsWith(suffix)),
  strcontains: ofTexts((text = '', part = '') => text.includes(part)),
  strrev: ofTexts((text = '') => [...text].reverse().join('')),
  substr: ofTexts((text = '', offset = '', length = '') => substring(text, Number(offset), Number(length))),
  replace: ofTexts((text = '', search = '', replacement = '') =>
    /^\/.+\/$/.test(search)
      ? new Unresolved('it is the result of a replacement by a regular expression')
      : text.replaceAll(search, () => replacement),
  ),
};

function trimmed(text: string, characters: string): string {
  const all = [...text];
  const isCut = (character: string | undefined) => character !== undefined && characters.includes(character);
  let [start, end] = [0, all.length];
  while (start < end && isCut(all[start])) start++;
  while (end > start && isCut(all[end - 1])) end--;
  return all.slice(start, end).join('');
}

function substring(text: string, offset: number, length: number): TerraformValue {
  if (Number.isNaN(offset) || Number.isNaN(length)) return new Failure('it is not a number');
  const characters = [...text];
  const start = offset < 0 ? Math.max(0, characters.length + offset) : offset;
  return characters.slice(start, length < 0 ? undefined : start + length).join('');
}

/** Joins texts. Attributes that are unknown before the apply remain parts of the text. */
function join(separator: TerraformValue, lists: readonly TerraformValue[]): TerraformValue {
  const parts: TerraformValue[] = [];
  for (const list of lists) {
    const items = listOf(list);
    if (items instanceof Unresolved) return items;
    for (const item of items) parts.push(...(parts.length > 0 ? [separator] : []), item);
  }
  return joinText(parts);
}

function format(pattern: TerraformValue, args: readonly TerraformValue[]): TerraformValue {
  const text = textOf(pattern);
  if (text instanceof Unresolved) return text;
  const parts: TerraformValue[] = [];
  let [end, next] = [0, 0];
  for (const match of text.matchAll(VERB)) {
    const [whole, flags = '', width = '', verb] = match;
    parts.push(text.slice(end, match.index));
    end = match.index + whole.length;
    if (verb === undefined) parts.push('%');
    else parts.push(formatted(args[next++], verb, flags, Number(width)));
  }
  parts.push(text.slice(end));
  return next > args.length ? new Failure('format has too few arguments') : joinText(parts);
}

function formatted(
  value: TerraformValue | undefined,
  verb: string,
  flags: string,
  width: number,
): TerraformValue {
  if (value === undefined) return new Failure('format has too few arguments');
  if (verb === 's' && width === 0) return value;
  const text = textOf(value);
  if (text instanceof Unresolved) return text;
  if (!['s', 'd', 'v', 'q', 't'].includes(verb) || width > 1000)
    return new Unresolved(`it is formatted by %${verb}`);
  const rendered = verb === 'q' ? JSON.stringify(text) : text;
  if (flags.includes('-')) return rendered.padEnd(width);
  return rendered.padStart(width, flags.includes('0') ? '0' : ' ');
}

/** Formats each element. Arguments that are not lists are repeated. */
function formatList(pattern: TerraformValue, args: readonly TerraformValue[]): TerraformValue {
  const lists = args.map((arg) => (arg instanceof Unresolved ? arg : listOf(arg)));
  const open = args.find((arg) => arg instanceof Unresolved && !(arg instanceof Failure));
  if (open instanceof Unresolved) return open;
  const lengths = lists.flatMap((list) => (Array.isArray(list) ? [list.length] : []));
  const count = lengths.length === 0 ? 1 : Math.min(...lengths);
  return Array.from({ length: count }, (_, index) =>
    format(
      pattern,
      args.map((arg, at) => {
        const list = lists[at];
        return Array.isArray(list) ? (list[index] as TerraformValue) : arg;
      }),
    ),
  );
}

function withoutLineEnds(text: string): string {
  let end = text.length;
  while (end > 0 && '\r\n'.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
