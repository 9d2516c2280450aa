import { type Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { FlowLogHome, FlowLogSenders, PolicyStatementJson } from '../../aws/policies';

/** A resource of a template. */
export interface PlainResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** A statement of a policy; actions and resources are always lists, and actions in order. */
export interface PlainStatement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal?: Readonly<Record<string, string>>;
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * A synthesised template whose intrinsic functions are written out, so that values can be compared whole:
 * `{ Ref: 'Raw' }` is `<Raw>`, `{ 'Fn::GetAtt': ['Raw', 'Arn'] }` is `<Raw.Arn>`, joined texts are joined.
 */
export class PlainTemplate {
  static of(stack: Stack): PlainTemplate {
    const { partition, account, region } = environmentOf(stack);
    const known = {
      'AWS::Partition': partition,
      'AWS::AccountId': account,
      'AWS::Region': region,
      ...(Token.isUnresolved(stack.region) ? {} : { 'AWS::URLSuffix': urlSuffixOf(region) }),
    };
    return new PlainTemplate(plain(Template.fromStack(stack).toJSON().Resources, known) as Resources);
  }

  private constructor(readonly resources: Resources) {}

  /** Resources of a type whose logical id begins like this, by logical id. */
  all(type: string, prefix = ''): [string, PlainResource][] {
    return Object.entries(this.resources).filter(([id, { Type }]) => Type === type && id.startsWith(prefix));
  }

  /** Logical id of the one resource of a type. */
  id(type: string, prefix = ''): string {
    const found = this.all(type, prefix).map(([id]) => id);
    if (found.length !== 1) throw new Error(`${found.length} resources ${type} ${prefix}: ${found}`);
    return found[0] as string;
  }

  /** The one resource of a type. */
  the(type: string, prefix = ''): PlainResource {
    return this.resources[this.id(type, prefix)] as PlainResource;
  }

  /** Statements of the one policy of a type. */
  statements(type: string, prefix = ''): PlainStatement[] {
    const { PolicyDocument, KeyPolicy } = this.the(type, prefix).Properties;
    return statementsOf(PolicyDocument ?? KeyPolicy);
  }

  /** Who may take the one role. */
  trust(prefix = ''): PlainStatement[] {
    return statementsOf(this.the('AWS::IAM::Role', prefix).Properties.AssumeRolePolicyDocument);
  }
}

/** Statements of ours as a template has them. */
export function plainStatements(...statements: readonly PolicyStatementJson[]): PlainStatement[] {
  return statementsOf({ Statement: statements });
}

/** Statements of a policy document. */
export function statementsOf(document: unknown): PlainStatement[] {
  const { Statement } = document as { Statement: (Omit<PlainStatement, 'Action'> & Loose)[] };
  return Statement.map((statement) => ({
    ...statement,
    Action: [statement.Action].flat().sort(),
    ...(statement.Resource !== undefined && { Resource: [statement.Resource].flat() }),
  }));
}

/** Where a stack will be deployed; `<AWS::Region>` and its like stand for what is not known before. */
export function environmentOf({ account, region }: Stack): FlowLogHome {
  return {
    partition: Token.isUnresolved(region) ? '<AWS::Partition>' : partitionOf(region),
    account: Token.isUnresolved(account) ? '<AWS::AccountId>' : account,
    region: Token.isUnresolved(region) ? '<AWS::Region>' : region,
  };
}

/** The flow logs of a stack's account and region, as policies name them. */
export function sendersOf(stack: Stack): FlowLogSenders {
  const { partition, account, region } = environmentOf(stack);
  return { partition, accounts: [account], regions: [region] };
}

type Resources = Readonly<Record<string, PlainResource>>;

interface Loose {
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

function urlSuffixOf(region: string): string {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
}

function plain(value: unknown, known: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((item) => plain(item, known));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [key, plain(item, known)]);
  const [[name, argument] = ['', undefined]] = entries;
  if (entries.length === 1) {
    if (name === 'Ref') return known[argument as string] ?? `<${argument}>`;
    if (name === 'Fn::GetAtt') return `<${(argument as string[]).join('.')}>`;
    if (name === 'Fn::ImportValue') return `<${argument}>`;
    if (name === 'Fn::Join') return (argument as [string, string[]])[1].join((argument as [string])[0]);
  }
  return Object.fromEntries(entries);
}
