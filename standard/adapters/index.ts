import type { Adapter } from './artifact';
import { TEMPLATE } from './cloudformation/template-adapter';
import { PREVIEW } from './pulumi/preview';
import { CONFIGURATION } from './terraform/configuration';
import { PLAN } from './terraform/plan';

export { type Adapter, ArtifactError, type ArtifactInput } from './artifact';

/** Adapters in the order of their detection, from the most to the least specific. */
export const ADAPTERS: readonly Adapter[] = [PREVIEW, PLAN, TEMPLATE, CONFIGURATION];
