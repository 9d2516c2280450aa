/** Separates the name of an archive from the path of a member in the name of a source: `logs.zip!folder/file.log`. */
export const MEMBER_SEPARATOR = '!';

/** What the names of the second and later members with one path end with. */
const OCCURRENCE = /#\d+$/;

/**
 * Returns the path of a source within its archive, with slashes between folders and without the number of its occurrence; the
 * whole name if the source is not in an archive.
 */
export function memberPath(source: string): string {
  const separatorAt = source.lastIndexOf(MEMBER_SEPARATOR);
  if (separatorAt < 0) return source;
  return withSlashes(source.slice(separatorAt + 1).replace(OCCURRENCE, ''));
}

/** Returns a path with slashes between folders. Some programs on Windows write backslashes to archives. */
export function withSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}

/** Names the members of an archive, and of the archives in it, so that no two members have the same name. */
export class MemberNames {
  /** The number of members that had each name. */
  private readonly occurrences = new Map<string, number>();

  /** Returns `archive!path` for the first member with this name, and `archive!path#2` for the second. */
  nameOf(archive: string, path: string): string {
    const { occurrences } = this;
    const first = `${archive}${MEMBER_SEPARATOR}${path}`;
    let number = (occurrences.get(first) ?? 0) + 1;
    let name = number === 1 ? first : `${first}#${number}`;
    // the archive can have a member whose path ends with the number
    while (occurrences.has(name)) name = `${first}#${++number}`;
    occurrences.set(name, 1).set(first, number);
    return name;
  }
}

/** Returns the path of a file so that it cannot be equal to the name of a member of an archive: `!` becomes `%21`. */
export function escapedPath(path: string): string {
  return path.replace(/!|%(?=21|25)/g, (character) => (character === MEMBER_SEPARATOR ? '%21' : '%25'));
}
