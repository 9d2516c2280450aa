import { existsSync } from 'node:fs';
import { AssetType, TerraformAsset } from 'cdktf';
import type { Construct } from 'constructs';
import { FUNCTION_ARCHIVE } from '../../../../azure/normalizer/function-archive';

/** Context key with which tests replace the package. */
export const PACKAGE_CONTEXT = 'cloud-flow-logs:function-package';

/**
 * Copies the function's package beside the stack. Its path contains a hash of its content, because azurerm deploys a package
 * only if the path changes.
 *
 * @returns path relative to the folder of the stack
 * @throws Error if the package does not exist
 */
export function functionPackage(scope: Construct): string {
  const path = String(scope.node.tryGetContext(PACKAGE_CONTEXT) ?? FUNCTION_ARCHIVE);
  if (!existsSync(path)) {
    throw new Error(
      `${scope.node.path}: ${path} does not exist: reinstall cloud-flow-logs, or run npm run build in a checkout`,
    );
  }
  return new TerraformAsset(scope, 'Package', { path, type: AssetType.FILE }).path;
}
