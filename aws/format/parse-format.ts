import { didYouMean } from '../../flows/did-you-mean';
import { FIELDS_BY_NAME, type FlowField, isTgwOnly, isVpcOnly, TgwField, UnknownField } from '../fields';
import { type FormatProblem, FormatProblemKind } from './format-problem';
import { interpolationProblem } from './interpolation-mark';

/** A word of a format string and where it stands. */
interface Word {
  readonly text: string;
  readonly offset: number;
}

/** What a format string says: its fields, and all problems in order of their position. */
export interface ParsedFormat {
  readonly fields: FlowField[];
  readonly problems: FormatProblem[];
}

/** How a parser takes a well-formed name that is in no catalogue. */
export enum UnknownNames {
  ARE_PROBLEMS = 'are-problems',
  ARE_FIELDS = 'are-fields',
}

const PLACEHOLDER = /^\$\{([^${}!]*)\}$/;
const FIELD_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** What a template string or a shell leaves in the place of a placeholder it has swallowed. */
const LEFT_BEHIND = new Set(['undefined', 'null', 'NaN', 'false', 'true', '[object', 'Object]']);
const QUOTING_HELP =
  'it seems that a template string or a shell has swallowed the placeholders: use single quotes, ' +
  'or typed fields (LogFormat.of)';

/** Parses a format string such as `${version} ${srcaddr}`. Collects every problem instead of stopping at one. */
export function parseFormat(format: string, unknownNames = UnknownNames.ARE_PROBLEMS): ParsedFormat {
  const words = [...format.matchAll(/\S+/g)].map(({ 0: text, index: offset }): Word => ({ text, offset }));
  if (words.length === 0) {
    const message = `no fields: write them as \${name}, separated by spaces; ${QUOTING_HELP}`;
    return { fields: [], problems: [{ kind: FormatProblemKind.EMPTY, text: format, offset: 0, message }] };
  }
  const found: { field: FlowField; offset: number }[] = [];
  const problems: FormatProblem[] = [];
  for (const word of words) {
    const name = PLACEHOLDER.exec(word.text)?.[1];
    const field = name === undefined ? undefined : fieldNamed(name, unknownNames);
    if (field) found.push({ field, offset: word.offset });
    else problems.push(name === undefined ? malformed(word) : unknown(name, word));
  }
  problems.push(...fieldProblems(found));
  problems.sort((a, b) => a.offset - b.offset);
  return { fields: ofOneKind(found.map(({ field }) => field)), problems };
}

function fieldNamed(name: string, unknownNames: UnknownNames): FlowField | undefined {
  const known = FIELDS_BY_NAME.get(name);
  if (known || unknownNames === UnknownNames.ARE_PROBLEMS || !FIELD_NAME.test(name)) return known;
  return new UnknownField(name);
}

/** Fields that both kinds of flow log have are those of the transit gateway, if another one says so. */
function ofOneKind(fields: FlowField[]): FlowField[] {
  if (!fields.some(({ name }) => isTgwOnly(name))) return fields;
  const byName = new Map<string, FlowField>(TgwField.all().map((field) => [field.name, field]));
  return fields.map((field) => byName.get(field.name) ?? field);
}

/** What can be wrong with fields that are each known: duplicates, and two kinds of flow log in one format. */
export function fieldProblems(found: readonly { field: FlowField; offset: number }[]): FormatProblem[] {
  const problems: FormatProblem[] = [];
  const seen = new Map<string, number>();
  for (const { field, offset } of found) {
    const first = seen.get(field.name);
    if (first === undefined) seen.set(field.name, offset);
    else {
      const message = `${field} stands twice, first at ${first}: remove one`;
      problems.push({ kind: FormatProblemKind.DUPLICATE, text: field.placeholder, offset, message });
    }
  }
  const vpc = found.find(({ field }) => isVpcOnly(field.name));
  const tgw = found.find(({ field }) => isTgwOnly(field.name));
  if (vpc && tgw) {
    const message = `${tgw.field} is a transit gateway field, ${vpc.field} a VPC field: no flow log has both`;
    const { field, offset } = vpc.offset > tgw.offset ? vpc : tgw;
    problems.push({ kind: FormatProblemKind.MIXED, text: field.placeholder, offset, message });
  }
  return problems;
}

/** A known field whose name is like this one, if there is one. */
export function knownFieldLike(name: string): string | undefined {
  return didYouMean(name.replaceAll('_', '-'), [...FIELDS_BY_NAME.keys()]);
}

function unknown(name: string, { text, offset }: Word): FormatProblem {
  const near = knownFieldLike(name);
  const hint = near ? `did you mean \${${near}}?` : 'see `flow-logs format show` for the names';
  return { kind: FormatProblemKind.UNKNOWN, text, offset, message: `unknown field ${text}: ${hint}` };
}

function malformed({ text, offset }: Word): FormatProblem {
  const swallowed = swallowedFault(text);
  return {
    kind: swallowed === undefined ? FormatProblemKind.MALFORMED : FormatProblemKind.INTERPOLATED,
    text,
    offset,
    message: `${JSON.stringify(text)} ${swallowed ?? fault(text)}`,
  };
}

/** What is wrong with the rest of a placeholder that something else took for its own. */
function swallowedFault(text: string): string | undefined {
  const mark = interpolationProblem(text);
  if (mark !== undefined) return mark;
  if (/^\$\$\{.*\}$/.test(text)) return 'is quoted for Terraform: outside of it, write one $';
  if (/^\$\{!.*\}$/.test(text)) return 'is quoted for Fn::Sub: outside of it, leave the ! out';
  if (LEFT_BEHIND.has(text)) return `is not a field: ${QUOTING_HELP}`;
  if (FIELDS_BY_NAME.has(text)) return undefined;
  const isEndOfOne = [...FIELDS_BY_NAME.keys()].some((known) => known.endsWith(`-${text.replace(/^-/, '')}`));
  return isEndOfOne ? `is not a field but the end of one: ${QUOTING_HELP}` : undefined;
}

function fault(text: string): string {
  const name = text.replace(/[^a-z0-9-]/g, '');
  if (/^(\$\{[^${}]*\}){2,}$/.test(text)) return 'runs fields together: put one space between them';
  if (/^\$\{/.test(text) && !text.includes('}')) return `is not closed: write \${${name}}`;
  if (FIELDS_BY_NAME.has(name)) return `is not a placeholder: write \${${name}}`;
  return 'is not a placeholder: write fields as ${name}, separated by spaces';
}
