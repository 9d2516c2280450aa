import { FLOW_LOG_TYPE } from '../flow-log';
import { AppValues, UNKNOWN } from '../template/stack-values';
import type { TemplateResource, TemplateStack } from '../template/template-stack';
import { namingOf } from './catalogue';
import type { DeployedFlowLog, DeployedFlowLogs } from './deployed-flow-log';
import {
  anyKeyWarnings,
  flowLogNotes,
  keyTagNotes,
  lakeFormationNotes,
  omittedStackNotes,
  roleNotes,
  scopeNotes,
  typeNotes,
  unknownNameWarnings,
} from './deployer-notes';
import { flowLogGrants } from './flow-log-grants';
import type { Grant } from './grant';
import { localTemplateNotes } from './local-template';
import { NamedResources } from './named-resources';
import { type PolicyDocument, policyDocuments } from './policy-documents';
import { isCovered, resourcesOfFlowLogs } from './related-resources';
import type { StackScope } from './stack-scope';
import { notCoveredNotes, typeGrants } from './type-grants';

/** Policies for the deployer of one account. */
export interface AccountPolicies {
  /** Undefined if the stacks are not bound to an account. */
  readonly account?: string;
  readonly stacks: readonly string[];
  readonly documents: readonly PolicyDocument[];
  /** Permissions that are wider than the resources of the app. Read them before the policies are used. */
  readonly warnings: readonly string[];
  /** Values that are unknown, and resources that are not covered. */
  readonly notes: readonly string[];
}

/** Options of `deployerPolicies`. */
export interface DeployerOptions {
  /**
   * Whether to include every resource of the stacks that contain flow logs, not only the related resources.
   *
   * @default false
   */
  readonly everything?: boolean;
}

/**
 * Creates least-privilege policies for the deployer of flow logs and their related resources: one set for each account.
 * The result is empty if the stacks contain neither flow logs nor lakes.
 *
 * @param flowLogsOf the flow logs of each stack
 */
export function deployerPolicies(
  stacks: readonly TemplateStack[],
  flowLogsOf: DeployedFlowLogs,
  { everything = false }: DeployerOptions = {},
): AccountPolicies[] {
  const app = new AppValues(stacks, namingOf);
  const named = new NamedResources(app);
  const wanted = resourcesOfFlowLogs(app, named);
  const holding = stacks.filter(({ resources }) => resources.some((each) => wanted.has(each)));
  const omitted = stacks.filter((stack) => !holding.includes(stack)).map(({ name }) => name);
  const accounts = new Set(holding.map(({ account }) => account));
  return [...accounts].map((account) => {
    const own = holding.filter((stack) => stack.account === account);
    const parts = own.map((stack) =>
      stackPart({ app, stack, named }, flowLogsOf(stack), (each) => everything || wanted.has(each)),
    );
    return {
      ...(account !== undefined && { account }),
      stacks: own.map(({ name }) => name),
      documents: policyDocuments(parts.flatMap(({ grants }) => grants)),
      warnings: parts.flatMap(({ warnings }) => warnings),
      notes: [...parts.flatMap(({ notes }) => notes), ...omittedStackNotes(omitted)],
    };
  });
}

function stackPart(
  scope: StackScope,
  all: readonly DeployedFlowLog[],
  isWanted: (resource: TemplateResource) => boolean,
) {
  const { stack } = scope;
  const covered = stack.resources.filter(isCovered);
  const wanted = covered.filter(isWanted);
  const flowLogs = all.filter(({ resource }) => isWanted(resource));
  const others = wanted.filter(({ type }) => type !== FLOW_LOG_TYPE);
  const grants = [
    ...flowLogs.flatMap((flowLog) => flowLogGrants(scope, flowLog)),
    ...others.flatMap((resource) => typeGrants(scope, resource) ?? []),
    ...parameterGrants(scope),
  ];
  return {
    grants,
    warnings: [...anyKeyWarnings(scope, grants), ...unknownNameWarnings(grants)],
    notes: [
      ...scopeNotes(stack),
      ...roleNotes(grants),
      ...localTemplateNotes(scope),
      ...flowLogs.flatMap((flowLog) => flowLogNotes(scope, flowLog)),
      ...others.flatMap((resource) => notCoveredNotes(scope, resource)),
      ...keyTagNotes(stack, others),
      ...lakeFormationNotes(stack, others),
      ...typeNotes(stack, isWanted),
    ],
  };
}

/** CloudFormation reads Parameter Store parameters with the deployer's permissions. Every CDK stack has one. */
function parameterGrants({ app, stack }: StackScope): Grant[] {
  const { account = UNKNOWN, region = UNKNOWN } = stack;
  const names = Object.values(stack.parameters)
    .filter(({ type }) => type.startsWith('AWS::SSM::Parameter::'))
    .map((parameter) => String(parameter.default ?? UNKNOWN));
  if (names.length === 0) return [];
  const prefix = `arn:${app.of(stack).partition}:ssm:${region}:${account}:parameter`;
  return [
    {
      topic: 'Parameters',
      actions: ['ssm:GetParameters'],
      resources: names.map((name) => `${prefix}/${name.replace(/^\//, '')}`),
      why: 'reads the parameters of the template from Parameter Store',
      source: 'AWS CloudFormation User Guide: SSM parameter types',
      neededBy: [stack.name],
    },
  ];
}
