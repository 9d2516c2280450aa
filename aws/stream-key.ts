/** Sources of streamed records. */
export enum StreamSource {
  /** A flow log that delivers to a Firehose stream. */
  FIREHOSE = 'firehose',
  /** A log group with flow logs, whose subscription delivers to a Firehose stream. */
  CLOUD_WATCH = 'cloudwatch',
}

/** Parts of the prefix under which a stream delivers. */
export interface StreamKeyParts {
  readonly via: StreamSource;
  /** Account that owns the stream. Can be a deploy-time token. */
  readonly account: string;
  /** Region of the stream. Can be a deploy-time token. */
  readonly region: string;
  /** Id of the record format in the configuration of the normalizer: 1 to 64 letters, digits, `_` and `-`. */
  readonly formatId: string;
}

/** Prefixes of a Firehose stream. Firehose evaluates the expressions in them. */
export interface StreamPrefixes {
  /** Prefix of the delivered objects. */
  readonly prefix: string;
  /** Folders that the stream writes to, without a trailing slash. */
  readonly folders: readonly string[];
  /** Prefix of the objects that failed. The normalizer does not read them. */
  readonly errorPrefix: string;
}

/** Parts of the key of a streamed object. */
export interface StreamKey {
  readonly via: StreamSource;
  readonly accountId: string;
  readonly region: string;
  /** Id of the record format. */
  readonly formatId: string;
  /** Name of the stream if flow logs deliver to it. Records from CloudWatch Logs contain their log group instead. */
  readonly flowLogId?: string;
  /** Day of the delivery (UTC), `YYYY-MM-DD`. */
  readonly day: string;
}

/** Folders for delivered objects and for objects that failed. */
export const STREAMS = 'streams';
export const STREAM_ERRORS = 'stream-errors';

const FORMAT_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** The end of a file name that Firehose assigns: the time and a UUID, before an extension or a version. */
const TIME_AND_ID = /-\d{4}(?:-\d{2}){5}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:[.?]|$)/;
const STREAM_NAME = /^[A-Za-z0-9_.-]{1,64}$/;
const STREAM_VERSION = /^\d+$/;

/** The folders of a key, from `streams` on, without the file. */
const FOLDERS = [
  new RegExp(`^${STREAMS}$`),
  new RegExp(`^(?:${Object.values(StreamSource).join('|')})$`),
  /^\d{12}$/,
  /^[a-z0-9-]+$/,
  FORMAT_ID,
  /^\d{4}$/,
  /^\d{2}$/,
  /^\d{2}$/,
  /^\d{2}$/,
];

/**
 * Creates the prefixes of a Firehose stream. `parseStreamKey` parses the keys of its objects.
 *
 * Source: Amazon Data Firehose Developer Guide, "Custom prefixes for Amazon S3 objects".
 *
 * @throws Error if the format id contains characters that are not allowed in the key
 */
export function streamPrefix({ via, account, region, formatId }: StreamKeyParts): StreamPrefixes {
  if (!FORMAT_ID.test(formatId)) {
    throw new Error(
      `expected a format id of 1 to 64 letters, digits, _ and -, received ${JSON.stringify(formatId)}`,
    );
  }
  const path = `${via}/${account}/${region}/${formatId}`;
  const folder = `${STREAMS}/${path}`;
  const errors = `${STREAM_ERRORS}/${path}`;
  const time = '!{timestamp:yyyy/MM/dd/HH}';
  return {
    prefix: `${folder}/${time}/`,
    folders: [folder, errors],
    errorPrefix: `${errors}/!{firehose:error-output-type}/${time}/`,
  };
}

/** Parses the key of an object that a stream delivered, below any folder. Returns undefined for any other key. */
export function parseStreamKey(key: string): StreamKey | undefined {
  const all = key.split('/');
  const file = all.pop() as string;
  const folders = all.slice(-FOLDERS.length);
  if (file === '' || !FOLDERS.every((folder, index) => folder.test(folders[index] ?? ''))) return undefined;
  const [, via, accountId, region, formatId, year, month, day] = folders as [string, ...string[]];
  const stream = via === StreamSource.FIREHOSE ? firehoseStream(file) : undefined;
  return {
    via: via as StreamSource,
    accountId: accountId as string,
    region: region as string,
    formatId: formatId as string,
    ...(stream === undefined ? {} : { flowLogId: stream }),
    day: `${year}-${month}-${day}`,
  };
}

/**
 * Returns the stream in the file name of an object; undefined if Firehose did not assign the name.
 *
 * Source: Amazon Data Firehose Developer Guide, "Amazon S3 object name format".
 */
export function firehoseStream(fileName: string): string | undefined {
  const end = TIME_AND_ID.exec(fileName)?.index ?? 0;
  const dash = fileName.lastIndexOf('-', end - 1);
  const stream = fileName.slice(0, Math.max(0, dash));
  return STREAM_NAME.test(stream) && STREAM_VERSION.test(fileName.slice(dash + 1, end)) ? stream : undefined;
}
