/** The id of a block in Base64. All ids of a blob must have the same length. */
export function blockId(name: string): string {
  return Buffer.from(name.padStart(16, '0')).toString('base64');
}
