import { describeWalks } from '../support/walk-suite';

describeWalks(['cdktf-vnet', 'cdktf-subnet', 'cdktf-own-storage']);
