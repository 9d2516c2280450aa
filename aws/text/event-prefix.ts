/** A time as CloudWatch Logs writes it in front of a record. */
const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?[ \t]+/;

/** Name that a flow log gives to the log stream of an interface or an attachment. */
const LOG_STREAM = /^((?:eni|tgw-attach|nat)-[0-9a-f]{8,17}-(?:all|accept|reject))[ \t]+/;

/** Colors of a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: colors begin with a control character
const COLOR = /\x1b\[[0-9;]{0,10}m/g;

/** Values that a record of a flow log has. */
const EVIDENCE =
  /(?:^|[ \t])(?:\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}|[0-9a-f]{0,4}:[0-9a-f:]{1,36}|NODATA|SKIPDATA)(?:[ \t]|$)/;

/** A record behind a time. */
export interface PrefixedRecord {
  readonly record: string;
  readonly logStream: string | undefined;
}

/**
 * Splits a line into a time, the name of a log stream, and a record. Returns undefined if the line does not begin with a
 * time.
 */
export function prefixedRecord(line: string): PrefixedRecord | undefined {
  const plain = line.startsWith('\x1b') ? line.replace(COLOR, '') : line;
  const time = TIME.exec(plain)?.[0];
  if (time === undefined) return undefined;
  const rest = plain.slice(time.length).replace(COLOR, '');
  const stream = LOG_STREAM.exec(rest);
  return { record: stream ? rest.slice(stream[0].length) : rest, logStream: stream?.[1] };
}

/** Whether a text can be a record of a flow log: it has an address, or states that there are no data. */
export function canBeRecord(text: string): boolean {
  return EVIDENCE.test(text);
}
