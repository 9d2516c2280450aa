import { decimalText } from '../../flows/cost/decimal-text';
import type { ListedPrice, ListedTier } from '../../flows/cost/listed-price';
import { isDay } from '../../flows/day';
import { objectOf } from '../../flows/json-object';
import type { AwsPriceName } from './charges';
import { AWS_OFFERS, chargeOfMeter } from './meters';

/** A product of the list with the list's properties. */
interface ListedProduct {
  readonly offer: string;
  readonly publicationDate: unknown;
  readonly version: unknown;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Terms by their codes. */
  readonly onDemand: Readonly<Record<string, unknown>>;
}

/**
 * Returns the prices of flow logs in the JSON of the AWS Price List: an offer file of a region, or the output of
 * `aws pricing get-products`.
 *
 * Source: AWS Billing User Guide, "Reading your service price list file" and "Finding services and products".
 *
 * @throws Error if the JSON is neither, or a price has no date or no price in US dollars
 */
export function awsListedPrices(json: unknown): ListedPrice<AwsPriceName>[] {
  return productsOf(json).flatMap((product) => {
    const { usagetype, regionCode } = product.attributes;
    const priceName = chargeOfMeter(product.offer, String(usagetype));
    return priceName === undefined ? [] : [listedPrice(product, priceName, String(usagetype), regionCode)];
  });
}

/** An offer whose products a price list contains for a region. */
export interface GivenOffer {
  readonly offer: string;
  readonly region: string;
}

/**
 * Returns the offers and regions of the JSON of the AWS Price List, also those without a price of flow logs.
 *
 * @throws Error if the JSON is neither an offer file nor the output of `aws pricing get-products`
 */
export function awsGivenOffers(json: unknown): GivenOffer[] {
  const given = productsOf(json).map(({ offer, attributes }) => ({
    offer,
    region: String(attributes.regionCode),
  }));
  return [...new Map(given.map((each) => [`${each.offer} ${each.region}`, each])).values()];
}

function productsOf(json: unknown): ListedProduct[] {
  const { PriceList, offerCode, products, terms, publicationDate, version } = objectOf(json);
  if (Array.isArray(PriceList)) return PriceList.map(entryOf);
  if (typeof offerCode !== 'string' || objectOf(products) !== products || objectOf(terms) !== terms) {
    throw new Error(
      'expected an offer file of the AWS Price List (offerCode, products, terms), or the output of `aws pricing get-products` ' +
        `(PriceList), received the keys ${Object.keys(objectOf(json)).slice(0, 5).join(', ') || 'of no object'}`,
    );
  }
  if (!AWS_OFFERS.includes(offerCode)) {
    throw new Error(
      `the offer ${offerCode} has no price of flow logs: expected one of ${AWS_OFFERS.join(', ')}`,
    );
  }
  const onDemand = objectOf(objectOf(terms).OnDemand);
  return Object.entries(products as object).map(([sku, product]) => ({
    offer: offerCode,
    publicationDate,
    version,
    attributes: objectOf(objectOf(product).attributes),
    onDemand: objectOf(onDemand[sku]),
  }));
}

/** An entry of `aws pricing get-products`: JSON in a string; some clients parse it. */
function entryOf(entry: unknown, index: number): ListedProduct {
  const json = objectOf(typeof entry === 'string' ? JSON.parse(entry) : entry);
  const { serviceCode, publicationDate, version } = json;
  if (typeof serviceCode !== 'string')
    throw new Error(
      `PriceList[${index}] has no serviceCode: expected the output of \`aws pricing get-products\``,
    );
  return {
    offer: serviceCode,
    publicationDate,
    version,
    attributes: objectOf(objectOf(json.product).attributes),
    onDemand: objectOf(objectOf(json.terms).OnDemand),
  };
}

function listedPrice(
  { offer, publicationDate, version, onDemand }: ListedProduct,
  priceName: AwsPriceName,
  usageType: string,
  region: unknown,
): ListedPrice<AwsPriceName> {
  const where = `${offer}, ${usageType}`;
  if (typeof region !== 'string' || region === '') throw new Error(`${where}: it has no regionCode`);
  const asOf = String(publicationDate).slice(0, 10);
  if (!isDay(asOf))
    throw new Error(`${where}: publicationDate is ${JSON.stringify(publicationDate)}, expected a date`);
  const dimensions = Object.values(onDemand)
    .flatMap((term) => Object.values(objectOf(objectOf(term).priceDimensions)))
    .map(objectOf);
  return {
    region,
    priceName,
    unit: [...new Set(dimensions.map(unitOf))].join(', '),
    tiers: dimensions.map((dimension) => tierOf(dimension, where)),
    source: `AWS Price List, ${offer}, ${usageType}${typeof version === 'string' ? `, version ${version}` : ''}`,
    asOf,
  };
}

function unitOf({ unit }: Readonly<Record<string, unknown>>): string {
  return unit === 'Request' ? 'Requests' : String(unit);
}

function tierOf(dimension: Readonly<Record<string, unknown>>, where: string): ListedTier {
  const from = decimalText(dimension.beginRange);
  const price = decimalText(objectOf(dimension.pricePerUnit).USD);
  if (from === undefined || price === undefined) {
    throw new Error(
      `${where}: expected beginRange and pricePerUnit.USD, received ${JSON.stringify(dimension).slice(0, 200)}`,
    );
  }
  return { from, to: String(dimension.endRange), price };
}
