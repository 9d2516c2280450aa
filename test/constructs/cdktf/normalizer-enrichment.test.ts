import { describe, expect, test } from 'vitest';
import { kqlProblems } from '../../../azure/kql';
import { enrichmentMetrics } from '../../../azure/normalizer/metrics';
import { readSettings } from '../../../azure/normalizer/settings';
import { ROLES } from '../../../azure/roles';
import {
  FlowNormalizer,
  type FlowNormalizerOptions,
  MaliciousTrafficAlert,
  ThreatSource,
} from '../../../constructs/cdktf';
import { azureId } from '../../support/azure-ids';
import { resourcesOf } from '../../support/terraform-stacks';
import { thrownBy } from '../../support/thrown';
import { newLake, SUBNET_ID, settingsOf } from './normalized-lake';

const RULE = 'azurerm_monitor_scheduled_query_rules_alert_v2';
const ENRICHED: FlowNormalizerOptions = { subnetId: SUBNET_ID, enrichment: {} };
const emails = ['soc@example.com'];

const containersOf = (options: FlowNormalizerOptions) =>
  resourcesOf(newLake(options).stack, 'azurerm_storage_container').map(({ name }) => name);

describe('threat lists of a normalizer', () => {
  test('are off by default', () => {
    expect(settingsOf({ subnetId: SUBNET_ID })).not.toHaveProperty('ENRICHMENT_CONTAINER');
    expect(containersOf({ subnetId: SUBNET_ID })).not.toContain('enrichment');
  });

  test('are in a container of the table account, which the function can only read', () => {
    const { stack, lake } = newLake(ENRICHED);
    const roles = resourcesOf(stack, 'azurerm_role_assignment').filter(({ scope }) =>
      /containers\/.*Enrichment/.test(scope),
    );
    expect(roles).toHaveLength(1);
    expect(JSON.stringify(roles[0])).toContain(ROLES.STORAGE_BLOB_DATA_READER.name);
    expect(lake.normalizer?.enrichmentContainer?.name).toBeDefined();
    expect(containersOf(ENRICHED)).toContain('enrichment');
  });

  test('set what the function reads', () => {
    const settings = settingsOf({ ...ENRICHED, enrichment: { containerName: 'lists', refreshMinutes: 5 } });
    expect(settings).toMatchObject({ ENRICHMENT_REFRESH_MINUTES: '5' });
    expect(
      readSettings({
        FLOW_LOG_STORAGE: 'https://raw.blob.core.windows.net',
        TABLE_STORAGE: 'https://tables.blob.core.windows.net',
        ENRICHMENT_CONTAINER: 'lists',
        ENRICHMENT_REFRESH_MINUTES: settings.ENRICHMENT_REFRESH_MINUTES,
      }).enrichment,
    ).toEqual({ container: 'lists', refreshMinutes: 5 });
  });

  test.each([
    [
      { containerName: 'Lists' },
      'enrichment.containerName is "Lists": expected 3 to 63 lower-case letters, digits and single hyphens between them',
    ],
    [
      { containerName: 'cursors' },
      'enrichment.containerName is "cursors", a container that the lake uses: use another name',
    ],
    [
      { containerName: 'flows' },
      'enrichment.containerName is "flows", a container that the lake uses: use another name',
    ],
    [{ refreshMinutes: 0 }, 'enrichment.refreshMinutes is 0: expected an integer from 1 to 1440'],
    [{ refreshMinutes: 1.5 }, 'enrichment.refreshMinutes is 1.5: expected an integer from 1 to 1440'],
  ])('reject %j', (enrichment, problem) => {
    expect(thrownBy(() => newLake({ subnetId: SUBNET_ID, enrichment }))).toContain(problem);
  });

  test('are not in the container of the user that contains the tables', () => {
    const tableContainer = {
      name: 'enrichment',
      id: `${azureId('Microsoft.Storage', 'storageAccounts/own')}/blobServices/default/containers/enrichment`,
    };
    expect(thrownBy(() => newLake(ENRICHED, { tableContainer }))).toContain(
      'enrichment.containerName is "enrichment", a container that the lake uses: use another name',
    );
    const { stack } = newLake({ ...ENRICHED, enrichment: { containerName: 'flows' } }, { tableContainer });
    const lists = resourcesOf(stack, 'azurerm_storage_container').find(({ name }) => name === 'flows');
    expect(JSON.stringify(lists?.storage_account_id)).toContain('own/blobServices');
  });

  test('that cannot be used fire an alarm, by the line that the function logs', () => {
    const { stack } = newLake({ ...ENRICHED, alarm: { emails } });
    const rule = resourcesOf(stack, RULE).find(({ display_name }) =>
      display_name.includes('Threat lists of flow logs cannot be used'),
    );
    const line = enrichmentMetrics({
      loaded: 0,
      failed: 1,
      badEntries: 0,
      details: { failedFiles: [], invalidEntries: [], droppedFiles: [] },
    });
    expect(Object.keys(JSON.parse(line))).toContain('failedEnrichmentFiles');
    expect(rule?.criteria[0].query).toContain('tolong(line.failedEnrichmentFiles) > 0');
  });
});

test('compatibleFiles is a setting of the function', () => {
  expect(settingsOf({ subnetId: SUBNET_ID, compatibleFiles: true })).toMatchObject({
    COMPATIBLE_FILES: 'true',
  });
  expect(settingsOf({ subnetId: SUBNET_ID, compatibleFiles: false })).not.toHaveProperty('COMPATIBLE_FILES');
});

describe('an alert on listed addresses', () => {
  test('fires for each address and type in the lines of the function', () => {
    const { stack, lake } = newLake(ENRICHED);
    new MaliciousTrafficAlert(stack, 'Listed', { source: ThreatSource.lake(lake), emails });
    const rule = resourcesOf(stack, RULE).find(({ display_name }) =>
      display_name.includes('Traffic with a malicious address'),
    );
    expect(rule?.window_duration).toBe('PT30M');
    const { query, dimension } = rule?.criteria[0] ?? {};
    expect(dimension.map(({ name }: { name: string }) => name)).toEqual(['RemoteIp', 'ThreatType']);
    expect(query).toContain('Message has "threat-sighting"');
    expect(query).toMatch(/AppRoleName =~ "\$\{/);
    expect(kqlProblems(query.replace(/"\$\{[^"]*\}"/, '"flowlogs"'))).toEqual([]);
  });

  test.each([
    [
      null,
      'lake network/Lake has no normalizer, which compares addresses with threat lists: set its prop normalizer, or create the FlowNormalizer before the alert',
    ],
    [
      { subnetId: SUBNET_ID },
      'the normalizer network/Lake/Normalizer has no threat lists: set its option enrichment, for example to {}',
    ],
    [
      { ...ENRICHED, applicationInsights: false },
      'the normalizer network/Lake/Normalizer does not log to Application Insights, which the alert queries: set its option applicationInsights to true',
    ],
  ])('rejects a lake whose normalizer logs no sightings', (options, problem) => {
    const { stack, lake } = newLake(options);
    const create = () =>
      new MaliciousTrafficAlert(stack, 'Listed', { source: ThreatSource.lake(lake), emails });
    expect(thrownBy(create)).toContain(problem);
  });

  test('accepts a normalizer of its own', () => {
    const { stack, lake } = newLake(null);
    new FlowNormalizer(stack, 'Own', { lake, ...ENRICHED });
    new MaliciousTrafficAlert(stack, 'Listed', { source: ThreatSource.lake(lake), emails });
    expect(resourcesOf(stack, RULE)).toHaveLength(2);
  });
});
