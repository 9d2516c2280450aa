import { existsSync } from 'node:fs';
import { AssetType, TerraformAsset } from 'cdktf';
import type { Construct } from 'constructs';
import { FUNCTION_ARCHIVE } from '../../../../azure/normalizer/function-archive';

/** Context by which tests put another package in its place. */
export const PACKAGE_CONTEXT = 'cloud-flow-logs:function-package';

/**
 * The function's package, copied beside the stack. Its path has a hash of what is in it: azurerm deploys a package when
 * its path is another one, and looks no further.
 *
 * @returns path from the folder of the stack
 * @throws Error if it is not there
 */
export function functionPackage(scope: Construct): string {
  const path = String(scope.node.tryGetContext(PACKAGE_CONTEXT) ?? FUNCTION_ARCHIVE);
  if (!existsSync(path)) {
    throw new Error(
      `${scope.node.path}: ${path} is missing: install the package anew, or build it (npm run build)`,
    );
  }
  return new TerraformAsset(scope, 'Package', { path, type: AssetType.FILE }).path;
}
