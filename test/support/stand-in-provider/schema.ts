import { AWS_SCHEMA } from './aws-schema';
import { AZURERM_SCHEMA } from './azurerm-schema';
import type { StandInSchema } from './stand-in-schema';

/** The types of both providers. */
export const SCHEMA: StandInSchema = { ...AWS_SCHEMA, ...AZURERM_SCHEMA };
