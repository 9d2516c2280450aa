import { describe, expect, test } from 'vitest';
import { userSourceLocation } from '../../../standard/locations/user-source-location';

describe('userSourceLocation', () => {
  test.each([
    [['<anonymous> (/app/bin/app.ts:37:1)'], { file: 'bin/app.ts', line: 37, column: 1 }],
    [
      ['new FlowLog2 in aws-cdk-lib...', 'at new Network (/app/lib/network.ts:3:5)'],
      { file: 'lib/network.ts', line: 3, column: 5 },
    ],
    [['at x (/app/node_modules/y/z.js:1:1)', 'at /app/a.ts:2:3'], { file: 'a.ts', line: 2, column: 3 }],
    [['at Module._compile (node:internal/modules/cjs/loader:1:2)', '...node internals...'], undefined],
    [['    at f (file:///app/b.mjs:9:8)'], { file: 'b.mjs', line: 9, column: 8 }],
    [['at f (/elsewhere/c.ts:1:2)'], { file: '/elsewhere/c.ts', line: 1, column: 2 }],
    ['one (/app/d.ts:4:5)\ntwo (/app/e.ts:6:7)', { file: 'd.ts', line: 4, column: 5 }],
    [undefined, undefined],
    [[42, null], undefined],
  ])('of the frames %j returns %j', (frames, location) => {
    expect(userSourceLocation(frames, '/app')).toEqual(location);
  });
});
