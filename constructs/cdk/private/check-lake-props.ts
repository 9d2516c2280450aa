import type { Construct } from 'constructs';
import { throwProblems } from '../../throw-problems';
import type { FlowLakeProps } from '../flow-lake-props';
import { alarmTopicProblems, allowAlarms } from './alarm-topic';
import { lakePlaceProblems } from './elsewhere';
import { checkTransitions, lakeProblems } from './lake-problems';
import { noteRemoval } from './lake-removal';
import type { LakeRetention } from './lake-retention';
import { normalizerProblems } from './normalizer-network';
import { topicProblems } from './topic-problems';

/**
 * Checks the props of a lake before it creates resources, and annotates the lake.
 *
 * @throws Error with every problem of the props
 */
export function checkLakeProps(lake: Construct, props: FlowLakeProps, retention: LakeRetention): void {
  throwProblems(lake, [
    ...lakeProblems(props),
    ...lakePlaceProblems(lake, props),
    ...alarmTopicProblems(lake, 'alarmTopic', props.alarmTopic),
    ...normalizerProblems(lake, props.normalizer, props.normalizerMaxConcurrency),
    ...topicProblems(lake, props.rawNotifications?.topic),
    ...(props.standard ? retention.extendTo(props.standard) : []),
  ]);
  checkTransitions(lake, props, retention);
  noteRemoval(lake, props);
  if (props.alarmTopic) allowAlarms(lake, props.alarmTopic);
}
