import { objectOf } from '../../../aws/template/read-template';
import type { Adapter } from '../artifact';
import { readParsedConfiguration } from './configuration/read-configuration';

/** Reads a Terraform configuration in JSON: `cdk.tf.json`, which CDKTF writes, or any `*.tf.json`. */
export const CONFIGURATION: Adapter = {
  name: 'Terraform configuration in JSON',
  recognises: (json) => {
    const { resource, terraform, module, data, provider } = objectOf(json);
    return [resource, terraform, module, data, provider].some(
      (block) => typeof block === 'object' && block !== null,
    );
  },
  read: readParsedConfiguration,
};
