import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { JsiiFace } from '../support/jsii-face';
import { unionInputs } from '../support/union-inputs';

const PROPS = 'constructs/cdk/vpc-flow-logs-props.ts';
const FIRST_LINE = 'export interface VpcFlowLogsProps {\n';

describe('the CDK constructs as a jsii module', () => {
  let face: JsiiFace;

  beforeAll(() => {
    face = new JsiiFace();
  });

  afterAll(() => face?.remove());

  test('compile without errors and warnings', async () => {
    expect(await face.compile()).toEqual({ errors: [], warnings: [] });
  });

  test('have no union in a public input', () => {
    expect(unionInputs(face.entryPoint, face.directory)).toEqual([]);
  });
});

describe('a prop that other languages cannot use', () => {
  let face: JsiiFace;

  beforeAll(() => {
    face = new JsiiFace();
    const planted = ["mode?: 'fast' | 'slow'", "modes?: ('fast' | 'slow')[]", 'names?: readonly string[]'];
    face.edit(PROPS, FIRST_LINE, FIRST_LINE + planted.map((prop) => `readonly ${prop};\n`).join(''));
  });

  afterAll(() => face?.remove());

  test('is reported if it is a union of literals', () => {
    expect(unionInputs(face.entryPoint, face.directory)).toEqual([
      `VpcFlowLogsProps.mode: "fast" | "slow" | undefined (${PROPS})`,
      `VpcFlowLogsProps.modes: ("fast" | "slow")[] | undefined (${PROPS})`,
    ]);
  });

  test('is reported by the compiler if it is a readonly array', async () => {
    const { errors } = await face.compile();
    expect(errors).not.toEqual([]);
    for (const error of errors) expect(error).toMatch(/vpc-flow-logs-props.*ReadonlyArray/);
  });
});
