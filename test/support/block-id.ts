/** The id of a block: ids of a blob are of one length, in Base64. */
export function blockId(name: string): string {
  return Buffer.from(name.padStart(16, '0')).toString('base64');
}
