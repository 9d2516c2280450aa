import type { BlockList, ByteRange } from './stores';

/** A committed block of a blob: its id, which no other block of the blob has, and its size in bytes. */
export interface Block {
  readonly id: string;
  readonly size: number;
}

/** A block and where it begins in its blob. */
export interface DataBlock extends Block, ByteRange {}

/** What the writer puts around the records, as blocks of their own. */
const OPENER = '{"records":[';
const CLOSER = ']}';

/**
 * The blocks of a blob that hold records: all but the opener and the closer, which are known by their bytes, since
 * their ids are not documented. Bytes are asked for only where the size fits.
 *
 * Source: Azure Network Watcher, "Manage virtual network flow logs", reading of flow log blobs by blocks.
 */
export async function dataBlocks(
  list: BlockList,
  read: (range: ByteRange) => AsyncIterable<Uint8Array>,
): Promise<DataBlock[]> {
  const blocks = placed(list.blocks);
  const isText = async (block: DataBlock | undefined, text: string) =>
    block?.size === text.length && (await textOf(read(block))) === text;
  const start = (await isText(blocks[0], OPENER)) ? 1 : 0;
  const end = blocks.length > start && (await isText(blocks.at(-1), CLOSER)) ? -1 : undefined;
  return blocks.slice(start, end);
}

/** Blocks that lie in one piece. */
export function rangeOf(blocks: readonly DataBlock[]): ByteRange {
  const offset = blocks[0]?.offset ?? 0;
  return { offset, size: blocks.reduce((sum, { size }) => sum + size, 0) };
}

function placed(blocks: readonly Block[]): DataBlock[] {
  let offset = 0;
  return blocks.map(({ id, size }) => {
    const block = { id, size, offset };
    offset += size;
    return block;
  });
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts).toString('latin1');
}
