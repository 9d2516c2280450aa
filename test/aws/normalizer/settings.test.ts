import { describe, expect, test } from 'vitest';
import { LogFormat } from '../../../aws/format';
import { DEFAULT_METRIC_NAMESPACE, ENVIRONMENT, readSettings } from '../../../aws/normalizer/settings';

describe('the settings of the function', () => {
  test('need no more than a bucket', () => {
    expect(readSettings({ [ENVIRONMENT.tableBucket]: 'lake' })).toEqual({
      tableBucket: 'lake',
      tablePrefix: '',
      format: undefined,
      maxBytes: 2 * 1024 ** 3,
      metricNamespace: DEFAULT_METRIC_NAMESPACE,
    });
  });

  test('are all read', () => {
    const environment = {
      [ENVIRONMENT.tableBucket]: 'lake',
      [ENVIRONMENT.tablePrefix]: 'network/',
      [ENVIRONMENT.logFormat]: `${LogFormat.V5}`,
      [ENVIRONMENT.maxBytes]: '1048576',
      [ENVIRONMENT.metricNamespace]: 'Network',
    };
    expect(readSettings(environment)).toEqual({
      tableBucket: 'lake',
      tablePrefix: 'network/',
      format: LogFormat.V5,
      maxBytes: 1_048_576,
      metricNamespace: 'Network',
    });
  });

  test.each([
    [ENVIRONMENT.tableBucket, undefined, 'is not set'],
    [ENVIRONMENT.tableBucket, '', 'is not set'],
    [ENVIRONMENT.tablePrefix, 'network', 'it must end in /'],
    [ENVIRONMENT.logFormat, '${srcadr}', 'did you mean ${srcaddr}?'],
    [ENVIRONMENT.logFormat, '', 'no fields'],
    [ENVIRONMENT.maxBytes, 'much', 'it must be a number of bytes'],
    [ENVIRONMENT.maxBytes, '', 'it must be a number of bytes'],
    [ENVIRONMENT.maxBytes, '0', 'it must be a number of bytes'],
    [ENVIRONMENT.maxBytes, '-1', 'it must be a number of bytes'],
    [ENVIRONMENT.maxBytes, '1.5', 'it must be a number of bytes'],
  ])('are refused where %s is %j', (name, value, problem) => {
    const environment = { [ENVIRONMENT.tableBucket]: 'lake', [name]: value };
    expect(() => readSettings(environment)).toThrow(name);
    expect(() => readSettings(environment)).toThrow(problem);
  });

  test('are refused with all that is wrong', () => {
    const environment = {
      [ENVIRONMENT.tablePrefix]: 'network',
      [ENVIRONMENT.logFormat]: 'undefined',
      [ENVIRONMENT.maxBytes]: 'much',
    };
    const wrong = [...Object.keys(environment), ENVIRONMENT.tableBucket];
    for (const name of wrong) expect(() => readSettings(environment)).toThrow(name);
  });
});
