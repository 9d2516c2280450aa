import { mkdirSync } from 'node:fs';
import { App, TerraformResource, TerraformStack } from 'cdktf';
import type { CorpusApp } from './corpus-app';
import { terraformResources } from './terraform-app';

/** The app in CDKTF, synthesised into a directory. The resources are plain ones, since there are no bindings of AWS here. */
export function cdktfAppOf(
  app: CorpusApp,
  outdir: string,
  prepare: (app: App) => void = () => undefined,
): App {
  mkdirSync(outdir, { recursive: true });
  const cdktf = new App({ outdir });
  const stack = new TerraformStack(cdktf, 'corpus');
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
