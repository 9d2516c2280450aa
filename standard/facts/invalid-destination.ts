import { displayed, type PartialText, partsOf } from '../../flows/partial-text';
import { type Unknown, UnknownCause, unknown } from '../../flows/value';

const ARN_START = 'arn:';

/**
 * Returns an invalid destination for a text that starts like no ARN, whatever its unknown parts are: `s3://` before the name of a
 * bucket. Returns `undefined` if the text can be an ARN.
 *
 * Source: Amazon EC2 API Reference, "CreateFlowLogs", `LogDestination`.
 */
export function invalidDestination(text: PartialText, at?: string): Unknown<never> | undefined {
  const [start] = partsOf(text);
  if (typeof start !== 'string' || start === '') return undefined;
  if (start.startsWith(ARN_START) || (typeof text !== 'string' && ARN_START.startsWith(start)))
    return undefined;
  return unknown(`${displayed(text)} is not an ARN`, at, UnknownCause.INVALID);
}
