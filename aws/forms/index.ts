import type { AwsForm } from './aws-form';
import { CLOUDWATCH_SUBSCRIPTION_FORM } from './cloudwatch-subscription';
import { DELIMITED_FORM } from './delimited';
import { FIREHOSE_MESSAGES_FORM } from './firehose-messages';
import { PARQUET_FORM } from './parquet';
import { TEXT_FORM } from './text';

/** All forms of AWS flow logs. The first form that recognizes a source reads it: put the more specific form first. */
export const AWS_FORMS: readonly AwsForm[] = [
  DELIMITED_FORM,
  TEXT_FORM,
  PARQUET_FORM,
  CLOUDWATCH_SUBSCRIPTION_FORM,
  FIREHOSE_MESSAGES_FORM,
];
