import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { describe, expect, test } from 'vitest';
import { COVERED_TYPES } from '../../../aws/deployer/catalogue';
import {
  COMPARED_TYPES,
  compareType,
  type HandlerPermissions,
} from '../../../aws/deployer/comparison/compare-type';
import { DECISIONS } from '../../../aws/deployer/comparison/decisions';
import { FLOW_LOG_ACTIONS } from '../../../aws/deployer/comparison/flow-log-actions';
import { VpcField } from '../../../aws/fields';
import { LogFormat } from '../../../aws/format';
import { policiesOf } from '../../support/deployer-policies';
import { ROOT } from '../../support/source-files';
import { flowLog, stackOf } from '../../support/template-stacks';

interface Extract {
  readonly source: string;
  readonly date: string;
  readonly types: Readonly<Record<string, HandlerPermissions>>;
}

const { types, source, date }: Extract = JSON.parse(
  readFileSync(join(ROOT, 'test/aws/handler-permissions.json'), 'utf8'),
);
const compared = COMPARED_TYPES.map((type) => ({ type, rows: compareType(type, types[type] ?? {}) }));

describe('the policies, compared with the schemas of CloudFormation', () => {
  test('cover the types of the extract, whose source and date are known', () => {
    expect(Object.keys(types)).toEqual(COMPARED_TYPES);
    expect(source).not.toBe('');
    expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  test.each(compared)('differ in no action of $type without a reason', ({ rows }) => {
    const differences = rows.filter(({ handlers, granted }) => handlers.length === 0 || granted.length === 0);
    expect(differences.filter(({ reason }) => reason === undefined)).toEqual([]);
  });

  test.each(compared)('delete only with actions of the handler that deletes $type', ({ type, rows }) => {
    const { delete: deletion } = types[type] ?? {};
    const onDeletion = rows.filter(
      ({ granted }) => granted.length > 0 && granted.every((when) => when.startsWith('deletion')),
    );
    for (const { action } of deletion ? onDeletion : []) expect(deletion).toContain(action);
  });

  test.each(DECISIONS.flatMap(({ type, actions }) => actions.map((action) => [type, action] as const)))(
    'differ for %s in %s',
    (type, action) => {
      const row = compareType(type, types[type] ?? {}).find((each) => each.action === action);
      expect([row?.handlers.length === 0, row?.granted.length === 0]).toContain(true);
    },
  );

  test('depend on properties that exist', () => {
    const database = loadAwsServiceSpecSync();
    const unknown = COVERED_TYPES.filter(({ type }) => COMPARED_TYPES.includes(type)).flatMap(
      ({ type, whenGiven = [], on }) => {
        const [resource] = database.lookup('resource', 'cloudFormationType', 'equals', type);
        const names = [...whenGiven.map(({ property }) => property), ...(on ? [on.property] : [])];
        return names.filter((name) => !((name.split('.')[0] as string) in (resource?.properties ?? {})));
      },
    );
    expect(unknown).toEqual([]);
  });

  test('contain the stated actions for flow logs', () => {
    const policies = [
      {
        LogFormat: `${LogFormat.of(...VpcField.all())}`,
        LogDestination: { 'Fn::GetAtt': ['Bucket', 'Arn'] },
      },
      {
        LogDestinationType: 'kinesis-data-firehose',
        LogDestination: 'arn:aws:firehose:eu-central-1:111122223333:deliverystream/s',
      },
      {
        LogDestinationType: 'cloud-watch-logs',
        LogGroupName: 'g',
        LogDestination: undefined,
        DeliverLogsPermissionArn: 'arn:aws:iam::111122223333:role/r',
      },
    ].map((properties) =>
      policiesOf([stackOf({ FlowLog: flowLog(properties), Bucket: ['AWS::S3::Bucket'] })]),
    );
    const reasons = policies.flatMap(({ documents }) =>
      documents.flatMap(({ notes }) => notes.flatMap((note) => note.reasons)),
    );
    const actions = reasons
      .filter(({ neededBy }) => neededBy.some((title) => title.startsWith('Network/FlowLog')))
      .flatMap((reason) => reason.actions);
    expect([...new Set(actions)].sort()).toEqual(Object.keys(FLOW_LOG_ACTIONS));
  });
});
