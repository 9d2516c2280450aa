import { Command } from 'commander';
import { AWS_CHARGES, type AwsPriceName } from '../../../aws/prices/charges';
import { AWS_METERS, AWS_OFFERS } from '../../../aws/prices/meters';
import { awsGivenOffers, awsListedPrices, type GivenOffer } from '../../../aws/prices/price-list';
import { importPrices } from '../../../flows/cost/price-import';
import type { CommandContext } from '../../context';
import { priceListJson, withPath } from '../../cost/price-list-file';
import { printPrices } from '../../cost/print-prices';
import { examplesText } from '../../output/examples-text';

const OFFER_URL = 'https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/OFFER/current/REGION/index.json';

/** `flow-logs prices from-aws`: converts files of the AWS Price List. */
export function fromAwsCommand({ stdout, stderr }: CommandContext): Command {
  return new Command('from-aws')
    .summary('convert files of the AWS Price List')
    .description(
      `Converts files of the AWS Price List to a price file on standard output. Download the file of each offer and region from ${OFFER_URL} ` +
        `(no login); the offers are ${AWS_OFFERS.join(', ')}. The output of \`aws pricing get-products\` is also accepted.`,
    )
    .argument('<files...>', 'offer files of regions, or the output of `aws pricing get-products`')
    .option(
      '--json',
      'print one JSON object with the price file, the charges without a price and the problems',
    )
    .addHelpText(
      'after',
      examplesText(
        `flow-logs prices from-aws ${AWS_OFFERS.map((offer) => `${offer}.json`).join(' ')} > prices.json`,
        'flow-logs cost cdk.out --gb-per-day 2 --prices prices.json',
      ),
    )
    .action((paths: readonly string[], { json = false }: { json?: boolean }) => {
      const lists = paths.map((path) =>
        withPath(path, () => {
          const json = priceListJson(path);
          return { listed: awsListedPrices(json), given: awsGivenOffers(json) };
        }),
      );
      const listed = lists.flatMap((list) => list.listed);
      const given = lists.flatMap((list) => list.given);
      printPrices(importPrices(listed, AWS_METERS), {
        stdout,
        stderr,
        json,
        chargeOf: (name) => AWS_CHARGES[name].charge,
        hintOf: (names, region) =>
          hint(
            names,
            given.filter((each) => each.region === region),
          ),
        nothing: `no file has a price of flow logs: give the files of ${AWS_OFFERS.join(', ')}`,
      });
    });
}

/** Names the offers to add, and the given offers without a price that the charges need. */
function hint(names: readonly AwsPriceName[], given: readonly GivenOffer[]): string {
  const offers = [...new Set(names.map((name) => AWS_METERS[name].offer))];
  const isGiven = (offer: string) => given.some((each) => each.offer === offer);
  const absent = offers.filter((offer) => !isGiven(offer));
  const lacking = names.filter((name) => isGiven(AWS_METERS[name].offer));
  return [
    ...(absent.length > 0 ? [`add the files of ${absent.join(', ')} for the region`] : []),
    ...lacking.map((name) => {
      const { offer, usageType } = AWS_METERS[name];
      return `the file of ${offer} has no valid price of the usage type ${usageType}`;
    }),
  ].join('; ');
}
