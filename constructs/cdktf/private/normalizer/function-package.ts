import { existsSync } from 'node:fs';
import { AssetType, TerraformAsset } from 'cdktf';
import type { Construct } from 'constructs';
import { FUNCTION_ARCHIVE } from '../../../../azure/normalizer/function-archive';

/** Context key with which tests replace the package. */
export const PACKAGE_CONTEXT = 'cloud-flow-logs:function-package';

/**
 * Copies the function's package beside the stack. Its path contains a hash of its content, so that a change publishes it.
 *
 * @returns path relative to the folder of the stack
 * @throws Error if the package does not exist
 */
export function functionPackage(scope: Construct): string {
  return packagedFile(
    scope,
    'Package',
    String(scope.node.tryGetContext(PACKAGE_CONTEXT) ?? FUNCTION_ARCHIVE),
  );
}

/**
 * Copies a file of this package beside the stack.
 *
 * @returns path relative to the folder of the stack
 * @throws Error if the file does not exist
 */
export function packagedFile(scope: Construct, id: string, path: string): string {
  if (!existsSync(path)) {
    throw new Error(
      `${scope.node.path}: ${path} does not exist: reinstall cloud-flow-logs, or run npm run build in a checkout`,
    );
  }
  return new TerraformAsset(scope, id, { path, type: AssetType.FILE }).path;
}
