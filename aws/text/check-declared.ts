import { InputError, InputErrorCode } from '../../flows/input/input-error';
import type { LogFormat } from '../format';

/** @throws InputError if the names of a header line differ from those of the declared format */
export function checkDeclared(
  names: readonly string[],
  declared: LogFormat | undefined,
  lineNumber: number,
): void {
  if (!declared || names.join(' ') === declared.names.join(' ')) return;
  throw new InputError(
    InputErrorCode.FORMAT_DISAGREES,
    `line ${lineNumber} is a header that differs from the declared format. Declared: ${declared.names.join(' ')}. ` +
      `Received: ${names.join(' ')}. Remove the declared format, or declare this one.`,
  );
}
