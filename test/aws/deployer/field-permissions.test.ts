import { describe, expect, test } from 'vitest';
import { creatorActions } from '../../../aws/deployer/field-permissions';
import { TgwField, VpcField } from '../../../aws/fields';
import { creatorActionsOf } from '../../../aws/fields/creator-permissions';
import { LogFormat } from '../../../aws/format';

describe('creatorActions', () => {
  test('returns no action for the recommended format, as documented', () => {
    expect(creatorActions(LogFormat.RECOMMENDED)).toEqual([]);
  });

  test('returns each action once, with the fields that need it', () => {
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

  test('returns actions for every ECS field and every tag field, and for no other', () => {
    for (const field of [...VpcField.all(), ...TgwField.all()]) {
      const isAsked = field.name.startsWith('ecs-') || field.holdsTag;
      expect([field.name, creatorActionsOf(field).length > 0]).toEqual([field.name, isAsked]);
    }
  });

  test('returns ecs:ListClusters for every ECS field', () => {
    for (const field of VpcField.all().filter(({ name }) => name.startsWith('ecs-'))) {
      expect(creatorActionsOf(field)).toContain('ecs:ListClusters');
    }
  });
});
