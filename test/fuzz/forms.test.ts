import { expect, test } from 'vitest';
import { AWS_FORMS } from '../../aws/forms/index';
import { compareForm } from '../../fuzz/compare-form';
import { FORM_WRITERS } from '../../fuzz/form-writers';
import { fuzzSource } from '../../fuzz/fuzz-form';
import { InspectedKernel } from '../../fuzz/inspected-kernel';

/** Forms with fuzz targets of their own. */
const ELSEWHERE = ['aws-text', 'aws-parquet'];

test('every form has a writer for the fuzzer', () => {
  const ids = AWS_FORMS.map(({ id }) => id).filter((id) => !ELSEWHERE.includes(id));
  expect(Object.keys(FORM_WRITERS).sort()).toEqual(ids.sort());
});

test('the kernel and the reference reader read some hundred sources of every form equally', async () => {
  const kernel = new InspectedKernel();
  const rows: Record<string, number> = {};
  for (let seed = 1; seed <= 200; seed++) {
    const input = fuzzSource(seed);
    const found = await compareForm(input, kernel);
    if (found.difference) {
      throw new Error(
        `seed ${seed}, ${input.form}: ${found.difference}\n${JSON.stringify(input.bytes.toString('latin1'))}`,
      );
    }
    rows[input.form] = (rows[input.form] ?? 0) + found.rows;
  }
  expect(Object.keys(rows).sort()).toEqual(Object.keys(FORM_WRITERS).sort());
  for (const count of Object.values(rows)) expect(count).toBeGreaterThan(50);
});
