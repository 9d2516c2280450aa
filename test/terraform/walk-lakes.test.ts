import { describeWalks } from '../support/walk-suite';

describeWalks(['cdktf-lifecycle', 'cdktf-analytics', 'cdktf-subscriptions']);
