import { blockId } from '../../support/block-id';
import type { Random } from './scheduler';
import type { SimulatedAccount, SimulatedBlock } from './simulated-account';
import { recordText, type SimulatedRecord } from './simulated-records';

/** Characters per recreation of a blob, so that its blocks have other offsets than before. */
const PADDING_OF_A_LIFE = 1_000;

const OPENER = { id: blockId('A'), text: '{"records":[' };
const CLOSER = { id: blockId('Z'), text: ']}' };

/** A blob and its history. */
export interface WrittenBlob {
  /** Grows with every recreation of the blob. */
  life: number;
  blocks: SimulatedBlock[];
  /** Records since the latest recreation, in order. */
  records: SimulatedRecord[];
  readonly everWritten: Map<number, SimulatedRecord>;
}

/** Writes blobs like Network Watcher, including faults such as duplicate records and recreated blobs. */
export class SimulatedWriter {
  readonly written: ReadonlyMap<string, WrittenBlob>;
  private nextRecord = 1;

  constructor(
    private readonly account: SimulatedAccount,
    private readonly random: Random,
    blobs: readonly string[],
  ) {
    this.written = new Map(
      blobs.map((blob) => [blob, { life: 0, blocks: [], records: [], everWritten: new Map() }]),
    );
  }

  /** Inserts a block before the closer. Some of its records are duplicates of earlier ones. */
  async grow(name: string): Promise<void> {
    const { random } = this;
    const blob = this.written.get(name) as WrittenBlob;
    const records: SimulatedRecord[] = [];
    for (let n = random.below(3); n >= 0; n--) {
      const isDuplicate = random.chance(0.1) && blob.everWritten.size > 0;
      const record = isDuplicate
        ? random.pick([...blob.everWritten.values()])
        : { id: this.nextRecord++, tuples: random.below(4) };
      records.push(record);
      blob.everWritten.set(record.id, record);
    }
    await this.append(name, blob, records);
  }

  /** Deletes a blob and creates it again with some of its records in one block. Returns false if the blob was empty. */
  async recreate(name: string): Promise<boolean> {
    const blob = this.written.get(name) as WrittenBlob;
    if (blob.blocks.length === 0) return false;
    const rewritten = blob.records.filter(() => this.random.chance(0.7));
    blob.life += this.random.chance(0.5) ? 1 : 2;
    blob.blocks = [];
    blob.records = [];
    await this.account.delete(name);
    if (rewritten.length > 0) await this.append(name, blob, rewritten);
    else await this.grow(name);
    return true;
  }

  private async append(name: string, blob: WrittenBlob, records: readonly SimulatedRecord[]): Promise<void> {
    const { life, blocks } = blob;
    const number = blocks.length;
    const padding = number === 0 ? life * PADDING_OF_A_LIFE : 0;
    const text = records.map((record, index) => recordText(record, index === 0 ? padding : 0)).join('');
    // block ids of a recreated blob may equal earlier ones
    blocks.push({ id: blockId(life % 2 === 0 ? `b${number}` : `c${life}-${number}`), text });
    blob.records.push(...records);
    await this.account.commit(name, [OPENER, ...blocks, CLOSER]);
  }
}
