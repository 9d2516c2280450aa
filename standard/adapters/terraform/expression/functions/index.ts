import type { TerraformValue } from '../terraform-value';
import { COLLECTION_FUNCTIONS } from './collection-functions';
import { ENCODING_FUNCTIONS } from './encoding-functions';
import { NUMBER_FUNCTIONS } from './number-functions';
import { SET_FUNCTIONS } from './set-functions';
import type { TerraformFunction } from './terraform-function';
import { TEXT_FUNCTIONS } from './text-functions';

export type { FunctionContext } from './terraform-function';

/** Functions that are evaluated, by name. The results of all others are unresolved. Source: Terraform, "Functions". */
export const FUNCTIONS: Readonly<Record<string, TerraformFunction>> = Object.assign(
  Object.create(null),
  {
    sensitive: ([value = null]: readonly TerraformValue[]) => value,
    nonsensitive: ([value = null]: readonly TerraformValue[]) => value,
    ephemeralasnull: ([value = null]: readonly TerraformValue[]) => value,
  },
  TEXT_FUNCTIONS,
  NUMBER_FUNCTIONS,
  COLLECTION_FUNCTIONS,
  SET_FUNCTIONS,
  ENCODING_FUNCTIONS,
);
