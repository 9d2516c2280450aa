import { InputError, InputErrorCode } from '../../input/input-error';

/**
 * Largest row group, in bytes after decompression. AWS writes files of at most 75 MB (Amazon VPC User Guide, "Flow log
 * files"), and pages of all columns are in memory together.
 */
export const MAX_ROW_GROUP_BYTES = 256 * 1024 ** 2;

/** Largest footer, in bytes. An ordinary footer has some thousand bytes for each row group. */
export const MAX_FOOTER_BYTES = 8 * 1024 ** 2;

/**
 * Most values in a footer. A file of 75 MB with row groups of 1 MB and 100 columns has 7,500 column chunks, each with
 * about 35 values.
 */
export const MAX_FOOTER_VALUES = 1024 ** 2;

/** Most columns. Flow logs have at most 100 fields, and an OCSF event has some hundred attributes. */
export const MAX_COLUMNS = 1000;

/** Most bytes after decompression, and most values, of one page. Writers stay far below. */
export const MAX_PAGE_BYTES = 64 * 1024 ** 2;
export const MAX_PAGE_VALUES = 1024 ** 2;

/** Most pages without values in one column of a row group. Writers write none, or one for an empty column. */
export const MAX_EMPTY_PAGES = 16;

/** Text that a file of any size can contain, in bytes. The normalizer reads it in about a second. */
const TEXT_BYTES = 128 * 1024 ** 2;

/** Largest size of text per stored byte: what gzip reaches, so that Parquet can contain as much text as a text file. */
const TEXT_RATIO = 1032;

/** Bytes of the shortest token of a row: one character and a delimiter. */
const SHORTEST_TOKEN = 2;

/**
 * Limit for the work that a file causes. Run lengths and dictionaries can repeat values without storing them again. The
 * work is proportional to the text of the rows: the tokens of all values, each with a delimiter.
 */
export class TextBudget {
  private readonly limit: number;
  private spent = 0;

  /** @param maxBytes limit of the user */
  constructor(
    private readonly stored: number,
    private readonly maxBytes: number,
  ) {
    this.limit = TEXT_BYTES + stored * TEXT_RATIO;
  }

  /** @throws InputError if rows cannot be within the limit, however short their values are */
  checkRows(rows: number, columns: number): void {
    const least = rows * columns * SHORTEST_TOKEN;
    if (least > this.limit)
      throw this.tooMuch(`${rows} rows of ${columns} columns, at least ${least} bytes as text`);
  }

  /** @throws InputError if the text of the rows so far exceeds a limit */
  spend(bytes: number): void {
    this.spent += bytes;
    if (this.spent > this.limit) throw this.tooMuch(`more than ${this.limit} bytes as text`);
    if (this.spent > this.maxBytes) {
      throw tooLarge(`the rows of the Parquet file have more than ${this.maxBytes} bytes as text`);
    }
  }

  private tooMuch(what: string): InputError {
    return new InputError(
      InputErrorCode.TOO_LARGE,
      `the Parquet file of ${this.stored} bytes contains ${what}. The limit is ${this.limit} bytes: ${TEXT_BYTES}, and ` +
        `${TEXT_RATIO} for each stored byte. Split the file into files with fewer rows.`,
    );
  }
}

/** An error of a file that exceeds a limit of the user. */
export function tooLarge(what: string): InputError {
  return new InputError(InputErrorCode.TOO_LARGE, `${what}. Raise the limit or split the object.`);
}

/** An error of a file that exceeds a limit of the reader, which the user cannot raise. */
export function beyondReader(what: string, fix: string): InputError {
  return new InputError(InputErrorCode.TOO_LARGE, `the Parquet file has ${what}. ${fix}`);
}
