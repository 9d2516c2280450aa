import { S3Client } from '@aws-sdk/client-s3';
import { type BatchResponse, type HandlerContext, handle, type QueueEvent } from './handler';
import { s3Store } from './s3-store';
import { readSettings } from './settings';

/** Created once per cold start, so that an invalid configuration fails before the function receives a message. */
const context: HandlerContext = {
  settings: readSettings(process.env),
  store: s3Store(new S3Client({})),
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'normalizer',
  now: Date.now,
  log: (line) => process.stdout.write(`${line}\n`),
};

/** Handler of the Lambda function. */
export async function handler(event: QueueEvent): Promise<BatchResponse> {
  return handle(event, context);
}
