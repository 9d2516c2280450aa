import type { Beginning } from '../../flows/input/beginning';
import { type Recognized, recognize } from '../../flows/input/recognize';
import type { AzureForm } from './azure-form';
import { BLOB_FORM } from './blob';
import { AZURE_FORMS } from './index';

/** Returns the form of an Azure source: by its content, or else that of a blob. */
export function recognizeAzure(beginning: Beginning): Recognized<AzureForm> {
  return recognize(beginning, AZURE_FORMS) ?? { form: BLOB_FORM, reason: 'the source is a blob by its path' };
}
