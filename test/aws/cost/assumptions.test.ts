import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AWS_ASSUMPTIONS, DEFAULT_AWS_ASSUMPTIONS } from '../../../aws/cost/assumptions';
import { MEASURED_FIGURES } from '../../../aws/cost/measured-figures';
import { MeasuredFormatId, RawForm } from '../../../aws/cost/measured-format';
import { nearestFormat } from '../../../aws/cost/nearest-format';
import { LogFormat } from '../../../aws/format';
import { normalize } from '../../../aws/normalize';
import { embeddedMetrics, successMeasurement } from '../../../aws/normalizer/metrics';
import { generator } from '../../support/generated-logs';
import { temporaryDirectory } from '../../support/normalized';

const { formats, object, date } = MEASURED_FIGURES;
const share = (part: number, whole: number) => Math.round((100 * part) / whole);

describe('the assumptions of estimates for AWS', () => {
  test('cover each form of each measured format', () => {
    expect(formats.map(({ id }) => id)).toEqual(Object.values(MeasuredFormatId));
    for (const { forms } of formats) expect(Object.keys(forms).sort()).toEqual(Object.values(RawForm).sort());
  });

  test.each(formats)('equal the measurements of $title', (format) => {
    const { id, textBytes, tableBytes, forms } = format;
    expect(DEFAULT_AWS_ASSUMPTIONS[`tablePercent.${id}`]).toBe(share(tableBytes, textBytes));
    expect(DEFAULT_AWS_ASSUMPTIONS[`logGroupPercent.${id}`]).toBe(share(forms.text.storedBytes, textBytes));
    for (const form of Object.values(RawForm)) {
      const { storedBytes, cpuMillis } = forms[form];
      // AWS states that Parquet is 20 percent smaller than compressed text
      const bytes = form === RawForm.PARQUET ? forms.text.storedBytes * 0.8 : storedBytes;
      expect(DEFAULT_AWS_ASSUMPTIONS[`rawPercent.${id}.${form}`]).toBe(share(bytes, textBytes));
      expect(DEFAULT_AWS_ASSUMPTIONS[`normalizerMillisPerGb.${id}.${form}`]).toBe(
        Math.ceil((cpuMillis * 1e9) / textBytes),
      );
    }
  });

  test('state the day, the machine and that the records are generated', () => {
    const { meaning } = AWS_ASSUMPTIONS['normalizerMillisPerGb.recommended.text'];
    expect(meaning).toContain(date);
    expect(meaning).toContain('generated records');
    expect(meaning).toContain('not on Lambda');
    expect(AWS_ASSUMPTIONS['tablePercent.recommended'].meaning).toMatch(/30 fields.*\d+ if the records/);
  });

  test('count the metrics and the bytes of a line that the function writes, and agree with a generated file', async () => {
    const { directory, files } = await generator.dataset('aws-v2', 3, temporaryDirectory());
    const { path } = files[0] as (typeof files)[number];
    const bytes = createReadStream(join(directory, path));
    const result = await normalize({ source: path, bytes }, temporaryDirectory());
    const measurement = successMeasurement(result, 0);
    expect(DEFAULT_AWS_ASSUMPTIONS.customMetrics).toBe(Object.keys(measurement.values).length);
    const context = { namespace: 'CloudFlowLogs', functionName: 'f'.repeat(56), now: 1_795_341_600_000 };
    const properties = { ...measurement.properties, messageId: '0'.repeat(36), receiveCount: 1 };
    const line = embeddedMetrics({ ...measurement, properties }, context);
    expect(Math.abs(object.logBytes - line.length)).toBeLessThan(30);
    // START, END and REPORT of Lambda
    expect(DEFAULT_AWS_ASSUMPTIONS.logBytesPerObject - object.logBytes).toBeGreaterThan(200);
    const { stored, inflated } = result.bytes;
    const table = result.outputs.reduce((sum, output) => sum + statSync(output.path).size, 0);
    expect(
      Math.abs(share(stored, inflated) - DEFAULT_AWS_ASSUMPTIONS['rawPercent.default.text']),
    ).toBeLessThan(2);
    expect(Math.abs(share(table, inflated) - DEFAULT_AWS_ASSUMPTIONS['tablePercent.default'])).toBeLessThan(
      3,
    );
  });
});

describe('the nearest measured format', () => {
  test.each([
    ['the default', LogFormat.AWS_DEFAULT, 'default'],
    ['version 5', LogFormat.V5, 'recommended'],
    ['the recommended format', LogFormat.RECOMMENDED, 'recommended'],
    ['everything', LogFormat.EVERYTHING, 'all'],
    ['a transit gateway', LogFormat.TRANSIT_GATEWAY, 'transitGateway'],
    ['one field', LogFormat.parse('${srcaddr}'), 'default'],
  ])('of %s', (_, format, expected) => {
    expect(nearestFormat(format)).toBe(expected);
  });

  test('has the number of fields of the catalogue', () => {
    const fields = Object.fromEntries(formats.map((format) => [format.id, format.fields]));
    expect(fields).toMatchObject({
      default: LogFormat.AWS_DEFAULT.fields.length,
      recommended: LogFormat.RECOMMENDED.fields.length,
      transitGateway: LogFormat.TRANSIT_GATEWAY.fields.length,
    });
  });
});
