import { FIELDS_BY_NAME, kindsThatFill, ResourceKind } from '../../aws/fields';
import { isTransitGatewayKind, resourceKindOfTarget } from '../../aws/flow-log';
import { FormatProblemKind, knownFieldLike, LogFormat } from '../../aws/format';
import { type ParsedFormat, parseFormat } from '../../aws/format/parse-format';
import { type AwsFlowLog, known, unknown, type Value } from '../facts';

/** What a flow log writes where it is given no format. */
export function formatTextOf(text: string | undefined, { targetKind }: AwsFlowLog): string {
  if (text !== undefined) return text;
  const transit = targetKind.known && isTransitGatewayKind(targetKind.value);
  return (transit ? LogFormat.TRANSIT_GATEWAY : LogFormat.AWS_DEFAULT).toString();
}

/** The fields of a format and what is wrong with it. */
export function parsedFormat(text: string | undefined, flowLog: AwsFlowLog): ParsedFormat {
  return parseFormat(formatTextOf(text, flowLog));
}

/** What a flow log writes, and what of it is wrong. */
export interface WrittenFormat {
  readonly text: string;
  /** Whether it was given: AWS has one of its own. */
  readonly isGiven: boolean;
  /** Names of its fields, each once. */
  readonly names: readonly string[];
  readonly problems: ParsedFormat['problems'];
}

/** What a flow log writes. AWS's own format is another one for transit gateways. */
export function writtenFormat(flowLog: AwsFlowLog): Value<WrittenFormat> {
  const { format } = flowLog;
  if (!format.known) return format;
  const kind = resourceKindOf(flowLog);
  if (format.value === undefined && !kind.known) return kind;
  const text = formatTextOf(format.value, flowLog);
  const { fields, problems } = parseFormat(text);
  const names = [...new Set(fields.map(({ name }) => name))];
  return known({ text, isGiven: format.value !== undefined, names, problems }, format.at);
}

/** What a flow log is put on, as far as its fields differ. */
export function resourceKindOf({ targetKind }: AwsFlowLog): Value<ResourceKind> {
  if (!targetKind.known) return targetKind;
  const kind = resourceKindOfTarget(targetKind.value);
  return kind
    ? known(kind, targetKind.at)
    : unknown(`${JSON.stringify(targetKind.value)} is no kind of target`, targetKind.at);
}

/** Names that every kind of target has a value for. */
export function isForAll(name: string): boolean {
  return kindsThatFill(name).size === Object.values(ResourceKind).length;
}

/** Fields as a format has them. */
export function placeholders(names: readonly string[]): string {
  return names.map((name) => `\${${name}}`).join(' ');
}

/** A format without its slips: names put right, each field once. Undefined where it can not be told what was meant. */
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
