/**
 * Collects the bytes of a file of the folder.
 *
 * @throws Error if it has more bytes than allowed
 */
export async function boundedContent(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const collected: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > maxBytes) throw new Error(`it has more than ${maxBytes} bytes`);
    collected.push(chunk);
  }
  return Buffer.concat(collected);
}
