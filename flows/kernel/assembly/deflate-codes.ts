import { fuseLiterals } from './fused-literals';
import {
  buildTable,
  CodeSet,
  END_OF_BLOCK,
  ENTRY_SHIFT,
  EXCEPTIONAL,
  LENGTH_SHIFT,
  LITERAL_COUNT_SHIFT,
  LITERALS_ONLY,
  MIN_LENGTH,
  VALUE_SHIFT,
} from './huffman-table';
import { reserve } from './memory';

export const LITERAL_TABLE_BITS: u32 = 11;
export const DISTANCE_TABLE_BITS: u32 = 8;
export const PRECODE_TABLE_BITS: u32 = 7;

export const LITERAL_SYMBOLS: u32 = 288;
export const DISTANCE_SYMBOLS: u32 = 32;
export const PRECODE_SYMBOLS: u32 = 19;

const END_SYMBOL: u32 = 256;
const MAX_LENGTH: u32 = 258;
/** The symbols above these are reserved: the fixed code has codewords for them, but valid data has none. */
const USED_LITERAL_SYMBOLS: u32 = 286;
const USED_DISTANCE_SYMBOLS: u32 = 30;

// Room for the table and the largest possible subtables of complete codes: 2342 and 402 entries (enough.c of zlib).
const LITERAL_ENTRIES = 2400;
const DISTANCE_ENTRIES = 416;
const TABLE_ALIGNMENT = 64;

/** Symbols as table entries without the bits of the codeword. */
const literalSymbols: usize = reserve((<usize>LITERAL_SYMBOLS) << ENTRY_SHIFT);
const distanceSymbols: usize = reserve((<usize>DISTANCE_SYMBOLS) << ENTRY_SHIFT);
const precodeSymbols: usize = reserve((<usize>PRECODE_SYMBOLS) << ENTRY_SHIFT);

// Tables of the current block. Their addresses are constants, which saves registers in the fast loop.
export const literalTable = memory.data(LITERAL_ENTRIES << ENTRY_SHIFT, TABLE_ALIGNMENT);
export const fusedTable = memory.data(1 << (LITERAL_TABLE_BITS + ENTRY_SHIFT), TABLE_ALIGNMENT);
export const distanceTable = memory.data(DISTANCE_ENTRIES << ENTRY_SHIFT, TABLE_ALIGNMENT);
export const precodeTable = memory.data(1 << (PRECODE_TABLE_BITS + ENTRY_SHIFT), TABLE_ALIGNMENT);

const fixedLengths: usize = reserve(LITERAL_SYMBOLS);
let areSymbolsKnown = false;
/** Whether the tables are those of the fixed codes. */
let isFixed = false;

/** @returns whether the lengths form a valid code */
export function buildLiterals(lengths: usize, count: u32): bool {
  prepareSymbols();
  isFixed = false;
  if (buildTable(lengths, count, literalSymbols, literalTable, LITERAL_TABLE_BITS) === CodeSet.BAD)
    return false;
  fuseLiterals(literalTable, LITERAL_TABLE_BITS, fusedTable);
  return true;
}

/** @returns whether the lengths form a valid code */
export function buildDistances(lengths: usize, count: u32): bool {
  prepareSymbols();
  isFixed = false;
  return buildTable(lengths, count, distanceSymbols, distanceTable, DISTANCE_TABLE_BITS) !== CodeSet.BAD;
}

/** @returns whether the lengths form a complete code */
export function buildPrecode(lengths: usize): bool {
  prepareSymbols();
  return (
    buildTable(lengths, PRECODE_SYMBOLS, precodeSymbols, precodeTable, PRECODE_TABLE_BITS) ===
    CodeSet.COMPLETE
  );
}

/** Builds the tables of the fixed codes of the format. */
export function buildFixed(): void {
  if (isFixed) return;
  memory.fill(fixedLengths, 8, 144);
  memory.fill(fixedLengths + 144, 9, 112);
  memory.fill(fixedLengths + 256, 7, 24);
  memory.fill(fixedLengths + 280, 8, 8);
  buildLiterals(fixedLengths, LITERAL_SYMBOLS);
  memory.fill(fixedLengths, 5, DISTANCE_SYMBOLS);
  buildDistances(fixedLengths, DISTANCE_SYMBOLS);
  isFixed = true;
}

function prepareSymbols(): void {
  if (areSymbolsKnown) return;
  areSymbolsKnown = true;
  for (let symbol: u32 = 0; symbol < END_SYMBOL; symbol++) {
    setSymbol(literalSymbols, symbol, LITERALS_ONLY | (1 << LITERAL_COUNT_SHIFT) | (symbol << VALUE_SHIFT));
  }
  setSymbol(literalSymbols, END_SYMBOL, EXCEPTIONAL | END_OF_BLOCK);
  // the number of extra bits grows with every fourth length symbol and every second distance symbol
  let least: u32 = 0;
  for (let symbol: u32 = END_SYMBOL + 1; symbol < LITERAL_SYMBOLS; symbol++) {
    const index = symbol - END_SYMBOL - 1;
    const extraBits = index < 8 ? 0 : (index >> 2) - 1;
    setSymbol(
      literalSymbols,
      symbol,
      symbol < USED_LITERAL_SYMBOLS ? (least << LENGTH_SHIFT) | extraBits : EXCEPTIONAL,
    );
    least += 1 << extraBits;
  }
  // the longest length has a symbol without extra bits
  setSymbol(literalSymbols, USED_LITERAL_SYMBOLS - 1, (MAX_LENGTH - MIN_LENGTH) << LENGTH_SHIFT);
  least = 1;
  for (let symbol: u32 = 0; symbol < DISTANCE_SYMBOLS; symbol++) {
    const extraBits = symbol < 4 ? 0 : (symbol >> 1) - 1;
    setSymbol(
      distanceSymbols,
      symbol,
      symbol < USED_DISTANCE_SYMBOLS ? (least << VALUE_SHIFT) | extraBits : EXCEPTIONAL,
    );
    least += 1 << extraBits;
  }
  for (let symbol: u32 = 0; symbol < PRECODE_SYMBOLS; symbol++) {
    setSymbol(precodeSymbols, symbol, symbol << VALUE_SHIFT);
  }
}

function setSymbol(symbols: usize, symbol: u32, entry: u32): void {
  store<u32>(symbols + (symbol << ENTRY_SHIFT), entry);
}
