import { describe, expect, test } from 'vitest';
import { FIELDS_BY_NAME, type FlowField, isTgwOnly, isVpcOnly, TgwField, VpcField } from '../../aws/fields';
import { FLOW_COLUMNS, flowColumn } from '../../flows/columns';

/** Fields in the order of the AWS tables, grouped by version. The type is STRING if none is given. */
type Runs = readonly (readonly [version: number, fields: string])[];

const VPC: Runs = [
  [
    2,
    'version:INT_32 account-id interface-id srcaddr dstaddr srcport:INT_32 dstport:INT_32 protocol:INT_32 ' +
      'packets:INT_64 bytes:INT_64 start:INT_64 end:INT_64 action log-status',
  ],
  [3, 'vpc-id subnet-id instance-id tcp-flags:INT_32 type pkt-srcaddr pkt-dstaddr'],
  [4, 'region az-id sublocation-type sublocation-id'],
  [5, 'pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path:INT_32'],
  [
    7,
    'ecs-cluster-arn ecs-cluster-name ecs-container-instance-arn ecs-container-instance-id ecs-container-id ' +
      'ecs-second-container-id ecs-service-name ecs-task-definition-arn ecs-task-arn ecs-task-id',
  ],
  [8, 'reject-reason'],
  [9, 'resource-id'],
  [10, 'encryption-status:INT_32'],
  [
    11,
    'instance-tag instance-tag-2 interface-tag interface-tag-2 asg-tag asg-tag-2 interface-type ' +
      'next-hop-interface-id next-hop-subnet-id next-hop-az-id next-hop-vpc-id next-hop-interface-type',
  ],
];

const TGW: Runs = [
  [2, 'version:INT_32'],
  [6, 'resource-type'],
  [2, 'account-id'],
  [
    6,
    'tgw-id tgw-attachment-id tgw-src-vpc-account-id tgw-dst-vpc-account-id tgw-src-vpc-id tgw-dst-vpc-id ' +
      'tgw-src-subnet-id tgw-dst-subnet-id tgw-src-eni tgw-dst-eni tgw-src-az-id tgw-dst-az-id ' +
      'tgw-pair-attachment-id',
  ],
  [
    2,
    'srcaddr dstaddr srcport:INT_32 dstport:INT_32 protocol:INT_64 packets:INT_64 bytes:INT_64 start:INT_64 ' +
      'end:INT_64 log-status',
  ],
  [3, 'type'],
  [
    6,
    'packets-lost-no-route:INT_64 packets-lost-blackhole:INT_64 packets-lost-mtu-exceeded:INT_64 ' +
      'packets-lost-ttl-expired:INT_64',
  ],
  [3, 'tcp-flags:INT_32'],
  [4, 'region'],
  [5, 'flow-direction pkt-src-aws-service pkt-dst-aws-service'],
];

function listed(runs: Runs): string[] {
  return runs.flatMap(([version, fields]) =>
    fields.split(' ').map((field) => `${version} ${field.includes(':') ? field : `${field}:STRING`}`),
  );
}

function described(fields: readonly FlowField[]): string[] {
  return fields.map(({ version, name, fieldType }) => `${version} ${name}:${fieldType}`);
}

function countByVersion(fields: readonly FlowField[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { version } of fields) counts[version] = (counts[version] ?? 0) + 1;
  return counts;
}

describe('VPC fields', () => {
  test('are equal to the AWS table in order, versions and types', () => {
    expect(described(VpcField.all())).toEqual(listed(VPC));
  });

  test('are 54 in the expected versions', () => {
    expect(VpcField.all()).toHaveLength(54);
    const expected = { 2: 14, 3: 7, 4: 4, 5: 4, 7: 10, 8: 1, 9: 1, 10: 1, 11: 12 };
    expect(countByVersion(VpcField.all())).toEqual(expected);
  });
});

describe('transit gateway fields', () => {
  test('are equal to the AWS table in order, versions and types', () => {
    expect(described(TgwField.all())).toEqual(listed(TGW));
  });

  test('are 36, of which 18 are of version 6', () => {
    expect(TgwField.all()).toHaveLength(36);
    expect(countByVersion(TgwField.all())).toMatchObject({ 6: 18 });
  });
});

describe.each([
  ['VPC', VpcField.all()],
  ['transit gateway', TgwField.all()],
])('each %s field', (_, fields: readonly FlowField[]) => {
  test('has a column that exists', () => {
    const names = FLOW_COLUMNS.map(({ name }) => name);
    for (const { column } of fields) expect(names).toContain(column);
  });

  test('has a column that no other field has', () => {
    expect(new Set(fields.map(({ column }) => column)).size).toBe(fields.length);
  });

  test.each(fields)('$name has a column whose type can store its values', ({ fieldType, column }) => {
    const holds = fieldType === 'STRING' ? ['string'] : ['int32', 'int64', 'timestamp'];
    expect(holds).toContain(flowColumn(column).type);
  });

  test('has a constant named after it, and a placeholder', () => {
    const members = fields[0]?.constructor as unknown as Record<string, FlowField>;
    for (const field of fields) {
      expect(members[field.name.toUpperCase().replaceAll('-', '_')]).toBe(field);
      expect(`${field}`).toBe(`\${${field.name}}`);
    }
  });
});

describe('both catalogues', () => {
  const shared = TgwField.all().filter(({ name }) => !isTgwOnly(name));

  test('share the fields that are not of version 6', () => {
    expect(shared).toEqual(TgwField.all().filter(({ version }) => version !== 6));
  });

  test.each(shared)('have the same column for $name', ({ name, column, version }) => {
    const vpc = VpcField.all().find((field) => field.name === name);
    expect(vpc).toMatchObject({ column, version });
  });

  test('report the fields that only one of them has', () => {
    const owners = [...FIELDS_BY_NAME.keys()].map((name) => [isVpcOnly(name), isTgwOnly(name)].join());
    expect(owners.filter((owner) => owner === 'true,false')).toHaveLength(54 - shared.length);
    expect(owners.filter((owner) => owner === 'false,true')).toHaveLength(18);
    expect(owners.filter((owner) => owner === 'false,false')).toHaveLength(shared.length);
    expect([isVpcOnly('hello'), isTgwOnly('hello')]).toEqual([false, false]);
  });
});
