import { statSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { AZURE_CHARGES } from '../../../azure/prices/charges';
import { AZURE_METERS } from '../../../azure/prices/meters';
import { azureListedPrices } from '../../../azure/prices/retail-prices';
import { importPrices } from '../../../flows/cost/price-import';
import { isDay } from '../../../flows/day';
import { existingPath } from '../../arguments/existing-path';
import type { CommandContext } from '../../context';
import { priceListJson, withPath } from '../../cost/price-list-file';
import { printPrices } from '../../cost/print-prices';
import { examplesText } from '../../output/examples-text';

const API =
  "https://prices.azure.com/api/retail/prices?$filter=armRegionName eq 'westeurope' and serviceName eq 'Storage'";

const SERVICES = 'Storage, Network Watcher, Log Analytics, Azure Monitor, Functions, Event Grid';

/** `flow-logs prices from-azure`: converts pages of the Azure Retail Prices API. */
export function fromAzureCommand({ stdout, stderr }: CommandContext): Command {
  return new Command('from-azure')
    .summary('convert pages of the Azure Retail Prices API')
    .description(
      `Converts pages of the Azure Retail Prices API to a price file on standard output. Request the pages of each service and region ` +
        `(no login): ${API}. The services are ${SERVICES}. Follow NextPageLink until it is null.`,
    )
    .argument('<files...>', 'pages, one JSON object in each file')
    .option(
      '--as-of <date>',
      'day on which the pages were requested, YYYY-MM-DD; default: the day on which the oldest file was modified',
      parseDay,
    )
    .option(
      '--json',
      'print one JSON object with the price file, the charges without a price and the problems',
    )
    .addHelpText(
      'after',
      examplesText(
        'flow-logs prices from-azure storage-1.json storage-2.json network-watcher.json log-analytics.json ' +
          'azure-monitor.json functions.json event-grid.json > prices.json',
        'flow-logs cost plan.json --gb-per-day 2 --prices prices.json',
      ),
    )
    .action((paths: readonly string[], { asOf, json = false }: { asOf?: string; json?: boolean }) => {
      const day = asOf ?? oldestDay(paths.map((path) => existingPath(path, 'a page')));
      const pages = paths.map((path) => {
        const page = priceListJson(path);
        // an error must name the path of the page
        withPath(path, () => azureListedPrices([page], day));
        return page;
      });
      const { prices, nextPage } = azureListedPrices(pages, day);
      if (nextPage !== undefined)
        stderr.write(`note: ${paths.at(-1)} is not the last page: request ${nextPage} and add its file\n`);
      printPrices(importPrices(prices, AZURE_METERS), {
        stdout,
        stderr,
        json,
        chargeOf: (name) => AZURE_CHARGES[name].charge,
        hintOf: () => 'add the pages of their services for the region',
        nothing: `no page has a price of flow logs: give the pages of ${SERVICES}`,
      });
    });
}

function oldestDay(paths: readonly string[]): string {
  return paths.map((path) => statSync(path).mtime.toISOString().slice(0, 10)).toSorted()[0] as string;
}

function parseDay(text: string): string {
  if (isDay(text)) return text;
  throw new InvalidArgumentError(`Expected a day such as 2026-11-30, received ${text}.`);
}
