import { describeWalks } from '../support/walk-suite';

describeWalks(['cdktf-own-queries', 'cdktf-vm-insights']);
