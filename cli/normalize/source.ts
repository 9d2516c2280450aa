/** Something to normalize. Plain data, so that it can be posted to other threads. */
export type Source = FileSource | StreamSource | S3Source | BlobSource;

interface Common {
  /**
   * Identity of the log, which becomes the column `source`. A file has its path relative to the working directory, or, for
   * an Azure blob, the part of the path that Azure defines, with `%21` in place of `!`. An object has its key, a blob its container and path.
   */
  readonly source: string;
  /** Stored bytes; 0 for a stream, whose size is not known. */
  readonly size: number;
}

/** A regular file. */
export interface FileSource extends Common {
  readonly kind: 'file';
  readonly path: string;
}

/** Standard input, a named pipe or a pipe of a shell. It can be read once. */
export interface StreamSource extends Common {
  readonly kind: 'stream';
  /** `-` for standard input. */
  readonly path: string;
  /** Whether the user has given `source`. Otherwise the content identifies the log, and `source` is a placeholder. */
  readonly isNamed: boolean;
}

/** An object of Amazon S3. If its bucket has versions, `source` gets the version when the object is opened. */
export interface S3Source extends Common {
  readonly kind: 's3';
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
  /** Whether requests have the bucket in their path, as most services at another endpoint require it. */
  readonly usesPathStyle: boolean;
}

/** A blob of Azure Storage. */
export interface BlobSource extends Common {
  readonly kind: 'blob';
  readonly container: BlobContainer;
  readonly path: string;
}

/** A container of Azure Storage. */
export interface BlobContainer {
  /** Endpoint of the account, such as `https://account.blob.core.windows.net`. */
  readonly endpoint: string;
  readonly name: string;
  /** Shared access signature of the URL, without `?`. Messages must not contain it. */
  readonly signature?: string;
  /** Key of the account. Messages must not contain it. */
  readonly accountKey?: string;
}

/** Why files in a directory, or objects below a prefix, are not read. */
export enum SkipReason {
  NAME = 'without the name of a flow log',
  OWN_TABLE = 'of tables that this program wrote',
  BROKEN_LINK = 'behind symbolic links to paths that do not exist',
  SAME_FILE = 'that is read under another path',
  SAME_STREAM = 'with the same content as another stream',
  LINK_LOOP = 'behind symbolic links that lead in a circle',
  FIFO = 'of the type named pipe, which is read only if its path is given',
  SOCKET = 'of the type socket',
  DEVICE = 'of the type device',
}

/** A file in a directory or in an archive, or an object below a prefix, that is not read. */
export interface Skipped {
  readonly path: string;
  /** A `SkipReason`, or another completion of "skipped: 1 file". */
  readonly reason: string;
}

/** A source, a file or a directory that could not be read. */
export interface Failure {
  readonly source: string;
  /** A code of `InputErrorCode`, or `unreadable`, or `access`. */
  readonly code: string;
  readonly message: string;
}

/** What a list of paths contains. */
export interface Listing {
  readonly sources: readonly Source[];
  readonly skipped: readonly Skipped[];
  /** Directories and files that could not be listed. */
  readonly failed: readonly Failure[];
}

/** Receives what paths contain. */
export interface Findings {
  /** Files by their real paths, because a file that several paths lead to is read once; others by their URLs. */
  readonly sources: Map<string, Source>;
  readonly skipped: Skipped[];
  readonly failed: Failure[];
}
