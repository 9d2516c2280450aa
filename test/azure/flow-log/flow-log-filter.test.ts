import { describe, expect, test } from 'vitest';
import { FilterField, filterValueProblem } from '../../../azure/flow-log/filter-field';
import { FlowLogFilter, filterTextProblems } from '../../../azure/flow-log/flow-log-filter';
import {
  RecordType,
  recordTypeLosses,
  recordTypesIn,
  recordTypesProblem,
  recordTypesText,
} from '../../../azure/flow-log/record-type';

const SSH = FlowLogFilter.equals(FilterField.DST_PORT, '22', '3389');
const OUTSIDE = FlowLogFilter.notEquals(FilterField.SRC_IP, '10.0.0.0/8');
const UDP = FlowLogFilter.equals(FilterField.PROTOCOL, 'UDP');

describe('a filter', () => {
  test('joins conditions with the operators of Azure', () => {
    expect(String(SSH.and(OUTSIDE).or(UDP))).toBe('DstPort=22,3389 && SrcIP!=10.0.0.0/8 || Protocol=UDP');
  });

  test('adds a condition to each alternative, because there are no brackets', () => {
    expect(String(SSH.or(UDP).and(OUTSIDE))).toBe(
      'DstPort=22,3389 && SrcIP!=10.0.0.0/8 || Protocol=UDP && SrcIP!=10.0.0.0/8',
    );
  });

  test.each([
    'DstPort=22,3389 && SrcIP!=10.0.0.0/8 || Protocol=UDP',
    'SrcIP=2001:db8::/64,192.168.1.1',
    'Direction=Inbound && Action=Deny || RecordTypes=B,E',
    'Encryption=NX_ALL || SrcPort=1024-65535',
  ])('is parsed from %s', (text) => {
    expect(String(FlowLogFilter.parse(text))).toBe(text);
    expect(filterTextProblems(text)).toEqual([]);
  });

  test('ignores case and spaces of the text, as Azure does', () => {
    expect(String(FlowLogFilter.parse('dstip = 20.252.145.59||DSTPORT=443'))).toBe(
      'DstIP=20.252.145.59 || DstPort=443',
    );
  });

  test.each([
    ['DstPort=22 && (SrcIP=10.0.0.1 || SrcIP=10.0.0.2)', 'contains brackets, which Azure does not support'],
    ['DstPorts=22', 'contains the unknown field "DstPorts": expected one of Direction, SrcIP, SrcPort,'],
    ['DstPort', 'contains "DstPort": expected FIELD=VALUES or FIELD!=VALUES, joined by && or ||'],
    ['DstPort=22 &&', 'contains "": expected FIELD=VALUES'],
    ['', 'contains "": expected FIELD=VALUES'],
    ['DstPort==22', 'DstPort of the filter is "=22": expected a port'],
    ['DstPort=22 & SrcPort=1', 'DstPort of the filter is "22 & SrcPort=1": expected a port'],
    ['DstPort=90-80', 'DstPort of the filter is "90-80": expected a port'],
    ['DstPort=65536', 'DstPort of the filter is "65536": expected a port'],
    ['DstPort=22,', 'DstPort of the filter is "": expected a port'],
    ['SrcIP=10.0.0.0/33', 'SrcIP of the filter is "10.0.0.0/33": expected an IP address or a CIDR range'],
    ['SrcIP=10.0.0', 'SrcIP of the filter is "10.0.0": expected an IP address or a CIDR range'],
    ['Direction=In', 'Direction of the filter is "In": expected Inbound or Outbound'],
    ['RecordTypes=F', 'RecordTypes of the filter is "F": expected B or C or E or D'],
  ])('reports %s', (text, problem) => {
    expect(filterTextProblems(text).join('; ')).toContain(problem);
    expect(() => FlowLogFilter.parse(text)).toThrow(problem);
  });

  test('may have 1000 characters, not 1001', () => {
    const text = `SrcPort=${'1,'.repeat(495)}22`;
    expect(text).toHaveLength(1000);
    expect(filterTextProblems(text)).toEqual([]);
    expect(filterTextProblems(`${text}2`)).toEqual([
      'the filter has 1001 characters: Azure accepts at most 1000; combine values of a field in one comparison, such as ' +
        'DstPort=22,3389, or ports and addresses in ranges',
    ]);
  });
});

describe('record types', () => {
  test('are letters in the order of a flow', () => {
    expect(recordTypesText([RecordType.DENY, RecordType.BEGIN])).toBe('B,D');
  });

  test('are parsed regardless of case and spaces', () => {
    expect(recordTypesIn('b, e,E,')).toEqual(['B', 'E']);
  });

  test('state what is lost without them', () => {
    expect(recordTypeLosses(['B', 'C'])).toEqual([
      'the end of flows, with their last packets and bytes (E)',
      'denied flows (D)',
    ]);
    expect(recordTypeLosses(['D', 'E', 'C', 'B'])).toEqual([]);
  });

  test('must be known', () => {
    expect(recordTypesProblem(['B', 'F'])).toBe('recordTypes contains "F": expected some of B, C, E, D');
    expect(recordTypesProblem(['B'])).toBeUndefined();
  });
});

test('a field that does not exist is a problem', () => {
  expect(filterValueProblem('FlowState' as FilterField, 'D')).toBe(
    'the filter compares the unknown field "FlowState": expected one of Direction, SrcIP, SrcPort, DstIP, DstPort, Protocol, ' +
      'Encryption, Action, RecordTypes',
  );
});
