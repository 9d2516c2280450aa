import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { armTemplateOf, whatIfOf } from './arm-app';
import { cdkAppOf } from './cdk-app';
import { cdktfAppOf } from './cdktf-app';
import type { CorpusApp } from './corpus-app';
import { hclOf } from './hcl-app';
import { planOf } from './plan-app';
import { previewOf } from './preview-app';
import { templateOf } from './template-app';
import { terraformResources } from './terraform-app';

/** An engine that writes an app as an artifact. */
export interface CorpusEngine {
  readonly name: string;
  readonly clouds: readonly ('aws' | 'azure')[];
  /** Writes the artifact of an app into an empty directory. @returns the path of the artifact */
  write(app: CorpusApp, directory: string): string;
}

/** Engines that run in this process. */
export const ENGINES: readonly CorpusEngine[] = [
  {
    name: 'template in JSON',
    clouds: ['aws'],
    write: (app, directory) => written(directory, 'template.json', JSON.stringify(templateOf(app), null, 2)),
  },
  {
    name: 'template in YAML',
    clouds: ['aws'],
    write: (app, directory) => written(directory, 'template.yaml', stringify(templateOf(app))),
  },
  {
    name: 'CDK',
    clouds: ['aws'],
    write: (app, directory) => {
      cdkAppOf(app, directory);
      return directory;
    },
  },
  {
    name: 'CDKTF',
    clouds: ['aws', 'azure'],
    write: (app, directory) => {
      cdktfAppOf(app, directory);
      return join(directory, 'stacks/corpus/cdk.tf.json');
    },
  },
  {
    name: 'Terraform in JSON',
    clouds: ['aws', 'azure'],
    write: (app, directory) =>
      written(directory, 'main.tf.json', JSON.stringify({ resource: terraformResources(app) }, null, 2)),
  },
  {
    name: 'Terraform language',
    clouds: ['aws', 'azure'],
    write: (app, directory) => {
      written(directory, 'main.tf', hclOf(app));
      return directory;
    },
  },
  {
    name: 'Terraform plan',
    clouds: ['aws', 'azure'],
    write: (app, directory) => written(directory, 'plan.json', JSON.stringify(planOf(app), null, 2)),
  },
  {
    name: 'Pulumi preview',
    clouds: ['aws', 'azure'],
    write: (app, directory) => written(directory, 'preview.json', JSON.stringify(previewOf(app), null, 2)),
  },
  {
    name: 'ARM template',
    clouds: ['azure'],
    write: (app, directory) => written(directory, 'main.json', JSON.stringify(armTemplateOf(app), null, 2)),
  },
  {
    name: 'what-if',
    clouds: ['azure'],
    write: (app, directory) => written(directory, 'what-if.json', JSON.stringify(whatIfOf(app), null, 2)),
  },
];

function written(directory: string, name: string, text: string): string {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}
