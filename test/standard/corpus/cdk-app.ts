import { App, CfnResource, Stack } from 'aws-cdk-lib';
import type { CorpusApp } from './corpus-app';
import { templateOf } from './template-app';

/** The app in the CDK, synthesised into a directory. */
export function cdkAppOf(app: CorpusApp, outdir: string, prepare: (app: App) => void = () => undefined): App {
  const cdk = new App({ outdir });
  const stack = new Stack(cdk, 'Corpus', { env: { account: '111122223333', region: 'eu-west-1' } });
  const { Resources } = templateOf(app) as {
    Resources: Record<string, { Type: string; Properties: object }>;
  };
  for (const [id, { Type, Properties }] of Object.entries(Resources)) {
    new CfnResource(stack, id, { type: Type, properties: { ...Properties } });
  }
  prepare(cdk);
  cdk.synth();
  return cdk;
}
