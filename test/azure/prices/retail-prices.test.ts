import { describe, expect, test } from 'vitest';
import { AZURE_CHARGES } from '../../../azure/prices/charges';
import { AZURE_METERS } from '../../../azure/prices/meters';
import { azureListedPrices } from '../../../azure/prices/retail-prices';
import { importPrices } from '../../../flows/cost/price-import';
import { readPrices } from '../../../flows/cost/read-prices';
import { thrownBy } from '../../support/thrown';
import { retailItem, retailPage } from './retail-page';

const imported = (...pages: unknown[]) =>
  importPrices(azureListedPrices(pages, '2026-11-30').prices, AZURE_METERS);

describe('a page of the Azure Retail Prices API', () => {
  test('has the prices of charges, with all tiers', () => {
    const blob = { meterName: 'Hot ZRS Data Stored', skuName: 'Hot ZRS', unitOfMeasure: '1 GB/Month' };
    const page = retailPage(
      retailItem({ ...blob, tierMinimumUnits: 51200, retailPrice: 0.02304 }),
      retailItem({ ...blob, tierMinimumUnits: 0, retailPrice: 0.024 }),
      retailItem({ ...blob, tierMinimumUnits: 512000, retailPrice: 0.02208 }),
      retailItem({ ...blob, productName: 'Blob Storage', tierMinimumUnits: 0, retailPrice: 9 }),
      retailItem({ ...blob, type: 'Reservation', tierMinimumUnits: 0, retailPrice: 9 }),
    );
    const { file, problems } = imported(page);
    expect(problems).toEqual([]);
    expect(readPrices(file, AZURE_CHARGES)).toBe(file);
    expect(file.regions).toEqual({
      westeurope: {
        blobHotZRS: {
          tiers: [
            { upTo: 51_200, price: '0.024' },
            { upTo: 512_000, price: '0.02304' },
            { price: '0.02208' },
          ],
          source: 'Azure Retail Prices API, General Block Blob v2, Hot ZRS Data Stored',
          asOf: '2026-11-30',
          verified: true,
        },
      },
    });
  });

  test.each([
    ['functionExecutions', 0.000004, '0.4'],
    ['functionTime', 0.000026, '0.000026'],
    ['eventGridOperations', 0.06, '0.6'],
    ['blobWritesHotLRS', 0.054, '0.0054'],
    ['blobWritesColdGZRS', 0.38, '0.038'],
    ['blobHotRAGRS', 0.049, '0.049'],
    ['trafficAnalyticsTenMinutes', 3.5, '3.5'],
    ['logAnalyticsRetention', 0.13, '0.13'],
  ] as const)('has the price of %s in the unit of the charge', (name, retailPrice, price) => {
    const { productName, skuName, meterName, unit } = AZURE_METERS[name];
    const item = retailItem({ productName, skuName, meterName, unitOfMeasure: unit, retailPrice });
    expect(imported(retailPage(item)).file.regions.westeurope?.[name]?.tiers).toEqual([{ price }]);
  });

  test('can be given twice, and in parts', () => {
    const meter = { ...AZURE_METERS.logAnalyticsIngestion, unitOfMeasure: '1 GB' };
    const free = retailPage(retailItem({ ...meter, tierMinimumUnits: 0, retailPrice: 0 }));
    const paid = retailPage(retailItem({ ...meter, tierMinimumUnits: 5, retailPrice: 2.99 }));
    expect(imported(free, paid, paid).file.regions.westeurope?.logAnalyticsIngestion).toMatchObject({
      tiers: [{ price: '2.99' }],
      note: 'the free amount of an account is not deducted',
    });
  });

  test.each([undefined, null, ''])('skips items of no region, such as those with %j', (armRegionName) => {
    const page = retailPage(retailItem({ armRegionName }), retailItem());
    expect(azureListedPrices([page], '2026-10-05').prices.map(({ region }) => region)).toEqual([
      'westeurope',
    ]);
  });

  test('states the next page', () => {
    const next = 'https://prices.azure.com/api/retail/prices?$skip=1000';
    expect(azureListedPrices([{ ...retailPage(), NextPageLink: next }], '2026-11-30').nextPage).toBe(next);
    expect(azureListedPrices([retailPage()], '2026-11-30')).toEqual({ prices: [] });
  });

  test.each([
    [{ items: [] }, 'expected a page of the Azure Retail Prices API (Items), received the keys items'],
    [
      retailPage(retailItem({ currencyCode: 'EUR' })),
      'the currency is "EUR", expected "USD": request the pages without currencyCode',
    ],
    [
      retailPage(retailItem({ retailPrice: undefined })),
      'expected the numbers tierMinimumUnits and retailPrice, received {"tierMinimumUnits":0}',
    ],
  ])('is rejected if it is not valid', (page, message) => {
    expect(thrownBy(() => azureListedPrices([page], '2026-11-30'))).toContain(message);
  });
});
