import type { Beginning } from '../../flows/input/beginning';
import { FOREIGN_FILES } from '../../flows/input/foreign';
import { type Recognized, recognize, rejectForeign } from '../../flows/input/recognize';
import type { AzureForm } from './azure-form';
import { BLOB_FORM } from './blob';
import { AZURE_EXPORTS } from './exports';
import { AZURE_FORMS } from './index';

/**
 * Returns the form of an Azure source: by its content, or else that of a blob.
 *
 * @throws InputError if the source is no flow log
 */
export function recognizeAzure(beginning: Beginning): Recognized<AzureForm> {
  rejectForeign(beginning, [...AZURE_EXPORTS, ...FOREIGN_FILES]);
  return recognize(beginning, AZURE_FORMS) ?? { form: BLOB_FORM, reason: 'the source is a blob by its path' };
}
