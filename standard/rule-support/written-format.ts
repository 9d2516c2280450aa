import { FIELDS_BY_NAME, kindsThatFill, ResourceKind } from '../../aws/fields';
import { isTransitGatewayKind, resourceKindOfTarget } from '../../aws/flow-log';
import { FormatProblemKind, knownFieldLike, LogFormat } from '../../aws/format';
import { type ParsedFormat, parseFormat } from '../../aws/format/parse-format';
import { type AwsFlowLog, known, unknown, unknownAt, type Value } from '../facts';

/** The log format of a flow log; the default of AWS if none is set. */
export function formatTextOf(text: string | undefined, { targetKind }: AwsFlowLog): string {
  if (text !== undefined) return text;
  const transit = targetKind.known && isTransitGatewayKind(targetKind.value);
  return (transit ? LogFormat.TRANSIT_GATEWAY : LogFormat.AWS_DEFAULT).toString();
}

/** The fields and the problems of a log format; of the default of AWS if none is set. */
export function parsedFormat(text: string | undefined, flowLog: AwsFlowLog): ParsedFormat {
  return parseFormat(formatTextOf(text, flowLog));
}

/** The log format of a flow log, with its fields and problems. */
export interface WrittenFormat {
  readonly text: string;
  /** Whether the artifact sets it; otherwise AWS uses its default. */
  readonly isGiven: boolean;
  /** Distinct names of its fields. */
  readonly names: readonly string[];
  readonly problems: ParsedFormat['problems'];
}

/** Returns the log format of a flow log. The default of AWS depends on the target. */
export function writtenFormat(flowLog: AwsFlowLog): Value<WrittenFormat> {
  const { format } = flowLog;
  if (!format.known) return unknownAt(format);
  const kind = resourceKindOf(flowLog);
  if (format.value === undefined && !kind.known) return unknownAt(kind);
  const text = formatTextOf(format.value, flowLog);
  const { fields, problems } = parseFormat(text);
  const names = [...new Set(fields.map(({ name }) => name))];
  return known({ text, isGiven: format.value !== undefined, names, problems }, format.at);
}

/** The resource kind of the target, which determines the available fields. */
export function resourceKindOf({ targetKind }: AwsFlowLog): Value<ResourceKind> {
  if (!targetKind.known) return unknownAt(targetKind);
  const kind = resourceKindOfTarget(targetKind.value);
  return kind
    ? known(kind, targetKind.at)
    : unknown(`${JSON.stringify(targetKind.value)} is not a valid target kind`, targetKind.at);
}

/** Whether every kind of resource can fill a field. */
export function isForAll(name: string): boolean {
  return kindsThatFill(name).size === Object.values(ResourceKind).length;
}

/** The log format with these fields. */
export function placeholders(names: readonly string[]): string {
  return names.map((name) => `\${${name}}`).join(' ');
}

/** A log format with corrected names and without duplicates; `undefined` if a name resembles no known field. */
export function suggestedFix(text: string): string | undefined {
  const names = parseFormat(text).problems.reduce<string[] | undefined>(
    (all, { kind, text: word }) => {
      if (kind === FormatProblemKind.DUPLICATE) return all;
      const name = word.replace(/^\$\{([^${}]*)\}$/, '$1');
      const near = FIELDS_BY_NAME.has(name) ? name : knownFieldLike(name);
      if (!all || near === undefined) return undefined;
      return all.map((each) => (each === word ? `\${${near}}` : each));
    },
    text.split(/\s+/).filter((word) => word !== ''),
  );
  if (!names) return undefined;
  const result = [...new Set(names)].join(' ');
  return parseFormat(result).problems.length === 0 ? result : undefined;
}
