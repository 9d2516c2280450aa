import { NetworkWatcherFlowLog } from '@cdktf/provider-azurerm/lib/network-watcher-flow-log';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import { App, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

/** The network of an environment, with equal addresses in each. */
class NetworkStack extends TerraformStack {
  constructor(scope: Construct, environment: string, days: number) {
    super(scope, environment);
    new AzurermProvider(this, 'Azure', { features: [{}] });
    const place = { resourceGroupName: `rg-${environment}`, location: 'westeurope' };
    const network = new VirtualNetwork(this, 'Network', {
      ...place,
      name: 'vnet',
      addressSpace: ['10.0.0.0/16'],
    });
    const account = new StorageAccount(this, 'Logs', {
      ...place,
      name: `stlogs${environment}`,
      accountTier: 'Standard',
      accountReplicationType: 'ZRS',
    });
    new NetworkWatcherFlowLog(this, 'FlowLog', {
      name: 'flow-log',
      networkWatcherName: 'NetworkWatcher_westeurope',
      resourceGroupName: 'NetworkWatcherRG',
      targetResourceId: network.id,
      storageAccountId: account.id,
      enabled: true,
      version: 2,
      retentionPolicy: { enabled: true, days },
    });
    if (environment === 'prod') {
      new VirtualNetwork(this, 'Spoke', { ...place, name: 'vnet-spoke', addressSpace: ['10.1.0.0/16'] });
    }
  }
}

const app = new App({ outdir: 'cdktf.out' });
new NetworkStack(app, 'dev', 90);
new NetworkStack(app, 'prod', 30);
app.synth();
