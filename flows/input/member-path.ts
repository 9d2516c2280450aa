/** Separates the name of an archive from the path of a member in the name of a source: `logs.zip!folder/file.log`. */
export const MEMBER_SEPARATOR = '!';

/** Returns the path of a source within its archive; the whole name if the source is not in an archive. */
export function memberPath(source: string): string {
  return source.slice(source.lastIndexOf(MEMBER_SEPARATOR) + 1);
}
