import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/source-files';
import { azurerm5 } from '../support/terraform-providers';

test.skipIf(azurerm5()?.binary === undefined)('the extract equals the schema of the provider', () => {
  const script = join(ROOT, 'scripts/azurerm-schema.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
