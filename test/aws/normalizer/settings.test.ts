import { describe, expect, test } from 'vitest';
import { LogFormat } from '../../../aws/format';
import { DEFAULT_METRIC_NAMESPACE, ENVIRONMENT, readSettings } from '../../../aws/normalizer/settings';

describe('the settings of the function', () => {
  test('require only a bucket', () => {
    expect(readSettings({ [ENVIRONMENT.tableBucket]: 'lake' })).toEqual({
      tableBucket: 'lake',
      tablePrefix: '',
      formats: new Map(),
      maxBytes: 2 * 1024 ** 3,
      maxObjectMillis: 240_000,
      metricNamespace: DEFAULT_METRIC_NAMESPACE,
      compatible: false,
    });
  });

  test('contain every variable', () => {
    const environment = {
      [ENVIRONMENT.tableBucket]: 'lake',
      [ENVIRONMENT.tablePrefix]: 'network/',
      [ENVIRONMENT.logFormats]: JSON.stringify({ five: `${LogFormat.V5}`, two: `${LogFormat.AWS_DEFAULT}` }),
      [ENVIRONMENT.maxBytes]: '1048576',
      [ENVIRONMENT.maxObjectSeconds]: '30',
      [ENVIRONMENT.metricNamespace]: 'Network',
      [ENVIRONMENT.compatibleFiles]: 'true',
      [ENVIRONMENT.partitionDatabase]: 'network',
    };
    expect(readSettings(environment)).toEqual({
      tableBucket: 'lake',
      tablePrefix: 'network/',
      formats: new Map([
        ['five', LogFormat.V5],
        ['two', LogFormat.AWS_DEFAULT],
      ]),
      maxBytes: 1_048_576,
      maxObjectMillis: 30_000,
      metricNamespace: 'Network',
      compatible: true,
      partitionDatabase: 'network',
    });
  });

  test('enrich rows if they name a bucket', () => {
    const bucket = { [ENVIRONMENT.tableBucket]: 'lake', [ENVIRONMENT.enrichmentBucket]: 'lists' };
    expect(readSettings(bucket).enrichment).toEqual({
      bucket: 'lists',
      prefix: '',
      refreshMillis: 900_000,
      types: [],
    });
    const others = {
      [ENVIRONMENT.enrichmentPrefix]: 'enrichment/',
      [ENVIRONMENT.enrichmentRefreshSeconds]: '60',
      [ENVIRONMENT.threatTypes]: '["botnet"]',
    };
    expect(readSettings({ ...bucket, ...others }).enrichment).toEqual({
      bucket: 'lists',
      prefix: 'enrichment/',
      refreshMillis: 60_000,
      types: ['botnet'],
    });
    const invalid = {
      [ENVIRONMENT.enrichmentPrefix]: 'enrichment',
      [ENVIRONMENT.enrichmentRefreshSeconds]: '0',
      [ENVIRONMENT.threatTypes]: '{"botnet":1}',
    };
    expect(() => readSettings({ ...bucket, ...invalid })).toThrow(
      'the configuration of the normalizer is not valid: FLOW_ENRICHMENT_PREFIX is "enrichment": end it with /; ' +
        'FLOW_ENRICHMENT_REFRESH_SECONDS is "0": set a positive whole number of seconds; ' +
        'FLOW_THREAT_TYPES is "{\\"botnet\\":1}": set a JSON array of types of threat',
    );
  });

  test.each([
    ['default', `${LogFormat.AWS_DEFAULT}`],
    ['ECS', `${LogFormat.ECS}`],
    ['srcaddr,DST_ADDR', undefined],
    ['version,account_id,SRCADDR', '${version} ${account-id} ${srcaddr}'],
    ['${srcaddr} ${a-field-of-next-year}', '${srcaddr} ${a-field-of-next-year}'],
    ['${srcaddr} ${dst-addr}', '${srcaddr} ${dst-addr}'],
  ])('accept the format %j like the command line, and every format of a flow log', (text, expected) => {
    const read = () =>
      readSettings({
        [ENVIRONMENT.tableBucket]: 'lake',
        [ENVIRONMENT.logFormats]: JSON.stringify({ a: text }),
      }).formats.get('a');
    if (expected === undefined) expect(read).toThrow('Did you mean');
    else expect(`${read()}`).toBe(expected);
  });

  test.each([
    [ENVIRONMENT.tableBucket, undefined, 'is not set'],
    [ENVIRONMENT.tableBucket, '', 'is not set'],
    [ENVIRONMENT.tablePrefix, 'network', 'end it with /'],
    [ENVIRONMENT.compatibleFiles, 'yes', 'set true or false'],
    [ENVIRONMENT.logFormats, '{"a":"srcaddr,dstadr"}', 'Did you mean'],
    [ENVIRONMENT.logFormats, '{"a":"v6"}', 'format "a": "v6" is neither the name of a format nor'],
    [ENVIRONMENT.logFormats, '{"a":""}', 'no fields'],
    [ENVIRONMENT.logFormats, '{"a":2}', 'format "a": expected a format string, received "2"'],
    [ENVIRONMENT.logFormats, '{"a":null}', 'expected a format string'],
    [ENVIRONMENT.logFormats, '${version}', 'is "${version}": set a JSON object of format strings by id'],
    [ENVIRONMENT.logFormats, '', 'set a JSON object'],
    [ENVIRONMENT.logFormats, 'null', 'set a JSON object'],
    [ENVIRONMENT.logFormats, '["${version}"]', 'set a JSON object'],
    [ENVIRONMENT.maxBytes, 'much', 'set a positive whole number of bytes'],
    [ENVIRONMENT.maxBytes, '', 'set a positive whole number of bytes'],
    [ENVIRONMENT.maxBytes, '0', 'set a positive whole number of bytes'],
    [ENVIRONMENT.maxBytes, '-1', 'set a positive whole number of bytes'],
    [ENVIRONMENT.maxBytes, '1.5', 'is "1.5": set a positive whole number of bytes'],
    [ENVIRONMENT.maxObjectSeconds, '4 minutes', 'set a positive whole number of seconds'],
  ])('are rejected if %s is %j', (name, value, problem) => {
    const environment = { [ENVIRONMENT.tableBucket]: 'lake', [name]: value };
    expect(() => readSettings(environment)).toThrow(name);
    expect(() => readSettings(environment)).toThrow(problem);
  });

  test('report all problems', () => {
    const environment = {
      [ENVIRONMENT.tablePrefix]: 'network',
      [ENVIRONMENT.logFormats]: '{"a":"undefined","b":"${version}","c":7}',
      [ENVIRONMENT.maxBytes]: 'much',
    };
    const wrong = [...Object.keys(environment), ENVIRONMENT.tableBucket];
    for (const name of wrong) expect(() => readSettings(environment)).toThrow(name);
    for (const id of ['"a"', '"c"']) expect(() => readSettings(environment)).toThrow(`format ${id}`);
    expect(() => readSettings(environment)).not.toThrow('format "b"');
  });
});
