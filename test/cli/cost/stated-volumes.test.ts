import { describe, expect, test } from 'vitest';
import { volumeList } from '../../../cli/cost/stated-volumes';

describe('the volumes of --gb-per-day', () => {
  test.each([
    ['2', ['2']],
    ['1,Edge/FlowLogs=0.5', ['1', 'Edge/FlowLogs=0.5']],
    ['aws_flow_log.main["a,b"]=1,2', ['aws_flow_log.main["a,b"]=1', '2']],
    ['module.n["x"].aws_flow_log.main["\\",="]=1', ['module.n["x"].aws_flow_log.main["\\",="]=1']],
    ['', []],
  ])('are split at commas outside of keys: %j', (text, volumes) => {
    expect(volumeList(text)).toEqual(volumes);
  });
});
