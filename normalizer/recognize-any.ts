import type { LogFormat } from '../aws/format';
import type { AwsForm } from '../aws/forms/aws-form';
import { AWS_FOREIGN_FORMS } from '../aws/forms/foreign';
import { AWS_FORMS } from '../aws/forms/index';
import { textWithoutHeader } from '../aws/forms/recognize-aws';
import type { AzureForm } from '../azure/forms/azure-form';
import { AZURE_EXPORTS } from '../azure/forms/exports';
import { AZURE_FOREIGN_FORMS } from '../azure/forms/foreign';
import { AZURE_FORMS } from '../azure/forms/index';
import { recognizeAzure } from '../azure/forms/recognize-azure';
import { parseBlobPath } from '../azure/records/blob-path';
import type { Beginning } from '../flows/input/beginning';
import { FOREIGN_FILES } from '../flows/input/foreign';
import type { ForeignForm } from '../flows/input/input-form';
import { memberPath } from '../flows/input/member-path';
import { type Recognized, recognize, rejectForeign } from '../flows/input/recognize';

/**
 * Every form that the normalizer reads. The first form that recognizes a source reads it. Forms of Azure come first: they
 * recognize records, and some forms of AWS only the envelope around them.
 */
export const ALL_FORMS: readonly (AwsForm | AzureForm)[] = [...AZURE_FORMS, ...AWS_FORMS];

/** Every form of file that is no flow log, whatever its members are. */
export const FOREIGN_FORMS: readonly ForeignForm[] = [
  ...AWS_FOREIGN_FORMS,
  ...AZURE_EXPORTS,
  ...FOREIGN_FILES,
];

/** Every form of file that is named as no flow log, also those that only an unrecognized source is compared with. */
export const ALL_FOREIGN_FORMS: readonly ForeignForm[] = [...FOREIGN_FORMS, ...AZURE_FOREIGN_FORMS];

/**
 * Returns the form of a source: by its content, or else by its path, or else text of the declared format.
 *
 * @throws InputError if the source is no flow log, or if it has no header and no format is declared
 */
export function recognizeAny(beginning: Beginning, format?: LogFormat): Recognized<AwsForm | AzureForm> {
  rejectForeign(beginning, FOREIGN_FORMS);
  const recognized = recognize(beginning, ALL_FORMS);
  if (recognized) return recognized;
  if (parseBlobPath(memberPath(beginning.source))) return recognizeAzure(beginning);
  rejectForeign(beginning, AZURE_FOREIGN_FORMS);
  return textWithoutHeader(beginning, format);
}
