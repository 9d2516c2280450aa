import { S3Client } from '@aws-sdk/client-s3';
import { type BatchResponse, handle, type QueueEvent, type Surroundings } from './handler';
import { s3Store } from './s3-store';
import { readSettings } from './settings';

/** Made once, at the cold start: a wrong configuration fails there, before any message is taken. */
const surroundings: Surroundings = {
  settings: readSettings(process.env),
  store: s3Store(new S3Client({})),
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'normalizer',
  now: Date.now,
  log: (line) => process.stdout.write(`${line}\n`),
};

/** Entry point of the Lambda function. */
export async function handler(event: QueueEvent): Promise<BatchResponse> {
  return handle(event, surroundings);
}
