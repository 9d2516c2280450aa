import type { Beginning } from '../../flows/input/beginning';
import { FOREIGN_FILES } from '../../flows/input/foreign';
import { InputError, InputErrorCode } from '../../flows/input/input-error';
import { type Recognized, recognize, rejectForeign } from '../../flows/input/recognize';
import { unrecognizedContent, unrecognizedTable, unrecognizedText } from '../../flows/input/unrecognized';
import { shown } from '../../flows/shown';
import type { LogFormat } from '../format';
import type { AwsForm } from './aws-form';
import { AWS_FOREIGN_FORMS } from './foreign';
import { AWS_FORMS } from './index';
import { fittingFormats, looksLikeRecord } from './suggest-formats';
import { TEXT_FORM } from './text';

const SHOWN_LENGTH = 80;
const FOREIGN_FORMS = [...AWS_FOREIGN_FORMS, ...FOREIGN_FILES];

/**
 * Returns the form of an AWS source: by its content, or else text of the declared format.
 *
 * @throws InputError if the source is no flow log, or if it has no header and no format is declared
 */
export function recognizeAws(beginning: Beginning, format?: LogFormat): Recognized<AwsForm> {
  rejectForeign(beginning, FOREIGN_FORMS);
  return recognize(beginning, AWS_FORMS) ?? textWithoutHeader(beginning, format);
}

/**
 * Returns the form of a source that no form recognizes: text of the declared format.
 *
 * @throws InputError if the source is not text, or if no format is declared
 */
export function textWithoutHeader(beginning: Beginning, format?: LogFormat): Recognized<AwsForm> {
  const { isWhole, firstLine } = beginning;
  const problem = unrecognizedContent(beginning);
  if (problem) throw problem;
  if (format) return { form: TEXT_FORM, reason: 'the format is declared' };
  if (isWhole && firstLine === undefined) {
    return { form: TEXT_FORM, reason: 'the source has blank lines only' };
  }
  throw firstLine === undefined ? noLine(beginning) : noFormat(firstLine, beginning);
}

function noLine({ head, bytes }: Beginning): InputError {
  if (head.trim() === '') {
    return new InputError(
      InputErrorCode.NOT_A_FLOW_LOG,
      `expected a flow log, received blank text: the first ${bytes.length} bytes have no record. Copy the file again.`,
    );
  }
  return new InputError(
    InputErrorCode.NO_FORMAT,
    `expected a header in the first line, because no format is declared; received more than ${bytes.length} bytes in one ` +
      'line. Flow logs have shorter lines: check the file, or declare the format of the flow log.',
  );
}

function noFormat(firstLine: string, beginning: Beginning): InputError {
  const { lines } = beginning;
  const fitting = fittingFormats(lines).map(({ name }) => `"${name}"`);
  if (fitting.length === 0 && !lines.some(looksLikeRecord)) {
    return unrecognizedTable(beginning) ?? unrecognizedText(beginning);
  }
  const received = `expected a header in line 1, because no format is declared; received ${shown(firstLine, SHOWN_LENGTH)}.`;
  const advice =
    fitting.length === 0
      ? 'Declare the format of the flow log.'
      : `The first lines are valid records of the format ${fitting.join(' and of ')}. If the flow log has this format, ` +
        'declare it.';
  return new InputError(InputErrorCode.NO_FORMAT, `${received} ${advice}`);
}
