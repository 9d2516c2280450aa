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
  /** What should hold a record holds none. */
  NOT_A_RECORD = 'not-a-record',
}

/** A record that was read but kept aside, with all that is needed to look at it again. */
export interface Reject {
  /** Position in the source; the same numbering as `source_row` of the rows. */
  readonly sourceRow: bigint;
  /** The first problem found. */
  readonly code: RejectCode;
  /** All problems, in words: what was seen, in which field. */
  readonly detail: string;
  /** The record as text. */
  readonly raw: string;
  /** The record's bytes, where they are not valid UTF-8 and `raw` can not show them. */
  readonly rawBytes?: Uint8Array;
  /**
   * Account and flow log, where the source itself names none.
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
  ['detail',      'text',     'never',                    'status_detail',                 'all problems, in words'],
  ['raw',         'text',     'never',                    'raw_data',                      'the record as text'],
  ['raw_base64',  'text',     'the text says it all',     'raw_data',                      'the record\'s bytes in base64, where they are not valid UTF-8'],
]);
