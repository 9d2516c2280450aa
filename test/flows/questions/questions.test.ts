import { describe, expect, test } from 'vitest';
import { FLOW_COLUMNS } from '../../../flows/columns';
import { QUESTIONS, QuestionGroup } from '../../../flows/questions';
import { relationSql } from '../../../flows/relations';
import { sql as duckDb } from '../../support/duckdb';
import { askQuestion, quiet, withRelation } from '../../support/flow-rows';

/** Source: Amazon VPC User Guide, "Run a predefined query". */
const AWS_QUERIES = [
  'AcceptedTraffic',
  'AdminPortTraffic',
  'IPv4Traffic',
  'IPv6Traffic',
  'RejectedTCPTraffic',
  'RejectedTraffic',
  'SshRdpTraffic',
  'TopTalkers',
  'TopTalkersPacketLevel',
  'TopTalkingInstances',
  'TopTalkingSubnets',
  'TopTCPTraffic',
  'TotalBytesTransferred',
  'TotalBytesTransferredPacketLevel',
  'TrafficFrmSrcAddr',
  'TrafficToDstAddr',
];

/** Columns that any question may use without needing them, with the reason. */
const NOT_NEEDED: Readonly<Record<string, string>> = {
  log_type: 'is in every row',
  source: 'is in every row',
  source_row: 'is in every row',
  ip_version: 'is derived from the addresses',
  version: 'is a computed column of the relations',
  pkt_src_addr: 'the address of the interface replaces it',
  pkt_dst_addr: 'the address of the interface replaces it',
  src_port: 'is one of several ways to identify the opener',
  dst_port: 'is a column of the result, null without it',
  protocol: 'is a column of the result, null without it',
  direction: 'is a column of the result, null without it',
  action: 'is a column of the result, or all traffic counts as accepted',
  initiator: 'the ports replace it',
  start_time: 'is the time first seen, null without it',
  end_time: 'the start replaces it',
  reject_reason: 'is a column of the result, null without it',
  network_id: 'is a column of the result, null without it',
  interface_id: 'is one of the identifiers of the logged resource',
  mac_address: 'is one of the identifiers of the logged resource',
  resource_id: 'is one of the identifiers of the logged resource',
  tgw_attachment_id: 'is one of the identifiers of the logged resource',
  tgw_pair_attachment_id: 'is a column of the result, null without it',
  encryption: 'is a state of connections that only one question reads',
  interface_type: 'null is an ordinary interface',
  instance_id: 'null is an interface without an instance',
  flow_log_id: 'null is one flow log',
  account_id: 'is a column of the result, null without it',
  cloud: 'is in every row',
  ecs_cluster_name: 'is a column of the result, null without it',
  ecs_service_name: 'is a column of the result, null without it',
  next_hop_interface_id: 'is a column of the result, null without it',
  next_hop_interface_type: 'is a column of the result, null without it',
  packets_out: 'is a column of the result, null without it',
  bytes_out: 'is a column of the result, null without it',
  bytes_in: 'AWS measures one direction',
  state: 'openings of Azure are not known without it',
  tcp_flags: 'openings of AWS are not known without it',
  rule: 'is a column of the result, null without it',
  subnet_id: 'is a column of the relation, null without it',
  packets_in: 'AWS measures one direction',
  dst_country: 'is a column of the result, null without it',
  src_country: 'is a column of the result, null without it',
  threat_type: 'is a column of the result, null without it',
  threat_source: 'is a column of the result, null without it',
};

const COLUMNS = new Set(FLOW_COLUMNS.map(({ name }) => name));

describe('the questions', () => {
  test('have distinct names, in words joined by hyphens', () => {
    const names = QUESTIONS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  test('include every query of the Athena template of AWS once', () => {
    expect(QUESTIONS.flatMap(({ alsoKnownAs = [] }) => alsoKnownAs).sort()).toEqual([...AWS_QUERIES].sort());
  });

  test('are listed by group, and every group has a question', () => {
    const groups = QUESTIONS.map(({ group }) => group).filter(
      (group, index, all) => group !== all[index - 1],
    );
    expect([...groups].sort()).toEqual(Object.values(QuestionGroup).sort());
  });

  test('have distinct queries', () => {
    expect(new Set(QUESTIONS.map(({ sql }) => sql)).size).toBe(QUESTIONS.length);
  });
});

describe.each(QUESTIONS)(
  '$name',
  ({ name, title, summary, description, columns, chart, needs, from, sql }) => {
    const words = new Set(`${relationSql(from)} ${sql}`.replaceAll(/'[^']*'|--.*/g, '').match(/[a-z_0-9]+/g));

    test('has a title and a description', () => {
      expect(title).toMatch(/^[A-Z].*\?$/);
      expect(summary).toMatch(/^[A-Z].*\.$/s);
      expect(description).toMatch(/^[A-Z].*\.$/s);
      expect(description).toContain(summary);
    });

    test('returns the columns that it declares', async () => {
      const described = await duckDb(`select column_name from (describe ${withRelation(from, [])} ${sql})`);
      expect(described.map(({ column_name: column }) => column)).toEqual([
        ...columns.keys,
        ...columns.values,
      ]);
    });

    test('charts columns of its result', () => {
      if (!chart) return;
      expect(columns.keys).toContain(chart.x);
      for (const column of chart.y) expect(columns.values).toContain(column);
    });

    test('uses only columns that it needs or can do without', () => {
      const used = [...words].filter((word) => COLUMNS.has(word));
      expect(needs.filter((name) => !words.has(name))).toEqual([]);
      expect(used.filter((name) => !needs.includes(name as never) && !(name in NOT_NEEDED))).toEqual([]);
    });

    test('is deterministic SQL that can follow a with clause', () => {
      expect(sql).toMatch(/^select\b/);
      expect(sql).not.toMatch(/approx_|\brandom|now\(|current_/);
      expect(sql).not.toMatch(/\blimit\b(?![\s\S]*$)/);
      expect(sql).toMatch(/\norder by [^\n]*nulls (last|first)/);
    });

    test('returns no rows for an empty table, and does not fail on rows without traffic', async () => {
      expect(await askQuestion(name, [])).toEqual([]);
      await expect(askQuestion(name, [quiet('nodata'), quiet('skipdata')])).resolves.toBeDefined();
    });
  },
);
