import type { Beginning } from '../../flows/input/beginning';
import { InputError, InputErrorCode } from '../../flows/input/input-error';
import { type Recognized, recognize } from '../../flows/input/recognize';
import { shown } from '../../flows/shown';
import type { LogFormat } from '../format';
import type { AwsForm } from './aws-form';
import { AWS_FORMS } from './index';
import { TEXT_FORM } from './text';

const SHOWN_LENGTH = 80;
const JSON_OPENER = /^\s*[[{]/;

/**
 * Returns the form of an AWS source: by its content, or else text of the declared format.
 *
 * @throws InputError if the source is no flow log, or if it has no header and no format is declared
 */
export function recognizeAws(beginning: Beginning, format?: LogFormat): Recognized<AwsForm> {
  return recognize(beginning, AWS_FORMS) ?? unrecognizedText(beginning, format);
}

/** The form of a source that no form recognizes: text of the declared format. */
export function unrecognizedText(beginning: Beginning, format?: LogFormat): Recognized<AwsForm> {
  const { text, isWhole, firstLine } = beginning;
  if (JSON_OPENER.test(text)) {
    throw new InputError(
      InputErrorCode.DAMAGED,
      `expected a flow log, received JSON of an unknown kind: ${shown(text.trimStart(), SHOWN_LENGTH)}`,
    );
  }
  if (format) return { form: TEXT_FORM, reason: 'the format is declared' };
  if (isWhole && firstLine === undefined)
    return { form: TEXT_FORM, reason: 'the source has blank lines only' };
  throw new InputError(
    InputErrorCode.NO_FORMAT,
    `expected a header in the first line, because no format is declared; received ` +
      `${shown(firstLine ?? text, SHOWN_LENGTH)}. Declare the format of the flow log.`,
  );
}
