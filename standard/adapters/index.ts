import { ARM_TEMPLATE } from './arm/template-adapter';
import { WHAT_IF } from './arm/what-if-adapter';
import type { Adapter } from './artifact';
import { TEMPLATE } from './cloudformation/template-adapter';
import { PREVIEW } from './pulumi/preview';
import { CONFIGURATION } from './terraform/configuration';
import { PLAN } from './terraform/plan';

export { type Adapter, ArtifactError, type ArtifactInput } from './artifact';

/** All adapters in the order of detection, from the most to the least specific format. */
export const ADAPTERS: readonly Adapter[] = [PREVIEW, PLAN, TEMPLATE, WHAT_IF, ARM_TEMPLATE, CONFIGURATION];
