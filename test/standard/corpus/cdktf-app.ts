import { mkdirSync } from 'node:fs';
import { App, TerraformResource, TerraformStack } from 'cdktf';
import type { CorpusApp } from './corpus-app';
import { AWS_PROVIDER, terraformResources } from './terraform-app';

/**
 * Builds the app with CDKTF, and synthesizes it into a directory. The resources are of the class
 * `TerraformResource`, because the bindings of the AWS provider are not installed.
 */
export function cdktfAppOf(
  app: CorpusApp,
  outdir: string,
  prepare: (app: App) => void = () => undefined,
): App {
  mkdirSync(outdir, { recursive: true });
  const cdktf = new App({ outdir });
  const stack = new TerraformStack(cdktf, 'corpus');
  stack.addOverride('provider.aws', [AWS_PROVIDER]);
  for (const [type, all] of Object.entries(terraformResources(app))) {
    for (const [name, contents] of Object.entries(all)) {
      const resource = new TerraformResource(stack, `${type}-${name}`, { terraformResourceType: type });
      resource.overrideLogicalId(name);
      for (const [argument, value] of Object.entries(contents)) resource.addOverride(argument, value);
    }
  }
  prepare(cdktf);
  cdktf.synth();
  return cdktf;
}
