import { basename, sep } from 'node:path';
import { firehoseStream } from '../../aws/stream-key';
import { PARTITION_KEYS } from '../../flows/partition';
import { TABLE_DIRECTORIES } from '../../flows/table-writer';
import { SkipReason } from './source';

/** Extensions of files that can be flow logs. */
export const LOG_EXTENSIONS = [
  'log',
  'txt',
  'json',
  'ndjson',
  'jsonl',
  'csv',
  'tsv',
  'parquet',
  'parq',
  'out',
];

/** Extensions of archives, whose members are logs. */
const ARCHIVES = ['zip', 'tar', 'tgz', 'tbz2', 'tbz', 'tzst'];

/** Extensions of compressed files. */
const COMPRESSIONS = ['gz', 'gzip', 'zst', 'zstd', 'bz2'];

/** What log rotation appends: a number, or a date with or without a time. */
const ROTATION = String.raw`[.-]\d{1,14}(-\d{1,6})?`;

const LOG = String.raw`\.(${LOG_EXTENSIONS.join('|')})(${ROTATION})?(\.(${COMPRESSIONS.join('|')}))?`;
const LOG_NAME = new RegExp(`(${LOG}|\\.(${[...ARCHIVES, ...COMPRESSIONS].join('|')}))$`, 'i');

/** Paths of tables that `normalize` wrote: these are Parquet files too, but not raw flow logs. */
const OWN_TABLE = new RegExp(
  `(^|/)(${Object.values(TABLE_DIRECTORIES).join('|')})/${PARTITION_KEYS[0]}=[^/]*/`,
);

/**
 * Returns why a file in a directory, or an object below a prefix, is not taken for a raw flow log.
 *
 * @param path - the path or key, with `/` or the separator of the system
 */
export function nameProblem(path: string): SkipReason | undefined {
  const name = basename(path);
  if (OWN_TABLE.test(path.split(sep).join('/'))) return SkipReason.OWN_TABLE;
  return LOG_NAME.test(name) || firehoseStream(name) !== undefined ? undefined : SkipReason.NAME;
}
