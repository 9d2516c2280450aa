import { LogFormat, LogFormatError } from '../../aws/format';
import { UserError } from '../user-error';

/**
 * Parses a log format from the command line.
 *
 * @throws UserError that lists every problem of the format
 */
export function parseLogFormat(text: string): LogFormat {
  try {
    return LogFormat.parse(text);
  } catch (error) {
    if (error instanceof LogFormatError) throw new UserError(error.message);
    throw error;
  }
}
