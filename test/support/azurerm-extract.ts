import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BlockSchema, ProviderSchema } from './provider-schema';
import { ROOT } from './source-files';

/** What `scripts/azurerm-schema.mjs` has written. */
interface SchemaExtract {
  readonly version: string;
  readonly provider: BlockSchema;
  readonly resources: { readonly [type: string]: BlockSchema };
  readonly dataSources: { readonly [type: string]: BlockSchema };
}

const EXTRACT: SchemaExtract = JSON.parse(
  readFileSync(join(ROOT, 'test/azure/azurerm-schema-5.json'), 'utf8'),
);

/** The newest major version: what the provider itself says that it takes, of the types that are used. */
export const AZURERM_5: ProviderSchema = {
  release: `azurerm ${EXTRACT.version}`,
  whyMissing: ', or its extract is older than the import of the type: node scripts/azurerm-schema.mjs',
  provider: EXTRACT.provider,
  resource: (type) => EXTRACT.resources[type],
  dataSource: (type) => EXTRACT.dataSources[type],
};
