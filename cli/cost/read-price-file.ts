import { readFileSync } from 'node:fs';
import type { PriceFile } from '../../flows/cost/price-file';
import { PriceFileError, readPrices } from '../../flows/cost/read-prices';
import { objectOf } from '../../flows/json-object';
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
    const json: unknown = JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''));
    rejectPriceList(path, json);
    return readPrices(json, CHARGES);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { message } = error as Error;
    const isExpected =
      error instanceof PriceFileError || error instanceof SyntaxError || 'code' in (error as object);
    if (!isExpected) throw error;
    throw new UserError(
      `${path} is not a valid price file: ${message}; \`flow-logs cost --print-prices\` prints a valid one`,
    );
  }
}

/** A price list that `flow-logs prices` can convert is an error with the command. */
function rejectPriceList(path: string, json: unknown): void {
  const { offerCode, PriceList, Items } = objectOf(json);
  const isAws = typeof offerCode === 'string' || Array.isArray(PriceList);
  if (!isAws && !Array.isArray(Items)) return;
  const [list, command] = isAws
    ? ['a file of the AWS Price List', 'from-aws']
    : ['a page of the Azure Retail Prices API', 'from-azure'];
  throw new UserError(
    `${path} is ${list}, not a price file: convert it, with the others that are needed, by ` +
      `\`flow-logs prices ${command} ${path} > prices.json\`, and give --prices prices.json`,
  );
}
