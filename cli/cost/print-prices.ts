import type { PriceImport } from '../../flows/cost/price-import';
import type { Output } from '../context';
import { jsonText } from '../output/json-text';
import { UserError } from '../user-error';

/** Outputs and texts of an import. */
export interface PrintOptions<Name> {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Whether to print everything as one JSON object. */
  readonly json: boolean;
  readonly chargeOf: (name: Name) => string;
  /** Where the missing prices of a region are. */
  readonly hintOf: (names: readonly Name[], region: string) => string;
  /** The message for an import without a price. */
  readonly nothing: string;
}

/**
 * Prints an imported price file, and notes about the charges that have no price.
 *
 * @throws UserError if the import has no price
 */
export function printPrices<Name extends string>(
  { file, missing, problems }: PriceImport<Name>,
  { stdout, stderr, json, chargeOf, hintOf, nothing }: PrintOptions<Name>,
): void {
  if (Object.keys(file.regions).length === 0) throw new UserError([...problems, nothing].join('; '));
  if (json) {
    stdout.write(jsonText({ file, missing, problems }));
    return;
  }
  stdout.write(jsonText(file));
  for (const problem of problems) stderr.write(`note: not imported: ${problem}\n`);
  for (const region of new Set(missing.map((each) => each.region))) {
    const names = missing.filter((each) => each.region === region).map(({ priceName }) => priceName);
    const found = Object.keys(file.regions[region] ?? {}).length;
    stderr.write(
      `note: ${region} has ${found} of ${found + names.length} prices; ${hintOf(names, region)}. Without a price: ${names.map(chargeOf).join('; ')}\n`,
    );
  }
}
