import { App, Stack } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { FlowLake } from 'cloud-flow-logs/cdk';
import { ENVIRONMENT } from '../../../aws/normalizer/settings';

/** A lake whose objects have five seconds instead of four minutes, and no limit of their size. */
const stack = new Stack(new App(), 'NetworkStack');
const lake = new FlowLake(stack, 'FlowLake');
const normalizer = lake.normalizer as lambda.Function;
normalizer.addEnvironment(ENVIRONMENT.maxObjectSeconds, '5');
normalizer.addEnvironment(ENVIRONMENT.maxBytes, String(1e15));
