/** Where streamed records come from. */
export enum StreamSource {
  /** Flow logs that deliver to a Firehose stream. */
  FIREHOSE = 'firehose',
  /** Flow logs in CloudWatch Logs, whose subscription delivers to a Firehose stream. */
  CLOUD_WATCH = 'cloudwatch',
}

/** What the layout of streamed objects is made of. */
export interface StreamPlace {
  readonly via: StreamSource;
  /** Account that owns the stream; may be known only at deployment. */
  readonly account: string;
  /** Region of the stream; may be known only at deployment. */
  readonly region: string;
  /** Name under which the reader knows the format of the records: letters, digits, `_` and `-`. */
  readonly formatId: string;
}

/** Prefixes for a Firehose stream: it replaces the expressions in them. */
export interface StreamPrefixes {
  readonly prefix: string;
  /** Folders that the stream writes below, without a slash at their end. */
  readonly folders: readonly string[];
  /** Where objects go that could not be delivered as they should; it is outside of what is read. */
  readonly errorPrefix: string;
}

/** What the key of a streamed object says. */
export interface StreamKey {
  readonly via: StreamSource;
  readonly accountId: string;
  readonly region: string;
  /** Name of the format of the object's records. */
  readonly formatId: string;
  /** Name of the stream, for flow logs that deliver to one; those of CloudWatch Logs say their log group themselves. */
  readonly flowLogId?: string;
  /** Day of delivery, `YYYY-MM-DD` in UTC. */
  readonly day: string;
}

/** Folders of a bucket that streams deliver to: objects to read, and what failed. */
const STREAMS = 'streams';
const ERRORS = 'stream-errors';

const FORMAT_ID = '[A-Za-z0-9_-]{1,64}';

/** A name that Firehose gives: the stream, its version, the time and a UUID. */
const FILE = String.raw`(?<stream>[A-Za-z0-9_.-]{1,64})-\d+-\d{4}(?:-\d{2}){5}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`;

const KEY = new RegExp(
  String.raw`(?:^|/)${STREAMS}/(?<via>${Object.values(StreamSource).join('|')})/(?<account>\d{12})/(?<region>[a-z0-9-]+)/(?<formatId>${FORMAT_ID})/(?<year>\d{4})/(?<month>\d{2})/(?<day>\d{2})/\d{2}/(?<file>[^/]+)$`,
);
const FILE_NAME = new RegExp(`^${FILE}(?:[.?].*)?$`);

/**
 * The prefixes under which a Firehose stream delivers, so that `parseStreamKey` reads the keys of its objects.
 *
 * Source: Amazon Data Firehose Developer Guide, "Custom prefixes for Amazon S3 objects".
 *
 * @throws Error if the format's name can not stand in a key
 */
export function streamPrefix({ via, account, region, formatId }: StreamPlace): StreamPrefixes {
  if (!new RegExp(`^${FORMAT_ID}$`).test(formatId)) {
    throw new Error(
      `format id ${JSON.stringify(formatId)} can not stand in an object key: use 1 to 64 letters, digits, _ and -`,
    );
  }
  const place = `${via}/${account}/${region}/${formatId}`;
  const folder = `${STREAMS}/${place}`;
  const errors = `${ERRORS}/${place}`;
  const time = '!{timestamp:yyyy/MM/dd/HH}';
  return {
    prefix: `${folder}/${time}/`,
    folders: [folder, errors],
    errorPrefix: `${errors}/!{firehose:error-output-type}/${time}/`,
  };
}

/** Reads the key under which a stream delivers, below any folder. Returns undefined for any other key. */
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
 * The stream that gave an object its name; undefined if Firehose did not name it.
 *
 * Source: Amazon Data Firehose Developer Guide, "Amazon S3 object name format".
 */
export function firehoseStream(fileName: string): string | undefined {
  return FILE_NAME.exec(fileName)?.groups?.stream;
}
