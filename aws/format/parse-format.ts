import { didYouMean } from '../../flows/did-you-mean';
import { FIELDS_BY_NAME, type FlowField, isTgwOnly, isVpcOnly, TgwField, UnknownField } from '../fields';
import { fieldName, isFieldName } from './field-name';
import { fieldOfSynonym } from './field-synonyms';
import { type FormatProblem, FormatProblemKind } from './format-problem';
import { type InterpolatedPlaceholder, Interpolator, parseInterpolationMark } from './interpolation-mark';

/** A word of a format string. */
interface Word {
  readonly text: string;
  readonly offset: number;
}

/** A field and where it was found: offset in a format string, or position in a list of fields. */
export interface FoundField {
  readonly field: FlowField;
  readonly offset: number;
}

/** The result of parsing a format string. */
export interface ParsedFormat {
  /** The valid fields, in order. */
  readonly fields: FlowField[];
  /** All problems, in order of their offset. */
  readonly problems: FormatProblem[];
}

/** How the parser handles a well-formed name that is not in the catalogue of fields. */
export enum UnknownNames {
  ARE_PROBLEMS = 'are-problems',
  ARE_FIELDS = 'are-fields',
  /** A name similar to a known field is a problem; any other is a field. */
  ARE_FIELDS_UNLESS_SIMILAR = 'are-fields-unless-similar',
}

/** How the fields are written. */
export enum Notation {
  /** As AWS requires: `${account-id} ${srcaddr}`. */
  PLACEHOLDERS = 'placeholders',
  /** As headers and people write them: `account_id,SRCADDR ${dstaddr}`. */
  NAMES = 'names',
}

const PLACEHOLDER = /^\$\{([^${}!]*)\}$/;

/** Words that a template string or a shell writes in place of a placeholder. */
const INTERPOLATION_RESULTS = new Set(['undefined', 'null', 'NaN', 'false', 'true', '[object', 'Object]']);
const QUOTING_HELP =
  'If a template string or a shell interpolated the placeholders, write the format in single quotes or use typed ' +
  'fields: LogFormat.of(...).';

const WORDS: Readonly<Record<Notation, RegExp>> = {
  [Notation.PLACEHOLDERS]: /\S+/g,
  [Notation.NAMES]: /[^\s,]+/g,
};

/** Parses a format string such as `${version} ${srcaddr}`. Collects all problems. */
export function parseFormat(
  format: string,
  unknownNames = UnknownNames.ARE_PROBLEMS,
  notation = Notation.PLACEHOLDERS,
): ParsedFormat {
  const words = [...format.matchAll(WORDS[notation])].map(
    ({ 0: text, index: offset }): Word => ({ text, offset }),
  );
  if (words.length === 0) {
    const message = `LogFormat has no fields. Write fields as \${name}, separated by spaces. ${QUOTING_HELP}`;
    return { fields: [], problems: [{ kind: FormatProblemKind.EMPTY, text: format, offset: 0, message }] };
  }
  const found: FoundField[] = [];
  const problems: FormatProblem[] = [];
  for (const word of words) {
    const name = nameIn(word.text, notation);
    const field = name === undefined ? undefined : fieldNamed(name, unknownNames);
    if (field) found.push({ field, offset: word.offset });
    else problems.push(name === undefined ? malformed(word) : unknown(name, word));
  }
  problems.push(...fieldProblems(found, 'offset'));
  problems.sort((a, b) => a.offset - b.offset);
  return { fields: ofOneKind(found.map(({ field }) => field)), problems };
}

/** Returns undefined if a word does not have the notation. */
function nameIn(word: string, notation: Notation): string | undefined {
  if (notation === Notation.PLACEHOLDERS) return PLACEHOLDER.exec(word)?.[1];
  const name = fieldName(word);
  const isInterpolated =
    name === word && !FIELDS_BY_NAME.has(name) && interpolationResult(word) !== undefined;
  return isInterpolated ? undefined : name;
}

function fieldNamed(name: string, unknownNames: UnknownNames): FlowField | undefined {
  const known = FIELDS_BY_NAME.get(name);
  if (known || unknownNames === UnknownNames.ARE_PROBLEMS || !isFieldName(name)) return known;
  if (unknownNames === UnknownNames.ARE_FIELDS_UNLESS_SIMILAR && knownFieldLike(name)) return undefined;
  return new UnknownField(name);
}

/** If one field belongs to transit gateways only, replaces the fields that both kinds have with transit gateway fields. */
function ofOneKind(fields: FlowField[]): FlowField[] {
  if (!fields.some(({ name }) => isTgwOnly(name))) return fields;
  const byName = new Map<string, FlowField>(TgwField.all().map((field) => [field.name, field]));
  return fields.map((field) => byName.get(field.name) ?? field);
}

/** The problems of a list of valid fields: duplicates, and VPC fields together with transit gateway fields. */
export function fieldProblems(found: readonly FoundField[], unit: 'offset' | 'position'): FormatProblem[] {
  const problems: FormatProblem[] = [];
  const seen = new Map<string, number>();
  for (const { field, offset } of found) {
    const first = seen.get(field.name);
    if (first === undefined) seen.set(field.name, offset);
    else {
      const message = `LogFormat contains the field "${field.name}" twice, at ${unit}s ${first} and ${offset}. Remove one.`;
      problems.push({ kind: FormatProblemKind.DUPLICATE, text: field.placeholder, offset, message });
    }
  }
  const vpc = found.find(({ field }) => isVpcOnly(field.name));
  const tgw = found.find(({ field }) => isTgwOnly(field.name));
  if (vpc && tgw) {
    const { field, offset } = vpc.offset > tgw.offset ? vpc : tgw;
    const message =
      `LogFormat mixes the VPC field "${vpc.field.name}" with the transit gateway field "${tgw.field.name}" at ` +
      `${unit} ${offset}. A flow log has fields of one kind only. Remove the fields of the other kind.`;
    problems.push({ kind: FormatProblemKind.MIXED, text: field.placeholder, offset, message });
  }
  return problems;
}

/** The known field that a name probably means, by synonym or spelling; undefined if no field is similar. */
export function knownFieldLike(name: string): string | undefined {
  const synonym = fieldOfSynonym(name);
  return synonym ?? didYouMean(name.replaceAll('_', '-'), [...FIELDS_BY_NAME.keys()]);
}

function unknown(name: string, { text, offset }: Word): FormatProblem {
  const similar = knownFieldLike(name);
  const hint = similar ? `Did you mean "${similar}"?` : 'To list all fields, run `flow-logs format show`.';
  const message = `LogFormat contains the unknown field "${name}" at offset ${offset}. ${hint}`;
  return { kind: FormatProblemKind.UNKNOWN, text, offset, message };
}

function malformed({ text, offset }: Word): FormatProblem {
  const mark = parseInterpolationMark(text);
  const interpolated = mark ? interpolation(mark) : interpolationResult(text);
  const shown = JSON.stringify(mark ? `\${${mark.name}}` : text);
  return {
    kind: interpolated === undefined ? FormatProblemKind.MALFORMED : FormatProblemKind.INTERPOLATED,
    text,
    offset,
    message: `LogFormat contains ${shown} at offset ${offset}, which ${interpolated ?? syntaxError(text)}`,
  };
}

/** Completes "LogFormat contains ..., which" for a placeholder that an engine would interpolate. */
function interpolation({ interpolator, name }: InterpolatedPlaceholder): string {
  return interpolator === Interpolator.SUB
    ? `Fn::Sub replaces with a value of the template. Write \${!${name}}.`
    : `Terraform evaluates as an expression. Write $\${${name}}.`;
}

/** The same for what interpolation or another engine's escaping has left; undefined if the text looks like neither. */
function interpolationResult(text: string): string | undefined {
  if (/^\$\$\{.*\}$/.test(text)) return 'is escaped for Terraform. Outside Terraform, write one $.';
  if (/^\$\{!.*\}$/.test(text)) return 'is escaped for Fn::Sub. Outside Fn::Sub, remove the !.';
  if (INTERPOLATION_RESULTS.has(text)) return `is not a field. ${QUOTING_HELP}`;
  if (FIELDS_BY_NAME.has(text)) return undefined;
  const isEndOfName = [...FIELDS_BY_NAME.keys()].some((known) =>
    known.endsWith(`-${text.replace(/^-/, '')}`),
  );
  return isEndOfName ? `is only the end of a field name. ${QUOTING_HELP}` : undefined;
}

/** The same for any other text. */
function syntaxError(text: string): string {
  const name = text.replace(/[^a-z0-9-]/g, '');
  if (/^(\$\{[^${}]*\}){2,}$/.test(text)) return 'joins placeholders. Put one space between them.';
  if (/^\$\{/.test(text) && !text.includes('}')) return `is not closed. Write \${${name}}.`;
  if (FIELDS_BY_NAME.has(name)) return `is not a placeholder. Write \${${name}}.`;
  return 'is not a placeholder. Write fields as ${name}, separated by spaces.';
}
