import { expect, test } from 'vitest';
import { audienceOf } from '../../../azure/ingestion/audience';

test.each([
  ['https://flows-x1.westeurope-1.ingest.monitor.azure.com', 'https://monitor.azure.com'],
  ['https://flows-x1.usgovvirginia-1.ingest.monitor.azure.us', 'https://monitor.azure.us'],
  ['https://flows-x1.chinaeast2-1.ingest.monitor.azure.cn/', 'https://monitor.azure.cn'],
  ['http://127.0.0.1:4000', 'https://monitor.azure.com'],
  ['https://ingest.monitor.azure.us.example.com', 'https://monitor.azure.com'],
  ['', 'https://monitor.azure.com'],
])('the audience of %j is %s', (endpoint, audience) => {
  expect(audienceOf(endpoint)).toBe(audience);
});
