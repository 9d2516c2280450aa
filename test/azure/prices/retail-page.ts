/** An invented item in the form of the Azure Retail Prices API. Source: Azure Cost Management REST reference, "Azure Retail Prices". */
export function retailItem(given: Readonly<Record<string, unknown>> = {}) {
  const { productName, skuName, meterName, ...more } = {
    productName: 'General Block Blob v2',
    skuName: 'Hot LRS',
    meterName: 'Hot LRS Data Stored',
    ...given,
  };
  return {
    currencyCode: 'USD',
    tierMinimumUnits: 0,
    retailPrice: 0.0196,
    armRegionName: 'westeurope',
    location: 'EU West',
    effectiveStartDate: '2017-02-03T00:00:00Z',
    meterId: `${productName} ${skuName} ${meterName}`,
    productName,
    skuName,
    meterName,
    serviceName: 'Storage',
    unitOfMeasure: '1 GB/Month',
    type: 'Consumption',
    isPrimaryMeterRegion: true,
    ...more,
  };
}

/** A page with items. */
export function retailPage(...items: readonly object[]) {
  return { BillingCurrency: 'USD', Items: items, NextPageLink: null, Count: items.length };
}
