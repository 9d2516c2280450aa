import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Testing } from 'cdktf';
import { expect } from 'vitest';
import {
  FlowLake,
  type FlowLakeProps,
  type FlowNormalizerOptions,
  FlowSink,
} from '../../../constructs/cdktf';
import { PACKAGE_CONTEXT } from '../../../constructs/cdktf/private/normalizer/function-package';
import { azureId } from '../../support/azure-ids';
import { appSettings, siteOf } from '../../support/deployed-site';
import { newStack } from '../../support/terraform-stacks';

export const SUBNET_ID = azureId('Microsoft.Network', 'virtualNetworks/hub/subnets/functions');
export const ENDPOINTS_ID = azureId('Microsoft.Network', 'virtualNetworks/hub/subnets/endpoints');
export const ZONES = {
  blobZoneId: azureId('Microsoft.Network', 'privateDnsZones/privatelink.blob.core.windows.net'),
  queueZoneId: azureId('Microsoft.Network', 'privateDnsZones/privatelink.queue.core.windows.net'),
};
export const WITH_WORKSPACE = { subnetId: SUBNET_ID, sink: FlowSink.TABLE_AND_WORKSPACE };

export const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-package-'));
export const functionZip = join(directory, 'function.zip');

// test files share this module, so that the end of one file must not remove the directory
writeFileSync(functionZip, 'a package');
process.once('exit', () => rmSync(directory, { recursive: true, force: true }));

/** A lake with a normalizer, whose function is any file. */
export function newLake(
  normalizer: FlowNormalizerOptions | null = { subnetId: SUBNET_ID },
  props: Partial<FlowLakeProps> = {},
  path = functionZip,
) {
  const app = Testing.app({ fakeCdktfJsonPath: true, context: { [PACKAGE_CONTEXT]: path } });
  const stack = newStack({}, 'network', app);
  const lake = new FlowLake(stack, 'Lake', {
    location: 'westeurope',
    normalizer: normalizer ?? undefined,
    ...props,
  });
  return { stack, lake };
}

/** A reference to an attribute of a resource: `azurerm_x.Lake_..._host_123.id`. */
export function reference(type: string, part: string, attribute: string): string {
  return `\\$\\{azurerm_${type}\\.Lake_${part}_\\w+\\.${attribute}\\}`;
}

export function matching(...parts: string[]) {
  return expect.stringMatching(new RegExp(`^${parts.join('')}$`));
}

export const HOST_ID = reference('storage_account', 'Normalizer_Host', 'id');
export const RAW_ID = reference('storage_account', 'Raw', 'id');
export const TABLE_ID = reference('storage_account', 'Table', 'id');

export function settingsOf(
  normalizer?: FlowNormalizerOptions,
  props?: Partial<FlowLakeProps>,
): Record<string, string> {
  return appSettings(siteOf(newLake(normalizer, props).stack));
}
