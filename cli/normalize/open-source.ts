import { blobs, s3Objects } from '../cloud/optional-clients';
import { FileExtent, type OnBytes } from './file-bytes';
import { fileProblem } from './file-problem';
import type { Source, StreamSource } from './source';
import { SourceError } from './source-error';
import { streamBytes } from './stream-bytes';
import { copyStream } from './stream-copy';

/** The bytes of a source, and its identity. */
export interface OpenedSource {
  readonly source: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Returns the same bytes again; undefined for a stream. */
  readonly again?: () => AsyncIterable<Uint8Array>;
  close?(): Promise<void>;
}

/**
 * Opens a source. The reader can release the source early: what it does not read is not requested.
 *
 * @param onBytes - receives the number of stored bytes of each first read
 * @throws SourceError if the source cannot be opened
 */
export async function openSource(source: Source, onBytes: OnBytes): Promise<OpenedSource> {
  switch (source.kind) {
    case 'file':
      return openFile(source.path, source.source, onBytes);
    case 'stream':
      return openStream(source, onBytes);
    case 's3': {
      const { openObject } = await s3Objects();
      const { bytes, ...object } = await openObject(source);
      return { ...object, bytes: counted(bytes, onBytes) };
    }
    case 'blob': {
      const { openBlob } = await blobs();
      const { bytes, ...blob } = await openBlob(source);
      return { ...blob, bytes: counted(bytes, onBytes) };
    }
  }
}

function openFile(path: string, source: string, onBytes: OnBytes): OpenedSource {
  const file = new FileExtent(path);
  const read = (count: OnBytes) => withSentences(file.bytes(count));
  // a second reading does not count as progress
  return { source, bytes: read(onBytes), again: () => read(() => {}) };
}

async function openStream({ path, source, isNamed }: StreamSource, onBytes: OnBytes): Promise<OpenedSource> {
  const bytes = streamBytes(path, onBytes);
  if (isNamed) return { source, bytes };
  const copy = await copyStream(bytes);
  return { ...openFile(copy.path, copy.source, () => {}), close: copy.remove };
}

/** Replaces errors of the file system with sentences about the source. */
async function* withSentences(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    throw (error as NodeJS.ErrnoException).syscall === undefined
      ? error
      : new SourceError(fileProblem(error));
  }
}

async function* counted(bytes: AsyncIterable<Uint8Array>, onBytes: OnBytes): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    onBytes(chunk.length);
    yield chunk;
  }
}
