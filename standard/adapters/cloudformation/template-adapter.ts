import { isTemplate } from '../../../aws/template/read-template';
import type { Adapter } from '../artifact';
import { readAssembly } from './read-assembly';
import { templateModel } from './template-model';

/** A single CloudFormation template, with nested ones beside it. */
export const TEMPLATE: Adapter = {
  name: 'CloudFormation template',
  recognises: isTemplate,
  read: (_json, { path }) => templateModel(readAssembly(path, { unnamed: 'template' })),
};
