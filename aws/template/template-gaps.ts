import { objectOf } from './json-object';
import type { TemplateGap } from './template-stack';

/** Transforms that add no networks, flow logs or buckets of flow logs. Source: AWS CloudFormation User Guide, "Transform reference". */
const KNOWN_TRANSFORMS = [
  /^AWS::Serverless-/,
  /^AWS::LanguageExtensions$/,
  /^AWS::CodeDeployBlueGreen$/,
  /^AWS::SecretsManager-/,
  /^AWS::ServiceCatalog$/,
  /^AWS::CodeStar$/,
];

const INCLUDE = 'AWS::Include';
const MODULE = /::MODULE$/;
const STACK_SET = 'AWS::CloudFormation::StackSet';

/** Finds the parts of a template that can contain resources, and that the template does not contain: macros, modules, stack sets. */
export function templateGaps(json: unknown): TemplateGap[] {
  const { Transform, Resources } = objectOf(json);
  const resources = objectOf(Resources);
  const macros = [
    ...[Transform ?? []].flat().map((each): [string, unknown] => ['Transform', each]),
    ...[objectOf(json)['Fn::Transform'] ?? []].flat().map((each): [string, unknown] => ['Transform', each]),
    ...[resources['Fn::Transform'] ?? []].flat().map((each): [string, unknown] => ['Fn::Transform', each]),
    ...Object.entries(resources).flatMap(([id, each]) =>
      'Fn::Transform' in objectOf(each) ? [[id, objectOf(each)['Fn::Transform']] as [string, unknown]] : [],
    ),
  ];
  return [
    ...macros.flatMap(([id, macro]) => macroGap(id, macro)),
    ...Object.entries(resources).flatMap(([id, each]) => resourceGap(id, objectOf(each))),
    ...Object.keys(resources)
      .filter((name) => name.startsWith('Fn::ForEach::'))
      .map((name) => loopGap(name)),
  ];
}

function macroGap(logicalId: string, macro: unknown): TemplateGap[] {
  const { Name: name = macro, Parameters } = objectOf(macro);
  if (typeof name !== 'string' || KNOWN_TRANSFORMS.some((known) => known.test(name))) return [];
  if (name === INCLUDE) {
    const location = objectOf(Parameters).Location;
    const text = typeof location === 'string' ? location : JSON.stringify(location);
    return [
      {
        logicalId,
        type: INCLUDE,
        cause: `AWS::Include inserts ${text}, which is not a local file`,
        fix: 'download the file, and give its local path as Location, as for `aws cloudformation package`',
      },
    ];
  }
  return [
    {
      logicalId,
      type: name,
      cause: `the macro ${name} can change each part of the template`,
      fix: 'check the processed template: `aws cloudformation get-template --template-stage Processed`',
    },
  ];
}

function resourceGap(
  logicalId: string,
  { Type, Properties }: Readonly<Record<string, unknown>>,
): TemplateGap[] {
  const type = String(Type);
  if (MODULE.test(type)) {
    return [
      {
        logicalId,
        type,
        cause: `the resources of the module ${type} are not in the template`,
        fix: 'check the processed template: `aws cloudformation get-template --template-stage Processed`',
        inputs: Properties,
      },
    ];
  }
  if (type !== STACK_SET) return [];
  return [
    {
      logicalId,
      type,
      cause: 'a stack set deploys its template to other accounts and regions',
      fix: 'check the template of the stack set too',
      inputs: Properties,
    },
  ];
}

function loopGap(logicalId: string): TemplateGap {
  return {
    logicalId,
    type: 'Fn::ForEach',
    cause: `the collection of ${logicalId} is known only after deployment`,
    fix: 'give the values of its parameters with --parameters',
  };
}
