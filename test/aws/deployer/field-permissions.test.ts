import { describe, expect, test } from 'vitest';
import { creatorActions } from '../../../aws/deployer/field-permissions';
import { TgwField, VpcField } from '../../../aws/fields';
import { creatorActionsOf } from '../../../aws/fields/creator-permissions';
import { LogFormat } from '../../../aws/format';

describe('what the fields of a format ask of its creator', () => {
  test('is nothing for the recommended format, as its documentation says', () => {
    expect(creatorActions(LogFormat.RECOMMENDED)).toEqual([]);
  });

  test('is each action once, with the fields that need it', () => {
    const format = LogFormat.of(
      VpcField.SRCADDR,
      VpcField.ECS_TASK_ID,
      VpcField.ECS_CLUSTER_NAME,
      VpcField.ASG_TAG,
    );
    expect(creatorActions(format)).toEqual([
      { action: 'ecs:ListClusters', fields: [VpcField.ECS_TASK_ID, VpcField.ECS_CLUSTER_NAME] },
      { action: 'ecs:ListTasks', fields: [VpcField.ECS_TASK_ID] },
      { action: 'autoscaling:DescribeTags', fields: [VpcField.ASG_TAG] },
    ]);
  });

  test('is something for every field of ECS and every tag, and for no other', () => {
    for (const field of [...VpcField.all(), ...TgwField.all()]) {
      const isAsked = field.name.startsWith('ecs-') || field.holdsTag;
      expect([field.name, creatorActionsOf(field).length > 0]).toEqual([field.name, isAsked]);
    }
  });

  test('is the clusters for every field of ECS', () => {
    for (const field of VpcField.all().filter(({ name }) => name.startsWith('ecs-'))) {
      expect(creatorActionsOf(field)).toContain('ecs:ListClusters');
    }
  });
});
