import { BlobRecords } from './blob-records';
import { ByteBuilder } from './byte-builder';
import { writeMutated } from './mutations';
import { Random } from './random';

const MAX_RECORDS = 60;
const MAX_TUPLES = 8;
const PATHS = [
  'PT1H.json',
  'insights-logs-flowlogflowevent/flowLogResourceID=/C088DC46-D692-42AD-A4B6-9A542D28AD2A_NETWORKWATCHERRG/NETWORKWATCHER_WESTUS_LABS/y=2026/m=11/d=22/h=00/m=00/macAddress=000D3A359573/PT1H.json',
];
const OPENERS = [
  ...['{"records":[', '{ "records": [\n', '', '[', '\ufeff{"records":[', '{"value":[', '[{"records":['],
  ...['{"a":1,"records":[', '{"records":[{"records":[', '{"count":1,"count":2,"value":[', '[['],
];
const CLOSERS = [
  ...[']}', ']}\n', '', '],"records":[]}', '],"b":[{"flowTuples":["x"]}]}', ']}]', ']]', '],"nextLink":"x"}'],
];

/** A blob that both readers read. */
export interface FuzzBlob {
  readonly path: string;
  readonly bytes: Buffer;
  readonly chunkBytes: number;
  readonly groupRows: number;
  readonly tuples: number;
}

const FLAT_FLOW =
  '{"unixtimestamp":1795312803,"srcIp":"10.0.0.1","destIp":"10.0.0.2","srcPort":1,"destPort":"2","protocol":"T",' +
  '"trafficflow":"I","traffic":"A","flowstate":"B"}';

const out = new ByteBuilder();

/** The blob of a seed. Half of all blobs have changed bytes. */
export function fuzzBlob(seed: number): FuzzBlob {
  const random = new Random(seed ^ 0xb10b);
  const records = new BlobRecords(random);
  const rarity = random.once(2) ? random.pick([2, 8, 30]) : 0;
  const comma = random.once(8) ? random.pick([',\n', ', ', '', ',,']) : ',';
  let tuples = 0;
  let before = Buffer.from('{}');
  out.clear();
  out.add(Buffer.from(random.once(4) ? random.pick(OPENERS) : '{"records":['));
  for (let left = 1 + random.below(MAX_RECORDS); left > 0; left--) {
    const record = records.next(random.once(30) ? 200 : MAX_TUPLES);
    // sometimes the previous record again
    const own = random.once(20) ? Buffer.from(wrapped(record.text, random)) : Buffer.from(record.text);
    const bytes = random.once(15) ? before : own;
    if (rarity > 0 && random.once(rarity)) writeMutated(out, bytes, before, random);
    else out.add(bytes);
    if (left > 1) out.add(Buffer.from(comma));
    tuples += record.tuples;
    before = bytes;
  }
  out.add(Buffer.from(random.once(4) ? random.pick(CLOSERS) : ']}'));
  const bytes = out.take();
  const isCut = random.once(20);
  return {
    path: random.pick(PATHS),
    bytes: isCut ? bytes.subarray(0, random.below(bytes.length)) : bytes,
    chunkBytes:
      random.once(20) && bytes.length < 20_000 ? 1 + random.below(40) : 1000 + random.below(400_000),
    groupRows: random.once(20) ? 8 : random.pick([256, 1024, 122_880]),
    tuples,
  };
}

/** A record within something else, as forwarders write it, or within another record. */
function wrapped(text: string, random: Random): string {
  switch (random.below(7)) {
    case 0:
      return JSON.stringify({ message: text });
    case 1:
      return JSON.stringify({ body: Buffer.from(text).toString('base64') });
    case 2:
      return `{"a":{"b":[${text}]}}`;
    case 3:
      return `${text.slice(0, -1)},"extra":${text}}`;
    case 4:
      return `${text.slice(0, -1)},"records":[${text}]}`;
    case 5:
      return `{"records":[${text}]}`;
    default:
      return FLAT_FLOW;
  }
}
