import { LogFormat } from '../aws/format';
import { headerNames, tokensOf } from '../aws/text/header';
import { fuzzObject } from './fuzz-object';
import { Random } from './random';

const MAX_RECORDS = 300;
const GROUPS = ['/vpc/a', '/vpc/b', 'ü "x"', ''];
/** Bytes that have a meaning in JSON. */
const SYNTAX = ['"', '\\', '{', '}', '[', ']', ',', ':', '\\n', '0', ' ', '\0', '\xff'];

/** Documents that both readers read. */
export interface FuzzDocuments {
  readonly source: string;
  readonly format: LogFormat;
  readonly bytes: Buffer;
  readonly chunkBytes: number;
  readonly records: number;
  /** Whether the source is read as JSON of any form, instead of documents. */
  readonly hasElements: boolean;
}

/** The documents of a seed: the records of the text object of the seed, in documents of several forms, some damaged. */
export function fuzzDocuments(seed: number): FuzzDocuments {
  const random = new Random(seed ^ 0xd0c5);
  const { source, declared, bytes, records } = fuzzObject(seed, MAX_RECORDS);
  const [header = '', ...lines] = bytes.toString('utf8').split('\n');
  const format = declared ?? formatOf(header);
  const parts: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const count = 1 + random.below(random.once(4) ? 200 : 5);
    parts.push(documentOf(lines.slice(at, at + count), random));
    at += count;
  }
  return {
    source,
    format,
    bytes: damaged(Buffer.from(parts.join('')), random),
    chunkBytes: random.once(20) ? 1 + random.below(9) : 1000 + random.below(400_000),
    records,
    hasElements: random.once(3),
  };
}

function formatOf(header: string): LogFormat {
  const names = tokensOf(header.replace(/[\ufeff\r]/g, ''));
  try {
    if (headerNames(names)) return LogFormat.custom(names.map((name) => `\${${name}}`).join(' '));
  } catch {
    // a header with a field twice
  }
  return LogFormat.AWS_DEFAULT;
}

function documentOf(lines: readonly string[], random: Random): string {
  const messages = random.once(3) ? lines.map((line) => `${line}\n`) : lines;
  if (random.once(2)) {
    const separator = random.pick(['', '\n', ' \r\n\t']);
    return messages.map((message) => `${JSON.stringify({ message })}${separator}`).join('');
  }
  const events = messages.map((message) => ({
    id: '37',
    timestamp: 1_795_341_600_000,
    message,
    ...(random.once(4) ? { extractedFields: { action: 'ACCEPT', x: random.pick(['', '"', 'é']) } } : {}),
  }));
  const group = {
    messageType: random.once(9) ? 'CONTROL_MESSAGE' : 'DATA_MESSAGE',
    owner: random.pick(['123456789012', '210987654321', 'no account']),
    logGroup: random.pick(GROUPS),
    logStream: `eni-${random.below(3)}-all`,
    subscriptionFilters: ['x'],
  };
  return JSON.stringify(random.once(9) ? { logEvents: events, ...group } : { ...group, logEvents: events });
}

function damaged(bytes: Buffer, random: Random): Buffer {
  if (!random.once(3)) return bytes;
  const at = random.below(bytes.length + 1);
  if (random.once(4)) return bytes.subarray(0, at);
  const inserted = Buffer.from(random.pick(SYNTAX), 'latin1');
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + random.below(3))]);
}
