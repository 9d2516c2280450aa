import { LogFormat } from '../../aws/format';
import { type ParsedFormat, parseFormat } from '../../aws/format/parse-format';
import type { AwsFlowLog } from '../facts';
import { isTransitGatewayKind } from '../facts/target-kinds';

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

/** Fields as a format has them. */
export function placeholders(names: readonly string[]): string {
  return names.map((name) => `\${${name}}`).join(' ');
}
