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
const STREAMS = 'streams';
const ERRORS = 'stream-errors';

const FORMAT_ID = '[A-Za-z0-9_-]{1,64}';

/** File name that Firehose assigns: the stream, its version, the time and a UUID. */
const FILE = String.raw`(?<stream>[A-Za-z0-9_.-]{1,64})-\d+-\d{4}(?:-\d{2}){5}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`;

const KEY = new RegExp(
  String.raw`(?:^|/)${STREAMS}/(?<via>${Object.values(StreamSource).join('|')})/(?<account>\d{12})/(?<region>[a-z0-9-]+)/(?<formatId>${FORMAT_ID})/(?<year>\d{4})/(?<month>\d{2})/(?<day>\d{2})/\d{2}/(?<file>[^/]+)$`,
);
const FILE_NAME = new RegExp(`^${FILE}(?:[.?].*)?$`);

/**
 * Creates the prefixes of a Firehose stream. `parseStreamKey` parses the keys of its objects.
 *
 * Source: Amazon Data Firehose Developer Guide, "Custom prefixes for Amazon S3 objects".
 *
 * @throws Error if the format id contains characters that are not allowed in the key
 */
export function streamPrefix({ via, account, region, formatId }: StreamKeyParts): StreamPrefixes {
  if (!new RegExp(`^${FORMAT_ID}$`).test(formatId)) {
    throw new Error(
      `expected a format id of 1 to 64 letters, digits, _ and -, received ${JSON.stringify(formatId)}`,
    );
  }
  const path = `${via}/${account}/${region}/${formatId}`;
  const folder = `${STREAMS}/${path}`;
  const errors = `${ERRORS}/${path}`;
  const time = '!{timestamp:yyyy/MM/dd/HH}';
  return {
    prefix: `${folder}/${time}/`,
    folders: [folder, errors],
    errorPrefix: `${errors}/!{firehose:error-output-type}/${time}/`,
  };
}

/** Parses the key of an object that a stream delivered, below any folder. Returns undefined for any other key. */
export function parseStreamKey(key: string): StreamKey | undefined {
  const groups = KEY.exec(key)?.groups as Record<string, string> | undefined;
  if (!groups) return undefined;
  const { via, account, region, formatId, year, month, day, file } = groups;
  const stream = via === StreamSource.FIREHOSE ? firehoseStream(file as string) : undefined;
  return {
    via: via as StreamSource,
    accountId: account as string,
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
  return FILE_NAME.exec(fileName)?.groups?.stream;
}
