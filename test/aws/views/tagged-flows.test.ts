import { expect, test } from 'vitest';
import { TAGGED_FLOWS } from '../../../aws/views/tagged-flows';
import { askRows, request } from '../../support/flow-rows';

const tags = (values: readonly string[]) =>
  askRows(
    values.map((instance_tag, source_row) => request({ instance_tag, source_row })),
    `select instance_tag as raw, instance_tag_text as text from (${TAGGED_FLOWS.sql('duckdb')}) t order by source_row`,
  );

test('contains a tag as delivered, and decoded', async () => {
  expect(await tags(['web', 'a%20b', 'K%C3%B6ln', '%E6%9D%B1%E4%BA%AC', 'c%2B%2B'])).toEqual([
    { raw: 'web', text: 'web' },
    { raw: 'a%20b', text: 'a b' },
    { raw: 'K%C3%B6ln', text: 'Köln' },
    { raw: '%E6%9D%B1%E4%BA%AC', text: '東京' },
    { raw: 'c%2B%2B', text: 'c++' },
  ]);
});

test.each(['100%', '%zz', 'a+b', '%FF'])(
  'leaves %s unchanged, which is not a valid encoding',
  async (value) => {
    expect(await tags([value])).toEqual([{ raw: value, text: value }]);
  },
);

test('has every column of the table, and omits rows without tags', async () => {
  const rows = await askRows(
    [request(), request({ asg_tag_2: 'x', bytes_out: 7 })],
    `select * from (${TAGGED_FLOWS.sql('duckdb')}) t`,
  );
  expect(rows).toMatchObject([
    { bytes_out: 7, asg_tag_2: 'x', asg_tag_2_text: 'x', instance_tag_text: null },
  ]);
});
