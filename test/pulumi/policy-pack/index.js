// The policy pack of a user: the policies of the package as it is built, held to the standard of a file.
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { PolicyPack } = require('@pulumi/policy');

const installed = createRequire(join(__dirname, '../../../package.json'));
const { FlowLogStandard } = installed('cloud-flow-logs/standard');
const { flowLogPolicies } = installed('cloud-flow-logs/standard/pulumi');

new PolicyPack('flow-logs', {
  policies: flowLogPolicies(FlowLogStandard.fromFile(process.env.FLOW_LOG_STANDARD)),
});
