import { columnsOf } from './columns';

/** Why a record could not become a row. */
export enum RejectCode {
  TOO_FEW_FIELDS = 'too-few-fields',
  TOO_MANY_FIELDS = 'too-many-fields',
  NOT_A_NUMBER = 'not-a-number',
  OUT_OF_RANGE = 'out-of-range',
  IMPOSSIBLE_ADDRESS = 'impossible-address',
  IMPOSSIBLE_TIME = 'impossible-time',
  IMPOSSIBLE_REGION = 'impossible-region',
  UNKNOWN_WORD = 'unknown-word',
  CONTROL_CHARACTER = 'control-character',
  NOT_UTF8 = 'not-utf8',
  LINE_TOO_LONG = 'line-too-long',
  /** The source has something else where a record should be. */
  NOT_A_RECORD = 'not-a-record',
}

/** A record that could not become a row. It goes to the table `rejects`, which has everything needed to replay it. */
export interface Reject {
  /** Position in the source, with the numbering of `source_row` in rows. */
  readonly sourceRow: bigint;
  /** The first problem found. */
  readonly code: RejectCode;
  /** All problems as text: the field, and the value received. */
  readonly detail: string;
  /** The record as text. */
  readonly raw: string;
  /** The bytes of the record, if they are not valid UTF-8, so that `raw` cannot contain them. */
  readonly rawBytes?: Uint8Array;
  /**
   * Account and flow log, if the source names none.
   *
   * @default - those of the source
   */
  readonly accountId?: string;
  readonly flowLogId?: string;
}

/** The columns of `rejects`, in the table's order. */
// biome-ignore format: a table reads best as a table
export const REJECT_COLUMNS = columnsOf([
  ['cloud',       'text',     'never',                    'cloud.provider',                'cloud that wrote the record'],
  ['account_id',  'text',     'source names none',        'cloud.account.uid',             'account or subscription that owns the flow log'],
  ['region',      'text',     'source names none',        'cloud.region',                  'region of the flow log'],
  ['flow_log_id', 'text',     'source names none',        'unmapped',                      'id of the flow log that delivered the record'],
  ['source',      'text',     'never',                    'unmapped',                      'object key or blob path the record was read from'],
  ['source_row',  'position', 'never',                    'metadata.sequence',             'position in the source, as in the table flows'],
  ['code',        'text',     'never',                    'status_code',                   'the first problem, as a code'],
  ['detail',      'text',     'never',                    'status_detail',                 'all problems, as text'],
  ['raw',         'text',     'never',                    'raw_data',                      'the record as text'],
  ['raw_base64',  'text',     'the record is valid UTF-8', 'raw_data',                     'the bytes of the record in base64, if they are not valid UTF-8'],
  ['records',     'number',   'files of an earlier version', 'unmapped',                   'records for which the row stands: 1, or more after the first 100,000 rejects or 64 MiB of text of a source; then `raw` is the first of them'],
]);
