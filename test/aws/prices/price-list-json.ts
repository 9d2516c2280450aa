/** A meter of an invented offer file. */
export interface OfferMeter {
  readonly usagetype: string;
  readonly unit: string;
  /** Start, end and price of each tier. */
  readonly tiers: readonly (readonly [from: string, to: string, usd: string])[];
  readonly currency?: string;
}

/** An offer file in the form of the AWS Price List. Source: AWS Billing User Guide, "Reading your service price list file". */
export function awsOffer(offerCode: string, regionCode: string | undefined, meters: readonly OfferMeter[]) {
  const products = meters.map(({ usagetype }, index) => [
    `SKU${index}`,
    {
      sku: `SKU${index}`,
      productFamily: 'Data Payload',
      attributes: { servicecode: offerCode, usagetype, operation: '', regionCode },
    },
  ]);
  const onDemand = meters.map(({ unit, tiers, currency = 'USD' }, index) => [
    `SKU${index}`,
    {
      [`SKU${index}.TERM`]: {
        offerTermCode: 'TERM',
        sku: `SKU${index}`,
        effectiveDate: '2026-09-01T00:00:00Z',
        priceDimensions: Object.fromEntries(
          tiers.map(([beginRange, endRange, price], tier) => [
            `SKU${index}.TERM.${tier}`,
            { unit, beginRange, endRange, description: '', pricePerUnit: { [currency]: price } },
          ]),
        ),
      },
    },
  ]);
  return {
    formatVersion: 'v1.0',
    offerCode,
    version: '20260922021715',
    publicationDate: '2026-09-22T02:17:15Z',
    products: Object.fromEntries(products),
    terms: { OnDemand: Object.fromEntries(onDemand) },
  };
}

/** The same products as the output of `aws pricing get-products`. */
export function awsProductList(offer: ReturnType<typeof awsOffer>) {
  return {
    FormatVersion: 'aws_v1',
    PriceList: Object.entries(offer.products).map(([sku, product]) =>
      JSON.stringify({
        product,
        serviceCode: offer.offerCode,
        terms: { OnDemand: (offer.terms.OnDemand as Record<string, unknown>)[sku] },
        version: offer.version,
        publicationDate: offer.publicationDate,
      }),
    ),
  };
}
