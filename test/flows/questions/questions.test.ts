import { describe, expect, test } from 'vitest';
import { FLOW_COLUMNS } from '../../../flows/columns';
import { QUESTIONS, QuestionGroup } from '../../../flows/questions';
import { askRows, quiet } from '../../support/flow-rows';

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

/** Columns that no question needs and any may use: why it has an answer without them. */
const NOT_NEEDED: Readonly<Record<string, string>> = {
  log_type: 'is in every row',
  source: 'is in every row',
  source_row: 'is in every row',
  ip_version: 'is derived from the addresses',
  pkt_src_addr: 'the address of the interface stands in for it',
  pkt_dst_addr: 'the address of the interface stands in for it',
  src_port: 'names one of several ways to tell the sides',
  dst_port: 'is a column of the answer, null without it',
  protocol: 'is a column of the answer, null without it',
  direction: 'is a column of the answer, null without it',
  action: 'is a column of the answer, or all traffic is taken for accepted',
  initiator: 'the ports stand in for it',
  start_time: 'tells first seen, null without it',
  end_time: 'the start stands in for it',
  reject_reason: 'is a column of the answer, null without it',
  network_id: 'is a column of the answer, null without it',
  interface_id: 'is one of the names of where it was logged',
  mac_address: 'is one of the names of where it was logged',
  resource_id: 'is one of the names of where it was logged',
  tgw_attachment_id: 'is one of the names of where it was logged',
  tgw_pair_attachment_id: 'is a column of the answer, null without it',
  interface_type: 'null is an ordinary interface',
  next_hop_interface_type: 'is a column of the answer, null without it',
  packets_out: 'is a column of the answer, null without it',
  bytes_out: 'is a column of the answer, null without it',
  bytes_in: 'AWS measures one way',
  src_country: 'is a column of the answer, null without it',
  threat_type: 'is a column of the answer, null without it',
  threat_source: 'is a column of the answer, null without it',
};

const COLUMNS = new Set(FLOW_COLUMNS.map(({ name }) => name));

describe('the questions', () => {
  test('have names of their own, in words joined by hyphens', () => {
    const names = QUESTIONS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  test('are all those of the Athena template of AWS, each once', () => {
    expect(QUESTIONS.flatMap(({ alsoKnownAs = [] }) => alsoKnownAs).sort()).toEqual([...AWS_QUERIES].sort());
  });

  test('leave no group without a question, and stand together in it', () => {
    const groups = QUESTIONS.map(({ group }) => group).filter(
      (group, index, all) => group !== all[index - 1],
    );
    expect([...groups].sort()).toEqual(Object.values(QuestionGroup).sort());
  });

  test('are each another query', () => {
    expect(new Set(QUESTIONS.map(({ sql }) => sql)).size).toBe(QUESTIONS.length);
  });
});

describe.each(QUESTIONS)('$name', ({ title, about, needs, sql }) => {
  const words = new Set(sql.replaceAll(/'[^']*'|--.*/g, '').match(/[a-z_0-9]+/g));

  test('asks, and says what it counts', () => {
    expect(title).toMatch(/^[A-Z].*\?$/);
    expect(about).toMatch(/^[A-Z].*\.$/s);
  });

  test('names columns that it needs, or that are known to be spared', () => {
    const used = [...words].filter((word) => COLUMNS.has(word));
    expect(needs.filter((name) => !words.has(name))).toEqual([]);
    expect(used.filter((name) => !needs.includes(name as never) && !(name in NOT_NEEDED))).toEqual([]);
  });

  test('is SQL that can stand below a with, and that answers the same every time', () => {
    expect(sql).toMatch(/^select\b/);
    expect(sql).not.toMatch(/approx_|\brandom|now\(|current_/);
    expect(sql).not.toMatch(/\blimit\b(?![\s\S]*$)/);
    expect(sql).toMatch(/\norder by [^\n]*nulls (last|first)/);
  });

  test('has no answer in a table without rows, and none that fails over rows without traffic', async () => {
    expect(await askRows([], sql)).toEqual([]);
    await expect(askRows([quiet('nodata'), quiet('skipdata')], sql)).resolves.toBeDefined();
  });
});
