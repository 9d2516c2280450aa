import { didYouMean } from '../../flows/did-you-mean';
import { shown } from '../../flows/shown';
import { LogFormatError } from './format-problem';
import { LogFormat } from './log-format';
import { formatNamed, NAMED_FORMATS } from './named-formats';

const WORD = /^[\w-]+$/;
const NAMES = NAMED_FORMATS.map(({ name }) => name);

/**
 * Returns the format that a text specifies: the name of a format, or the names of its fields, with or without `${}`. The
 * command line and the deployed function accept the same texts.
 *
 * @throws LogFormatError that lists every problem of the fields
 * @throws Error if the text contains neither the name of a format nor a known field
 */
export function formatOfText(text: string): LogFormat {
  const named = formatNamed(text);
  if (named) return named;
  const similar = similarName(text);
  try {
    const format = LogFormat.fromNames(text);
    if (format.fields.length > format.unknownFields.length) return format;
  } catch (error) {
    if (!(error instanceof LogFormatError) || !WORD.test(text)) throw error;
  }
  const hint = similar === undefined ? '' : ` Did you mean "${similar}"?`;
  throw new Error(
    `${shown(text)} is neither the name of a format nor a list of known fields.${hint} The formats are ` +
      `${NAMES.join(', ')}. To list all fields, run \`flow-logs format show\``,
  );
}

/** The format whose name a text probably means; undefined if the text is no single word. */
function similarName(text: string): string | undefined {
  return WORD.test(text) ? didYouMean(text, NAMES) : undefined;
}
