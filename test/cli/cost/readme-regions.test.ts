import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pricedRegions, SHIPPED_PRICES } from '../../../standard/cost/prices';
import { Cloud } from '../../../standard/facts';
import { ROOT } from '../../support/source-files';

test('the README names the regions with prices', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8').replace(/\s+/g, ' ');
  const [aws, azure] = [Cloud.AWS, Cloud.AZURE].map((cloud) => pricedRegions(SHIPPED_PRICES, cloud));
  expect(readme).toContain(
    `prices of ${aws?.join(', ')} (AWS), and ${azure?.join(', ')} (Azure; few of eastus)`,
  );
});
