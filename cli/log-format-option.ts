import { LogFormat, LogFormatError } from '../aws/format';
import { UsageError } from './exit';

/** A log format given on the command line. */
export function logFormatOf(text: string): LogFormat {
  try {
    return LogFormat.parse(text);
  } catch (error) {
    if (error instanceof LogFormatError) throw new UsageError(error.message);
    throw error;
  }
}
