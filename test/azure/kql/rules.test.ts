import { describe, expect, test } from 'vitest';
import { KQL_RULES, kqlProblems } from '../../../azure/kql';

/** Queries that pass a rule, and queries that violate it with all expected messages. */
const EXAMPLES: Readonly<Record<string, { passing: readonly string[]; failing: Readonly<Record<string, string[]>> }>> = {
  'smart-quotes': {
    passing: [
      'NTANetAnalytics | where Country == "a “quoted” word"',
      "NTANetAnalytics // it’s “fine”\n| where Country == 'it’s'",
      'NTANetAnalytics | where Country == @"c:\\“x”" and Country != ```\n“x”\n```',
      'NTANetAnalytics | where Country == "an escaped \\" and “more”"',
    ],
    failing: {
      'NTANetAnalytics | where Country == “DE”': ['1:36 “ is a typographic quote: use "', '1:39 ” is a typographic quote: use "'],
      'NTANetAnalytics | where Country != “"': ['1:36 “ is a typographic quote: use "'],
      'NTANetAnalytics | where Country != "DE”': ['1:39 ” is a typographic quote: use "'],
      'NTANetAnalytics\n| where Country == ‘DE’': ["2:20 ‘ is a typographic quote: use '", "2:23 ’ is a typographic quote: use '"],
    },
  },
  'unknown-value': {
    passing: [
      'NTANetAnalytics | where FlowType == "MaliciousFlow" and FlowType != ""',
      'NTANetAnalytics | where FlowType =~ "maliciousflow" and FlowType !in~ ("s2s", "P2s")',
      'NTANetAnalytics | where FlowType endswith "public" and FlowType contains "Malicious"',
      'NTANetAnalytics | where FlowEncryption has "hardware" and FlowType startswith_cs "Inter"',
      'NTANetAnalytics | where FlowType in (NTAIpDetails | project FlowType)',
      'NTANetAnalytics | where FlowType matches regex "Mal.*"',
      // computed, so it can have any value
      'NTANetAnalytics | extend FlowType = strcat(FlowType, "x") | where FlowType == "Malicious"',
      'NTANetAnalytics | where tolower(FlowType) == "maliciousflow" and Country == "DE"',
      // one of the two tables has the value
      'union NTANetAnalytics, NTAIpDetails | where FlowType == "IntraVNet"',
    ],
    failing: {
      'NTANetAnalytics | where FlowType == "Malicious"': [
        '1:37 FlowType == "Malicious" uses a value that FlowType does not contain: did you mean "MaliciousFlow"?',
      ],
      'NTANetAnalytics | where FlowType != "maliciousflow"': [
        '1:37 FlowType != "maliciousflow" uses a value that FlowType does not contain: did you mean "MaliciousFlow"?',
      ],
      'NTANetAnalytics | where "S2X" == FlowType': [
        '1:25 FlowType == "S2X" uses a value that FlowType does not contain: did you mean "S2S"?',
      ],
      'NTANetAnalytics\n| where FlowType in ("S2S",\n  "Internet")': [
        '3:3 FlowType in "Internet" uses a value that FlowType does not contain: did you mean "InterVNet"?',
      ],
      'NTANetAnalytics | where FlowType in~ (dynamic(["S2S", "Other Cloud"]))': [
        '1:55 FlowType in~ "Other Cloud" uses a value that FlowType does not contain: valid values: IntraVNet, InterVNet, S2S, P2S, AzurePublic, ExternalPublic, MaliciousFlow, UnknownPrivate, Unknown, Unknown Private',
      ],
      'NTANetAnalytics | where ((FlowType)) == ("S2X")': [
        '1:42 FlowType == "S2X" uses a value that FlowType does not contain: did you mean "S2S"?',
      ],
      'NTANetAnalytics | summarize countif(FlowStatus == "denied")': [
        '1:51 FlowStatus == "denied" uses a value that FlowStatus does not contain: did you mean "Denied"?',
      ],
      // has matches whole terms
      'NTANetAnalytics | where FlowType has "Malicious"': [
        '1:38 FlowType has "Malicious" uses a value that FlowType does not contain: did you mean "MaliciousFlow"?',
      ],
      'NTANetAnalytics | where FlowType has_any ("Flow", "S2S")': [
        '1:43 FlowType has_any "Flow" uses a value that FlowType does not contain: did you mean "MaliciousFlow"?',
      ],
      'NTANetAnalytics | where FlowType contains_cs "public"': [
        '1:46 FlowType contains_cs "public" uses a value that FlowType does not contain: did you mean "AzurePublic"?',
      ],
      // through names, renames and joins
      'let bad = "Malicious";\nNTANetAnalytics | where FlowType == bad': [
        '2:37 FlowType == "Malicious" uses a value that FlowType does not contain: did you mean "MaliciousFlow"?',
      ],
      'NTANetAnalytics | project-rename Kind = FlowType | extend k = Kind | where k == "Malicious"': [
        '1:81 k == "Malicious" uses a value that k does not contain: did you mean "MaliciousFlow"?',
      ],
      'NTANetAnalytics | join kind=inner NTAIpDetails on $left.SrcIp == $right.Ip | where FlowType1 == "S2S"': [
        '1:97 FlowType1 == "S2S" uses a value that FlowType1 does not contain: valid values: AzurePublic, ExternalPublic, MaliciousFlow',
      ],
      'let flows = NTANetAnalytics | where SubType =~ "FlowLog"; flows | where FlowDirection == "In"': [
        '1:90 FlowDirection == "In" uses a value that FlowDirection does not contain: did you mean "I"?',
      ],
      'NTAIpDetails | where ThreatType == "Darknet"': [
        '1:36 ThreatType == "Darknet" uses a value that ThreatType does not contain: did you mean "DarkNet"?',
      ],
    },
  },
  'other-spelling': {
    passing: [
      'NTANetAnalytics | where SubType == "FlowLog" and FlowStatus == "Denied"',
      'NTANetAnalytics | where SubType =~ "Flowlog" and FlowStatus in~ ("Denied", "D")',
      'NTANetAnalytics | where FlowStatus == "D" or FlowStatus == "Denied"',
      'NTANetAnalytics | where FlowStatus startswith "D"',
    ],
    failing: {
      'NTANetAnalytics | where SubType == "Flowlog"': [
        '1:36 SubType == "Flowlog" uses a spelling from the documentation, and the table contains "FlowLog": use SubType in~ ("FlowLog", "Flowlog")',
      ],
      'NTANetAnalytics | where FlowStatus !in ("D")': [
        '1:41 FlowStatus !in "D" uses a spelling from the documentation, and the table contains "Denied": use FlowStatus in~ ("Denied", "D")',
      ],
      'NTANetAnalytics | where FlowDirection =~ "i" or FlowStatus =~ "Denied"': [
        '1:42 FlowDirection =~ "i" uses a spelling from the documentation, and the table contains "Inbound": use FlowDirection in~ ("Inbound", "i")',
      ],
    },
  },
  'number-as-text': {
    passing: [
      'NTANetAnalytics | where DestPort == 443 and DestPort in (80, 8080) and BytesSrcToDest != 0',
      'NTANetAnalytics | where tostring(DestPort) == "443" and SrcPorts has "443"',
    ],
    failing: {
      'NTANetAnalytics | where DestPort == "443"': [
        '1:37 DestPort == "443" compares a number (int) with a string: write 443 without quotes',
      ],
      'NTANetAnalytics | summarize n = count() by Country | where n !in ("4", 5, "many")': [
        '1:67 n !in "4" compares a number (long) with a string: write 4 without quotes',
        '1:75 n !in "many" compares a number (long) with a string: write a number, or tostring(n)',
      ],
    },
  },
  'retired-table': {
    passing: ['NTANetAnalytics | join kind=inner NTAIpDetails on $left.SrcIp == $right.Ip', 'InsightsMetrics'],
    failing: {
      'VMConnection | take 1': [
        '1:1 VMConnection ends with the map of VM insights and its Dependency agent on 2028-06-30, and is closed to new users since 2025-09-30: query NTANetAnalytics joined with NTAIpDetails',
      ],
      'union NTANetAnalytics, AzureNetworkAnalytics_CL | count': [
        '1:24 AzureNetworkAnalytics_CL ends with NSG flow logs on 2027-09-30, and is closed to new users since 2025-06-30: query NTANetAnalytics',
      ],
    },
  },
  'limited-mvexpand': {
    passing: ['NTANetAnalytics | mv-expand a = split(SrcPublicIps, " ") | where Country != "mvexpand"'],
    failing: {
      'NTANetAnalytics | mvexpand a = split(SrcPublicIps, " ")': [
        '1:19 mvexpand returns at most 128 rows of a list: use mv-expand',
      ],
    },
  },
}; // biome-ignore format: one message per line

test('every rule has examples, an id, a title and a reason', () => {
  expect(KQL_RULES.map(({ id }) => id).sort()).toEqual(Object.keys(EXAMPLES).sort());
  for (const { id, title, why } of KQL_RULES) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(why).toMatch(/^[A-Z].*\.$/);
  }
});

describe.each(Object.entries(EXAMPLES))('%s', (rule, { passing, failing }) => {
  test.each(passing)('accepts %s', (kql) => {
    expect(kqlProblems(kql)).toEqual([]);
  });

  test.each(Object.entries(failing))('reports the problems of %s', (kql, messages) => {
    const problems = kqlProblems(kql);
    expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual(messages);
    for (const problem of problems) expect(problem.rule).toBe(rule);
  });
});
