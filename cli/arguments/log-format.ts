import { formatNamed, LogFormat, LogFormatError, NAMED_FORMATS } from '../../aws/format';
import { didYouMean } from '../../flows/did-you-mean';
import { shown } from '../../flows/shown';
import { UserError } from '../user-error';

const NAMES = NAMED_FORMATS.map(({ name }) => name);

/** What `--format` accepts, for help texts. */
export const FORMAT_ARGUMENT = `${NAMES.join(', ')}, or names of fields such as 'version srcaddr dstaddr'`;

/**
 * Parses a log format from the command line: the name of a format, or the names of its fields, with or without `${}`.
 *
 * @throws UserError that lists every problem of the format
 */
export function parseLogFormat(text: string): LogFormat {
  const named = formatNamed(text);
  if (named) return named;
  const similar = similarName(text);
  try {
    const format = LogFormat.fromNames(text);
    if (format.fields.length > format.unknownFields.length) return format;
  } catch (error) {
    if (!(error instanceof LogFormatError)) throw error;
    if (similar === undefined) throw new UserError(error.message);
  }
  const hint = similar === undefined ? '' : ` Did you mean "${similar}"?`;
  throw new UserError(
    `${shown(text)} is neither the name of a format nor a list of known fields.${hint} The formats are ` +
      `${NAMES.join(', ')}. To list all fields, run \`flow-logs format show\``,
  );
}

/** The format whose name a text probably means; undefined if the text is no single word. */
function similarName(text: string): string | undefined {
  return /^[\w-]+$/.test(text) ? didYouMean(text, NAMES) : undefined;
}
