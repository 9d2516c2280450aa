import type { ForeignForm } from '../input-form';

/** A kind of binary file, by the bytes at its beginning. */
interface BinaryFile {
  readonly id: string;
  readonly title: string;
  readonly advice: string;
  /** Alternative signatures: text in Latin-1. */
  readonly signatures: readonly string[];
}

const IMAGE = 'An image has no records: give the flow log itself.';
const PROGRAM = 'A program has no records: give the flow log itself.';
const EXTRACT = 'Extract it, and normalize the extracted files.';

const BINARY_FILES: readonly BinaryFile[] = [
  file(
    'pdf',
    'a PDF document',
    'Export the records as text, CSV or JSON, and normalize the export.',
    '%PDF-',
  ),
  file('png', 'a PNG image', IMAGE, '\x89PNG\r\n'),
  file('jpeg', 'a JPEG image', IMAGE, '\xff\xd8\xff'),
  file('gif', 'a GIF image', IMAGE, 'GIF87a', 'GIF89a'),
  file('tiff', 'a TIFF image', IMAGE, 'II*\0', 'MM\0*'),
  file('icon', 'an icon', IMAGE, '\0\0\x01\0'),
  file('riff', 'a media file (WebP, WAV or AVI)', IMAGE, 'RIFF'),
  file('elf', 'a program (ELF)', PROGRAM, '\x7fELF'),
  file('macho', 'a program (Mach-O)', PROGRAM, '\xcf\xfa\xed\xfe', '\xfe\xed\xfa\xcf', '\xca\xfe\xba\xbe'),
  file('windows-program', 'a program of Windows', PROGRAM, 'MZ\x90\0', 'MZ\0\0', 'MZP\0'),
  file('wasm', 'a WebAssembly module', PROGRAM, '\0asm'),
  file(
    'sqlite',
    'an SQLite database',
    'Export the table with the records as CSV or JSON, and normalize the export.',
    'SQLite format 3\0',
  ),
  file(
    'office-document',
    'an Office document',
    'Export the sheet with the records as CSV, and normalize the export.',
    '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
  ),
  file(
    'xz',
    'a file compressed with xz',
    'Decompress it with `xz -d`, and normalize the result.',
    '\xfd7zXZ\0',
  ),
  file(
    'lz4',
    'a file compressed with LZ4',
    'Decompress it with `lz4 -d`, and normalize the result.',
    '\x04"M\x18',
  ),
  file(
    'compress',
    'a file compressed with compress',
    'Decompress it with `gzip -d`, and normalize the result.',
    '\x1f\x9d',
  ),
  file(
    'snappy',
    'a file compressed with Snappy',
    'Decompress it, and normalize the result.',
    '\xff\x06\0\0sNaPpY',
  ),
  file('7z', 'a 7-Zip archive', EXTRACT, '7z\xbc\xaf\x27\x1c'),
  file('rar', 'a RAR archive', EXTRACT, 'Rar!\x1a\x07'),
  file(
    'windows-event-log',
    'a Windows event log',
    'It contains events of Windows, not network flows of a cloud.',
    'ElfFile\0',
    '\x30\0\0\0LfLe',
  ),
  file(
    'packet-capture',
    'a packet capture',
    'It contains packets, not records of a flow log: open it with Wireshark.',
    '\xd4\xc3\xb2\xa1',
    '\xa1\xb2\xc3\xd4',
    '\x4d\x3c\xb2\xa1',
    '\n\r\r\n',
  ),
  file('orc', 'an ORC file', 'Write the table as Parquet, and normalize that.', 'ORC\x08', 'ORC\x0a'),
  file('arrow', 'an Arrow file', 'Write the table as Parquet, and normalize that.', 'ARROW1\0\0'),
];

/** Binary files that are no flow logs, by their first bytes. */
export const BINARY_FORMS: readonly ForeignForm[] = BINARY_FILES.map(
  ({ id, title, advice, signatures }): ForeignForm => ({
    id,
    title,
    advice,
    recognizes({ bytes }) {
      const found = signatures.find(
        (signature) => bytes.toString('latin1', 0, signature.length) === signature,
      );
      return found && `the first bytes are 0x${bytes.toString('hex', 0, found.length)}`;
    },
  }),
);

function file(id: string, title: string, advice: string, ...signatures: string[]): BinaryFile {
  return { id, title, advice, signatures };
}
