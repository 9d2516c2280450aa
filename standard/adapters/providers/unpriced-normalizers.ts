import { ENVIRONMENT as AWS_SETTINGS } from '../../../aws/normalizer/settings';
import { objectOf } from '../../../aws/template/read-template';
import { ENVIRONMENT as AZURE_SETTINGS } from '../../../azure/normalizer/settings';
import { Cloud, type Fact } from '../../facts';
import { blocksOf, type DeclaredResource, factOf } from './declared-resource';

/** Types of functions that can run the normalizer. */
const FUNCTIONS = [
  'azurerm_function_app_flex_consumption',
  'azurerm_linux_function_app',
  'azurerm_windows_function_app',
];

/** Returns the functions that run the normalizer of this package, by the settings that it requires. */
export function unpricedNormalizers(resources: readonly DeclaredResource[]): Fact[] {
  return resources.flatMap((resource): Fact[] => {
    if (resource.type === 'aws_lambda_function')
      return AWS_SETTINGS.tableBucket in variablesOf(resource) ? [factOf(resource, Cloud.AWS)] : [];
    if (!FUNCTIONS.includes(resource.type)) return [];
    const settings = resource.value('app_settings');
    const names = settings.known ? objectOf(settings.value) : {};
    return AZURE_SETTINGS.flowLogStorage in names ? [factOf(resource, Cloud.AZURE)] : [];
  });
}

function variablesOf(resource: DeclaredResource): Readonly<Record<string, unknown>> {
  const blocks = blocksOf(resource.value('environment'));
  return blocks.known ? objectOf(blocks.value[0]?.variables) : {};
}
