import { isTemplate } from '../../../aws/template/read-template';
import type { Adapter } from '../artifact';
import { readAssembly } from './read-assembly';
import { templateModel } from './template-model';

/** Reads a CloudFormation template and the templates of its nested stacks in the same directory. */
export const TEMPLATE: Adapter = {
  name: 'CloudFormation template',
  recognises: isTemplate,
  read: (_json, { path, unit }) =>
    templateModel(readAssembly(path, { label: unit.name, allowUnnamed: true })),
};
