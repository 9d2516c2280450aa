import { describeWalks } from '../support/walk-suite';

describeWalks(['cdktf-normalizer']);
