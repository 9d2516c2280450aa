import type { AzureForm } from './azure-form';
import { BLOB_FORM } from './blob';
import { FLAT_FLOWS_FORM } from './flat-flows';
import { FORWARDED_RECORDS_FORM } from './forwarded-records';

/** All forms of Azure flow logs. The first form that recognizes a source reads it: put the more specific form first. */
export const AZURE_FORMS: readonly AzureForm[] = [BLOB_FORM, FORWARDED_RECORDS_FORM, FLAT_FLOWS_FORM];
