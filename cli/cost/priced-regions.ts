import { AZURE_REGIONS } from '../../azure/region';
import type { PriceFile } from '../../flows/cost/price-file';
import { didYouMean } from '../../flows/did-you-mean';
import type { CostedFlowLog } from '../../standard/cost/costed-flow-log';
import { pricedRegions } from '../../standard/cost/prices';
import { type CloudRegion, regionOf } from '../../standard/cost/region';
import { Cloud } from '../../standard/facts';
import type { NamedRegion } from '../arguments/cloud-region';
import { UserError } from '../user-error';
import type { FlowLogNames } from './flow-log-names';

/** The options `--region` and `--price-region`: one region of each cloud. */
export interface RegionOptions {
  readonly region?: readonly NamedRegion[];
  readonly priceRegion?: readonly NamedRegion[];
}

/**
 * Validates the names of the options. Names of AWS have a form that no other word has; a word such as `Tokyo` has the form of
 * those of Azure.
 *
 * @throws UserError if a name is neither a region of Azure nor one with prices
 */
export function validateRegions({ region = [], priceRegion = [] }: RegionOptions, prices: PriceFile): void {
  validateNames('--region', region, prices);
  validateNames('--price-region', priceRegion, prices);
}

function validateNames(
  option: string,
  regions: readonly NamedRegion[],
  { regions: priced }: PriceFile,
): void {
  const known = [...new Set([...AZURE_REGIONS, ...Object.keys(priced)])];
  const invalid = regions.find(({ cloud, name }) => cloud === Cloud.AZURE && !known.includes(name));
  if (invalid === undefined) return;
  const { text, name } = invalid;
  const nearest = didYouMean(name, known);
  throw new UserError(
    `${option} ${JSON.stringify(text)} is not the name of a region of AWS or of Azure` +
      `${nearest === undefined ? '' : ` (did you mean ${nearest}?)`}: prices exist for ${Object.keys(priced).join(', ')}`,
  );
}

/** The region whose prices apply to a flow log. Prices of another region apply only with `--price-region`. */
export function pricedRegion(
  { fact }: CostedFlowLog,
  name: string,
  prices: PriceFile,
  { region: byDefault = [], priceRegion = [] }: RegionOptions,
): string {
  const region =
    regionIn('--price-region', priceRegion, fact.cloud) ??
    regionOf(fact) ??
    regionIn('--region', byDefault, fact.cloud);
  const all = pricedRegions(prices, fact.cloud);
  if (all.length === 0) {
    throw new UserError(
      `no price file has a price of the charges of ${name}: add one with --prices, or omit --prices to apply the prices of the package`,
    );
  }
  const known = all.join(', ');
  if (region === undefined) {
    throw new UserError(
      `the artifact does not state the region of ${name}: give --region; prices exist for ${known}`,
    );
  }
  if (all.includes(region)) return region;
  throw new UserError(
    `no prices for ${region} (${name}): give --prices, or --price-region to apply the prices of ${known}`,
  );
}

/** Notes about flow logs that are estimated with the prices of another region. */
export function regionNotes(
  flowLogs: readonly CostedFlowLog[],
  names: FlowLogNames,
  { priceRegion = [] }: RegionOptions,
): string[] {
  return flowLogs.flatMap((flowLog) => {
    const [own, priced] = [
      regionOf(flowLog.fact),
      regionIn('--price-region', priceRegion, flowLog.fact.cloud),
    ];
    if (own === undefined || priced === undefined || own === priced) return [];
    return [`${names.of(flowLog)} is in ${own}, estimated with the prices of ${priced}`];
  });
}

function regionIn(option: string, regions: readonly CloudRegion[], cloud: Cloud): string | undefined {
  const [first, second] = new Set(regions.filter((each) => each.cloud === cloud).map(({ name }) => name));
  if (second === undefined) return first;
  throw new UserError(`${option} names two regions of one cloud, ${first} and ${second}: give one`);
}
