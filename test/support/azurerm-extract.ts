import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BlockSchema, ProviderSchema } from './provider-schema';
import { ROOT } from './source-files';

/** The file that `scripts/azurerm-schema.mjs` writes. */
interface SchemaExtract {
  readonly version: string;
  readonly provider: BlockSchema;
  readonly resources: { readonly [type: string]: BlockSchema };
  readonly dataSources: { readonly [type: string]: BlockSchema };
}

const EXTRACT: SchemaExtract = JSON.parse(
  readFileSync(join(ROOT, 'test/azure/azurerm-schema-5.json'), 'utf8'),
);

/** The schema of the newest major version, reduced to the types that the constructs use. */
export const AZURERM_5: ProviderSchema = {
  release: `azurerm ${EXTRACT.version}`,
  whyMissing: '; if the type is new in the constructs, run node scripts/azurerm-schema.mjs',
  provider: EXTRACT.provider,
  resource: (type) => EXTRACT.resources[type],
  dataSource: (type) => EXTRACT.dataSources[type],
};
