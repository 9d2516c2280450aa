import { crc32 } from 'node:zlib';
import type { parquetHeader } from '../hyparquet';
import { ByteReader } from './byte-reader';
import { nextOfStreams } from './byte-streams';
import { decompress } from './codecs';
import type { ColumnType, ParquetValue, Stored } from './column-type';
import { readDeltas, readRuns } from './encodings';
import { type Levels, readLevels } from './levels';

export type PageHeader = ReturnType<typeof parquetHeader>;

/** Properties of the column that a page belongs to. */
export interface PageColumn {
  readonly type: ColumnType;
  /** Definition level of a value; a lower level is null. 0 if no value can be null. */
  readonly maxDefinition: number;
  /** Number of repeated elements on the path. */
  readonly maxRepetition: number;
  readonly codec: string;
}

/** A page with a checked number of values. */
export interface CountedPage {
  readonly header: PageHeader;
  readonly body: Uint8Array;
  readonly count: number;
}

/** Returns the next value of a page. */
export type NextValue = () => ParquetValue;

/** The values of a page, in order. */
export interface PageValues {
  /** Number of values that are not null. */
  readonly present: number;
  readonly next: NextValue;
  /** Moves past values without converting them. */
  readonly skip: (count: number) => void;
}

/** Reads a dictionary, whose values pages refer to. */
export function readDictionary(page: CountedPage, column: PageColumn): ParquetValue[] {
  const { values } = dictionaryParts(page, column);
  return Array.from({ length: page.count }, () => column.type.convert(column.type.plain(values)));
}

/** Returns the values of a dictionary as parts of a page: none is null. */
export function dictionaryParts({ header, body, count }: CountedPage, { codec }: PageColumn): PageParts {
  const bytes = decompress(codec, checked(header, body), header.uncompressed_page_size);
  return { levels: { present: count }, values: new ByteReader(bytes), encoding: 'PLAIN' };
}

/** Reads a page. It converts each value when the caller requests it. */
export function readPage(
  page: CountedPage,
  column: PageColumn,
  dictionary: readonly ParquetValue[] | undefined,
): PageValues {
  const { levels, values, encoding } = pageParts(page, column);
  const { present, isPresent } = levels;
  const { next, skip } = presentValues(encoding, values, column.type, dictionary, present);
  if (!isPresent) return { present, next, skip };
  let at = 0;
  return {
    present,
    next: () => (isPresent[at++] === 1 ? next() : null),
    skip: (count) => {
      let skipped = 0;
      for (const end = at + count; at < end; at++) skipped += isPresent[at] as number;
      skip(skipped);
    },
  };
}

/** The parts of a data page after decompression. */
export interface PageParts {
  readonly levels: Levels;
  readonly values: ByteReader;
  readonly encoding: string;
}

/** @throws Error if the page is damaged */
export function pageParts(page: CountedPage, column: PageColumn): PageParts {
  const { repetitions, definitions, values, encoding } = splitPage(page, column);
  if (repetitions) throw new Error('a flat column has repetition levels');
  const levels = definitions
    ? readLevels(definitions, column.maxDefinition, page.count)
    : { present: page.count };
  return { levels, values, encoding };
}

/** The parts of a data page: levels as bytes; undefined if the column has none. */
export interface SplitPage {
  readonly repetitions: ByteReader | undefined;
  readonly definitions: ByteReader | undefined;
  readonly values: ByteReader;
  readonly encoding: string;
}

/** @throws Error if the page is damaged */
export function splitPage(
  { header, body }: CountedPage,
  { maxDefinition, maxRepetition, codec }: PageColumn,
): SplitPage {
  checked(header, body);
  const { data_page_header: one, data_page_header_v2: two, uncompressed_page_size: size } = header;
  if (two) {
    const { repetition_levels_byte_length: first, definition_levels_byte_length: second } = two;
    const repetitions = first === 0 ? undefined : new ByteReader(body, 0, first);
    const definitions = maxDefinition === 0 ? undefined : new ByteReader(body, first, first + second);
    const rest = body.subarray(first + second);
    const plain = two.is_compressed === false ? rest : decompress(codec, rest, size - first - second);
    return { repetitions, definitions, values: new ByteReader(plain), encoding: two.encoding };
  }
  if (!one) throw new Error('a data page has no data page header');
  const values = new ByteReader(decompress(codec, body, size));
  const repetitions = maxRepetition === 0 ? undefined : levelBytes(values, one.repetition_level_encoding);
  const definitions = maxDefinition === 0 ? undefined : levelBytes(values, one.definition_level_encoding);
  return { repetitions, definitions, values, encoding: one.encoding };
}

/** Levels follow their length. */
function levelBytes(values: ByteReader, encoding: string): ByteReader {
  if (encoding !== 'RLE') throw new Error(`encoding ${encoding} of levels is not supported`);
  const length = values.view.getUint32(values.skip(4), true);
  const start = values.skip(length);
  return new ByteReader(values.bytes, start, start + length);
}

/** Reads the values of a page, without nulls. It converts each value when the caller requests it. */
export function nextValue(
  encoding: string,
  reader: ByteReader,
  type: ColumnType,
  dictionary: readonly ParquetValue[] | undefined,
  count: number,
): NextValue {
  return presentValues(encoding, reader, type, dictionary, count).next;
}

type PresentValues = Pick<PageValues, 'next' | 'skip'>;

function presentValues(
  encoding: string,
  reader: ByteReader,
  type: ColumnType,
  dictionary: readonly ParquetValue[] | undefined,
  count: number,
): PresentValues {
  if (count === 0) return oneByOne(() => null);
  if (type.physical === 'BOOLEAN') return oneByOne(nextBoolean(encoding, reader, count));
  if (encoding === 'PLAIN_DICTIONARY' || encoding === 'RLE_DICTIONARY') {
    if (!dictionary) throw new Error('values refer to a missing dictionary');
    return valuesOf(dictionary, reader, count);
  }
  const next = nextStored(encoding, reader, type, count);
  return { next: () => type.convert(next()), skip: oneByOne(next).skip };
}

/** Skips values by reading them. */
function oneByOne<T>(next: () => T): { readonly next: () => T; readonly skip: (count: number) => void } {
  return {
    next,
    skip: (count) => {
      for (let skipped = 0; skipped < count; skipped++) next();
    },
  };
}

function nextBoolean(encoding: string, reader: ByteReader, count: number): NextValue {
  const bits = new Uint8Array(count);
  if (encoding === 'RLE') {
    readRuns(new ByteReader(reader.bytes, reader.at + 4), 1, bits);
  } else if (encoding === 'PLAIN') {
    const bytes = reader.take(Math.ceil(count / 8));
    for (let index = 0; index < count; index++)
      bits[index] = ((bytes[index >> 3] as number) >> (index & 7)) & 1;
  } else throw unsupported(encoding);
  let at = 0;
  return () => bits[at++] === 1;
}

function valuesOf(dictionary: readonly ParquetValue[], reader: ByteReader, count: number): PresentValues {
  const indices = new Uint32Array(count);
  readRuns(reader, reader.byte(), indices);
  let at = 0;
  return {
    next: () => {
      const index = indices[at++] as number;
      if (index >= dictionary.length)
        throw new Error(`a value refers to entry ${index} of a dictionary of ${dictionary.length}`);
      return dictionary[index] as ParquetValue;
    },
    skip: (skipped) => {
      at += skipped;
    },
  };
}

function nextStored(encoding: string, reader: ByteReader, type: ColumnType, count: number): () => Stored {
  const { physical } = type;
  if (encoding === 'PLAIN') return () => type.plain(reader);
  if (encoding === 'BYTE_STREAM_SPLIT') return nextOfStreams(reader, type, count);
  const isBytes = physical.endsWith('BYTE_ARRAY');
  if (encoding === 'DELTA_BINARY_PACKED' && !isBytes) {
    const next = each(readDeltas(reader, count));
    // differences of 32-bit numbers wrap around at 32 bits
    return physical === 'INT32' ? () => Number(BigInt.asIntN(32, next())) : next;
  }
  if (encoding === 'DELTA_LENGTH_BYTE_ARRAY' && isBytes) {
    const length = each(readDeltas(reader, count));
    return () => reader.take(Number(length()));
  }
  if (encoding === 'DELTA_BYTE_ARRAY' && isBytes) {
    return nextByPrefix(each(readDeltas(reader, count)), each(readDeltas(reader, count)), reader);
  }
  throw unsupported(encoding);
}

/** Each text shares a prefix with the previous one. */
function nextByPrefix(prefix: () => bigint, suffix: () => bigint, reader: ByteReader): () => Uint8Array {
  let last: Uint8Array = new Uint8Array(0);
  return () => {
    const length = Number(prefix());
    if (!(length >= 0 && length <= last.length))
      throw new Error(`a text shares ${length} bytes with a text of ${last.length}`);
    last = Buffer.concat([last.subarray(0, length), reader.take(Number(suffix()))]);
    return last;
  };
}

function each(values: BigInt64Array): () => bigint {
  let at = 0;
  return () => values[at++] as bigint;
}

/** @throws Error if the checksum of the page is wrong */
function checked({ crc }: Pick<PageHeader, 'crc'>, body: Uint8Array): Uint8Array {
  if (crc !== undefined && crc >>> 0 !== crc32(body)) throw new Error('the checksum is wrong');
  return body;
}

function unsupported(encoding: string): Error {
  return new Error(`encoding ${encoding} is not supported`);
}
