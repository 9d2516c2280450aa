import type { Block, BlockList, ByteRange } from './stores';

/** A block with its offset in the blob. */
export interface DataBlock extends Block, ByteRange {}

/** Blocks that Network Watcher writes before the first and after the last record. */
const OPENER = '{"records":[';
const CLOSER = ']}';

/**
 * The blocks of a blob that contain records: all except the opener and the closer. The ids of these two are not
 * documented, so this function compares their bytes. It reads bytes only of a block with the expected size.
 *
 * Source: Azure Network Watcher documentation, "Manage virtual network flow logs", reading flow log blobs by blocks.
 */
export async function dataBlocks(
  list: BlockList,
  read: (range: ByteRange) => AsyncIterable<Uint8Array>,
): Promise<DataBlock[]> {
  const blocks = withOffsets(list.blocks);
  const isText = async (block: DataBlock | undefined, text: string) =>
    block?.size === text.length && (await textOf(read(block))) === text;
  const start = (await isText(blocks[0], OPENER)) ? 1 : 0;
  const end = blocks.length > start && (await isText(blocks.at(-1), CLOSER)) ? -1 : undefined;
  return blocks.slice(start, end);
}

/** The bytes of adjacent blocks. */
export function rangeOf(blocks: readonly DataBlock[]): ByteRange {
  const offset = blocks[0]?.offset ?? 0;
  return { offset, size: blocks.reduce((sum, { size }) => sum + size, 0) };
}

function withOffsets(blocks: readonly Block[]): DataBlock[] {
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
