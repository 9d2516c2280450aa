import type { AwsForm } from './aws-form';
import { CLOUDWATCH_EVENTS_TEXT_FORM } from './cloudwatch-events-text';
import { CLOUDWATCH_LINES_FORM } from './cloudwatch-lines';
import { CLOUDWATCH_LOG_EVENTS_FORM } from './cloudwatch-log-events';
import { CLOUDWATCH_SUBSCRIPTION_FORM } from './cloudwatch-subscription';
import { DELIMITED_FORM } from './delimited';
import { FIREHOSE_MESSAGES_FORM } from './firehose-messages';
import { JSON_FIELDS_FORM } from './json-fields';
import { LOGS_INSIGHTS_CSV_FORM } from './logs-insights-csv';
import { LOGS_INSIGHTS_RESULTS_FORM } from './logs-insights-results';
import { OCSF_JSON_FORM } from './ocsf-json';
import { PARQUET_FORM } from './parquet';
import { SEARCH_RESULTS_FORM } from './search-results';
import { STREAM_RECORDS_FORM } from './stream-records';
import { TEXT_FORM } from './text';

/** All forms of AWS flow logs. The first form that recognizes a source reads it: put the more specific form first. */
export const AWS_FORMS: readonly AwsForm[] = [
  DELIMITED_FORM,
  TEXT_FORM,
  CLOUDWATCH_LINES_FORM,
  CLOUDWATCH_EVENTS_TEXT_FORM,
  LOGS_INSIGHTS_CSV_FORM,
  PARQUET_FORM,
  OCSF_JSON_FORM,
  CLOUDWATCH_SUBSCRIPTION_FORM,
  CLOUDWATCH_LOG_EVENTS_FORM,
  LOGS_INSIGHTS_RESULTS_FORM,
  STREAM_RECORDS_FORM,
  SEARCH_RESULTS_FORM,
  JSON_FIELDS_FORM,
  FIREHOSE_MESSAGES_FORM,
];
