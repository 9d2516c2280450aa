import { joined, unknownText } from '../../flows/partial-text';
import { PARAMETER, type RuleCase, type RuleCases } from '../../test/support/rule-cases';
import { azureFlowLog, modelOf } from '../../test/support/standard-facts';
import { type AzureFlowLog, known } from '../facts';

function two(first: Partial<AzureFlowLog>, second: Partial<AzureFlowLog>): RuleCase {
  return {
    model: modelOf({ flowLogs: [azureFlowLog(first), azureFlowLog({ address: 'Second', ...second })] }),
  };
}

const [hub, spoke] = [{ target: known('Hub') }, { target: known('Spoke') }];
const named = (name: string) => ({
  name: known(name || undefined),
  identity: known(`NetworkWatcherRG/NetworkWatcher_westeurope/${name}`),
});

/** A resource group that is unknown. Equal ids stand for the same one. */
const inGroup = (id: string) => ({
  identity: PARAMETER,
  identityText: joined(unknownText('it is a parameter', id), '/networkwatcher_westeurope/a'),
});

const onlyIf = (isProduction: boolean) => {
  const test = { variable: 'stage', equals: 'prod' };
  return { existsIf: { formula: isProduction ? test : { not: test }, text: 'the stage decides' } };
};

export const CASES: RuleCases = {
  bad: {
    'the same name twice': two({ ...hub, ...named('a') }, { ...spoke, ...named('a') }),
    'the same name in another case': two({ ...hub, ...named('a') }, { ...spoke, ...named('A') }),
    'the same name in the resource group of the deployment': two(
      { ...hub, ...inGroup('group'), name: known('a') },
      { ...spoke, ...inGroup('group'), name: known('a') },
    ),
    'the same target twice': two({ ...hub, ...named('a') }, { ...hub, ...named('b') }),
  },
  good: {
    'other names and targets': two({ ...hub, ...named('a') }, { ...spoke, ...named('b') }),
    'the same name in other subscriptions': two(
      { ...hub, ...named('a') },
      { ...spoke, ...named('a'), account: known('other') },
    ),
    'the same name in other units': two(
      { ...hub, ...named('a'), account: PARAMETER },
      { ...spoke, ...named('a'), account: PARAMETER, unit: { name: 'dev', artifact: 'dev.json' } },
    ),
    'the same name under opposite conditions': two(
      { ...hub, ...named('a'), ...onlyIf(true) },
      { ...spoke, ...named('a'), ...onlyIf(false) },
    ),
    'names that the engine generates': two({ ...hub, ...named('') }, { ...spoke, ...named('') }),
    'other names in an unknown resource group': two(
      { ...hub, name: known('a'), identity: PARAMETER },
      { ...spoke, name: known('b'), identity: PARAMETER },
    ),
  },
  undecided: {
    'the same name in two unknown resource groups': two(
      { ...hub, ...inGroup('one'), name: known('a') },
      { ...spoke, ...inGroup('other'), name: known('a') },
    ),
    'the same name under an unknown condition': two(
      { ...hub, ...named('a'), ...onlyIf(true) },
      {
        ...spoke,
        ...named('a'),
        existsIf: { formula: { variable: 'other', equals: 'x' }, text: 'other is x' },
      },
    ),
    'parameters as the targets': two(
      { ...named('a'), target: PARAMETER },
      { ...named('b'), target: PARAMETER },
    ),
    'the same name in an unknown resource group': two(
      { ...hub, name: known('a'), identity: PARAMETER },
      { ...spoke, name: known('a'), identity: PARAMETER },
    ),
  },
};
