import { formatOfText, type LogFormat, NAMED_FORMATS } from '../../aws/format';
import { UserError } from '../user-error';

/** What `--format` accepts, for help texts. */
export const FORMAT_ARGUMENT = `${NAMED_FORMATS.map(({ name }) => name).join(', ')}, or names of fields such as 'version srcaddr dstaddr'`;

/**
 * Parses a log format from the command line: the name of a format, or the names of its fields, with or without `${}`.
 *
 * @throws UserError that lists every problem of the format
 */
export function parseLogFormat(text: string): LogFormat {
  try {
    return formatOfText(text);
  } catch (error) {
    throw new UserError((error as Error).message);
  }
}
