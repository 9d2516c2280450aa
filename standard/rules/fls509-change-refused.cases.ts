import { awsChange, planned, type RuleCase, type RuleCases } from '../../test/support/rule-cases';
import { azureFlowLog, modelOf } from '../../test/support/standard-facts';
import { type AzureFlowLog, known, PlannedAction, unknown } from '../facts';
import { Severity } from '../severity';

const CLOUDFORMATION = { type: 'AWS::EC2::FlowLog' };
const AZURERM = { type: 'azurerm_network_watcher_flow_log' };

function target(providerVersion: AzureFlowLog['providerVersion']): RuleCase {
  const version = (name: string, targetKind: string, more: Partial<AzureFlowLog> = {}) =>
    modelOf({
      flowLogs: [azureFlowLog({ ...AZURERM, target: known(name), targetKind: known(targetKind), ...more })],
    });
  return {
    base: version('Group', 'network security group'),
    model: version('Hub', 'virtual network', {
      ...planned(PlannedAction.UPDATE),
      ...(providerVersion && { providerVersion }),
    }),
  };
}

const exactly = (version: string) => known({ version, isMinimum: false });

export const CASES: RuleCases = {
  bad: {
    'another logical id in CloudFormation': {
      ...awsChange(CLOUDFORMATION, { ...CLOUDFORMATION, address: 'Other', localName: 'Other' }),
      fix: "keep the logical id FlowLog: in the CDK, (node.defaultChild as CfnFlowLog).overrideLogicalId('FlowLog')",
    },
    'another target with azurerm 4.30': target(exactly('4.30.0')),
    'another address in Terraform without a moved block': {
      ...awsChange({ type: 'aws_flow_log' }, { type: 'aws_flow_log', address: 'Other', localName: 'Other' }),
      severity: Severity.WARNING,
    },
    'another target with an unknown version of azurerm': {
      ...target(unknown('no version')),
      severity: Severity.WARNING,
    },
    'another target with azurerm 4.10 or later': {
      ...target(known({ version: '4.10', isMinimum: true })),
      severity: Severity.WARNING,
    },
  },
  good: {},
  skipped: {
    'another logical id and another format in CloudFormation': awsChange(
      { ...CLOUDFORMATION, format: known('${srcaddr}') },
      { ...CLOUDFORMATION, address: 'Other', localName: 'Other' },
    ),
    'another target with azurerm 4.48': target(exactly('4.48.0')),
    'another target with azurerm 4.50 or later': target(known({ version: '4.50', isMinimum: true })),
  },
};
