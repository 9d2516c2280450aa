/** A threat list or a database in a folder. */
export interface EnrichmentFile {
  /** Path below the folder, with slashes, such as `feodo.txt` or `country/lite.mmdb`. */
  readonly name: string;
  /** Changes with the content, as an ETag does. */
  readonly version: string;
  /** Time of the last change. */
  readonly modified: Date;
  readonly bytes: number;
}

/**
 * A folder of threat lists and databases, wherever it is: a prefix of a bucket, a container, a directory.
 *
 * @example
 * const folder: EnrichmentFolder = {
 *   list: async () => [{ name: 'feodo.txt', version: '1', modified: new Date(), bytes: 12 }],
 *   read: async () => Buffer.from('203.0.113.7\n'),
 * };
 */
export interface EnrichmentFolder {
  /** Returns all files, in any order. */
  list(): Promise<EnrichmentFile[]>;
  /**
   * Reads one version of a file.
   *
   * @throws Error if the file no longer has this version, has more bytes, or cannot be read
   */
  read(file: EnrichmentFile, maxBytes: number): Promise<Buffer>;
}
