import { readFileSync } from 'node:fs';
import type { PriceFile } from '../../flows/cost/price-file';
import { PriceFileError, readPrices } from '../../flows/cost/read-prices';
import { CHARGES } from '../../standard/cost/prices';
import { existingPath } from '../arguments/existing-path';
import { UserError } from '../user-error';

/**
 * Reads a file of prices.
 *
 * @throws UserError if the file does not exist, is not JSON, or is not a valid price file
 */
export function readPriceFile(path: string): PriceFile {
  existingPath(path, 'a price file; `flow-logs cost --print-prices` prints one to start from');
  try {
    return readPrices(JSON.parse(readFileSync(path, 'utf8')), CHARGES);
  } catch (error) {
    const { message } = error as Error;
    const isExpected =
      error instanceof PriceFileError || error instanceof SyntaxError || 'code' in (error as object);
    if (!isExpected) throw error;
    throw new UserError(
      `${path} is not a valid price file: ${message}; \`flow-logs cost --print-prices\` prints a valid one`,
    );
  }
}
