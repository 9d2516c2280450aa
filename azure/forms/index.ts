import type { AzureForm } from './azure-form';
import { BLOB_FORM } from './blob';

/** All forms of Azure flow logs. The first form that recognizes a source reads it: put the more specific form first. */
export const AZURE_FORMS: readonly AzureForm[] = [BLOB_FORM];
