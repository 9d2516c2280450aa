import type { ColumnKind } from '../flows/column-kinds';
import { END_MILLIS, FIRST_MILLIS } from '../flows/time-bounds';

const BITS = [7, 8, 15, 16, 31, 32, 53, 63, 64];

/** Buffers of texts, and buffers of Latin-1 bytes. */
const utf8 = (...texts: string[]) => texts.map((text) => Buffer.from(text));
const bytes = (...texts: string[]) => texts.map((text) => Buffer.from(text, 'latin1'));

/** Tokens that are unusual in every field. */
export const HOSTILE_ANYWHERE: readonly Buffer[] = [
  ...utf8(
    '',
    '-',
    '--',
    '---',
    '- ',
    ' ',
    '  ',
    '\t',
    'a b',
    'a\tb',
    '\r',
    'a\r',
    '\0',
    'a\0b',
    '\x01',
    '\x7f',
    '\x1b[0m',
  ),
  ...utf8(
    'é',
    'é'.repeat(9),
    '\ufeff',
    '\u00a0',
    '\u0085',
    '\u2028',
    '😀',
    '"',
    '\\',
    '\\"',
    '{}',
    '__proto__',
    '\x1f',
    '\x20',
  ),
  ...bytes('\xff', '\xc3', '\xc3\x28', '\xed\xa0\x80', '\xf4\x90\x80\x80', '\xc0\x80', 'a\xe2\x82', '\x80'),
  ...utf8(
    'version',
    'srcaddr',
    'version account-id',
    'start',
    'NaN',
    'Infinity',
    'null',
    '0x10',
    '1e3',
    '1_000',
    '+1',
    '-1',
    '1.0',
  ),
  ...[15, 16, 17, 31, 32, 33, 63, 64, 65, 255, 4096].map((length) => Buffer.from('z'.repeat(length))),
  ...[17, 18, 19, 20, 21, 40].flatMap((length) =>
    utf8('9'.repeat(length), '0'.repeat(length), `${'0'.repeat(length - 1)}7`),
  ),
];

/** Numbers around the limits of all columns. */
const NUMBERS = utf8(
  ...BITS.flatMap((bits) => [-2n, -1n, 0n, 1n].map((step) => String(2n ** BigInt(bits) + step))),
  ...[
    '0',
    '00',
    '007',
    '000000000000000006',
    '0000000000000000006',
    '00000000000000000006',
    '255',
    '256',
    '65535',
    '65536',
  ],
  ...[
    '9223372036854775807',
    '9223372036854775808',
    '18446744073709551614',
    '18446744073709551615',
    '09223372036854775807',
  ],
  ...['12345678:', '1234567/', '/', ':', '12 ', '1-', '6\r', '٣', '１'],
);

const FIRST = FIRST_MILLIS / 1000n;
const END = END_MILLIS / 1000n;
const TIMES = utf8(
  ...[FIRST, END, FIRST_MILLIS, END_MILLIS].flatMap((time) =>
    [-1n, 0n, 1n].map((step) => String(time + step)),
  ),
  ...[
    '0',
    '1',
    `0${FIRST}`,
    `0000000000${FIRST}`,
    `${END_MILLIS}0`,
    '1795341600.5',
    '1795341600123',
    '1795341600000',
  ],
);

const ADDRESSES = utf8(
  ...[
    '0.0.0.0',
    '255.255.255.255',
    '256.1.1.1',
    '1.2.3',
    '1.2.3.4.5',
    '01.2.3.4',
    '1.2.3.04',
    '1..2.3',
    '.1.2.3',
    '1.2.3.',
    '1.2.3.4 ',
  ],
  ...[
    '::',
    '::1',
    '1::',
    ':::',
    '::1::',
    '1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7::',
    '::2:3:4:5:6:7:8',
    '1::3:4:5:6:7:8',
    '1:2:3:4::5:6:7:8',
  ],
  ...[
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:',
    ':1:2:3:4:5:6:7',
    '12345::',
    'g::',
    '0000:0000:0000:0000:0000:0000:0000:0001',
  ],
  ...[
    '::ffff:1.2.3.4',
    '::FFFF:1.2.3.4',
    '::1.2.3.4',
    '1::1.2.3.4',
    '1:2:3:4:5:6:1.2.3.4',
    '1:2:3:4:5:6:7:1.2.3.4',
    '::ffff:1.2.3.256',
  ],
  ...[
    'fe80::1%eth0',
    'fe80::1%',
    '1.2.3.4%1',
    'FE80::ABCD',
    'fe80::AbCd',
    '0000:0000:0000:0000:0000:ffff:192.168.100.228',
    '[::1]',
    '::1/64',
  ],
);

const WORDS = utf8(
  'ACCEPT',
  'accept',
  'Accept',
  'REJECT',
  'OK',
  'ok',
  'Ok',
  'NODATA',
  'SKIPDATA',
  'ingress',
  'EGRESS',
  'Egress',
  'OKK',
  'O',
);

const REGIONS = utf8(
  'eu-west-1',
  'EU-WEST-1',
  'eu_west_1',
  '---',
  'a',
  '1',
  '../x',
  'eu/west',
  '%',
  'a'.repeat(32),
  'a'.repeat(33),
  '-a-',
);

const TEXTS = utf8(
  ...[
    'unknown',
    '123456789012',
    '12345678901',
    '1234567890123',
    '12345678901x',
    '١٢٣٤٥٦٧٨٩٠١٢',
    'IPv4',
    'ipv4',
    'IPv6',
    'IPV6',
    'EFA',
    '-a',
  ],
  ...[
    'abcdefghijklmnop',
    'abcdefghijklmnopq',
    'abcdefghijklmnopqrstuvwxyz012345',
    'abcdefghijklmnopqrstuvwxyz0123456',
  ],
  ...['abcdefghijklmnopXrstuvwxyz0123456789abcdefghijkl', 'abcdefghijklmnopYrstuvwxyz0123456789abcdefghijkl'],
);

/** Tokens at the limits of what a kind of column accepts. */
export const HOSTILE_BY_KIND: Readonly<Partial<Record<ColumnKind, readonly Buffer[]>>> = {
  word: WORDS,
  address: ADDRESSES,
  time: [...TIMES, ...NUMBERS],
  region: REGIONS,
  text: TEXTS,
  port: NUMBERS,
  protocol: NUMBERS,
  code: NUMBERS,
  packets: NUMBERS,
  bytes: NUMBERS,
  number: NUMBERS,
};
