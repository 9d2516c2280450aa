import { isTemplate } from '../../../aws/template/read-template';
import type { Adapter } from '../artifact';
import { readAssembly } from './read-assembly';
import { templateEstate } from './template-estate';

/** A single CloudFormation template, with nested ones beside it. */
export const TEMPLATE: Adapter = {
  name: 'CloudFormation template',
  recognises: isTemplate,
  read: (_json, { path }) => templateEstate(readAssembly(path, { unnamed: 'template' })),
};
