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
import { expressionOf, outputsOf, type PartReference, splitTemplate } from './split-template';
import { templateOf } from './template-app';
import { AWS_PROVIDER, terraformResources } from './terraform-app';

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
    name: 'nested stacks',
    clouds: ['aws'],
    write: writeNestedStacks,
  },
  {
    name: 'stacks with weak references',
    clouds: ['aws'],
    write: (app, directory) =>
      writeStacks(app, directory, ({ part, name }) => ({
        'Fn::GetStackOutput': { StackName: part, OutputName: name },
      })),
  },
  {
    name: 'stacks with exports',
    clouds: ['aws'],
    write: (app, directory) =>
      writeStacks(app, directory, ({ part, name }) => ({ 'Fn::ImportValue': `${part}:${name}` })),
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
      written(
        directory,
        'main.tf.json',
        JSON.stringify({ provider: { aws: AWS_PROVIDER }, resource: terraformResources(app) }, null, 2),
      ),
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

/** Networks and flow logs in nested stacks, and destinations in their parent. */
function writeNestedStacks(app: CorpusApp, directory: string): string {
  const parameters = new Map<string, object>();
  const { network, store, logs } = splitTemplate(
    templateOf(app),
    (reference) => {
      const { part, name } = reference;
      const output = { 'Fn::GetAtt': ['NetworkPart', `Outputs.${name}`] };
      parameters.set(name, part === 'network' ? output : expressionOf(reference));
      return { Ref: name };
    },
    (part, incoming, outgoing) => ({
      ...(part === 'network' && outputsOf(incoming)),
      Parameters: Object.fromEntries(outgoing.map(({ name }) => [name, { Type: 'String' }])),
    }),
  );
  const { Resources } = store as { Resources: object };
  const nested = (file: string, more: object = {}) => ({
    Type: 'AWS::CloudFormation::Stack',
    Properties: { TemplateURL: `./${file}`, ...more },
  });
  const root = {
    ...store,
    Resources: {
      ...Resources,
      NetworkPart: nested('network.yaml'),
      LogsPart: nested('logs.yaml', { Parameters: Object.fromEntries(parameters) }),
    },
  };
  written(directory, 'network.yaml', stringify(network));
  written(directory, 'logs.yaml', stringify(logs));
  return written(directory, 'root.yaml', stringify(root));
}

/** Networks, destinations and flow logs in three stacks of an assembly. */
function writeStacks(
  app: CorpusApp,
  directory: string,
  referenceOf: (reference: PartReference) => object,
): string {
  const parts = splitTemplate(templateOf(app), referenceOf, (part, incoming) => ({
    Outputs: Object.fromEntries(
      incoming.map((each) => [
        each.name,
        { Value: expressionOf(each), Export: { Name: `${part}:${each.name}` } },
      ]),
    ),
  }));
  const artifacts = Object.entries(parts).map(([name, template]) => {
    written(directory, `${name}.template.json`, JSON.stringify(template));
    return [
      name,
      {
        type: 'aws:cloudformation:stack',
        environment: 'aws://111122223333/eu-west-1',
        properties: { templateFile: `${name}.template.json`, stackName: name },
      },
    ];
  });
  written(
    directory,
    'manifest.json',
    JSON.stringify({ version: '48.0.0', artifacts: Object.fromEntries(artifacts) }),
  );
  return directory;
}

function written(directory: string, name: string, text: string): string {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}
