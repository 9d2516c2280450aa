import type { CoveredType } from '../covered-type';

const ROLE = 'AWS::IAM::Role';
const ROLE_SCHEMA = 'AWS::IAM::Role resource type schema: handlers';
const MANAGED_POLICY = 'AWS::IAM::ManagedPolicy';
const MANAGED_POLICY_SCHEMA = 'AWS::IAM::ManagedPolicy resource type schema: handlers';

/** IAM roles and policies. */
export const ROLES: readonly CoveredType[] = [
  {
    type: ROLE,
    source: ROLE_SCHEMA,
    name: { property: 'RoleName', maxLength: 64 },
    arns: ['arn:{partition}:iam::{account}:role{Path:/}{name}'],
    actions: [
      'iam:CreateRole',
      'iam:GetRole',
      'iam:GetRolePolicy',
      'iam:ListAttachedRolePolicies',
      'iam:ListRolePolicies',
      'iam:TagRole',
      'iam:UntagRole',
      'iam:UpdateAssumeRolePolicy',
      'iam:UpdateRole',
      'iam:UpdateRoleDescription',
    ],
    deletes: ['iam:DeleteRole'],
    whenGiven: [
      { property: 'Policies', actions: ['iam:PutRolePolicy', 'iam:DeleteRolePolicy'] },
      {
        property: 'ManagedPolicyArns',
        actions: ['iam:AttachRolePolicy', 'iam:DetachRolePolicy'],
        onlyFor: 'iam:PolicyARN',
      },
      {
        property: 'PermissionsBoundary',
        actions: ['iam:PutRolePermissionsBoundary'],
        onlyFor: 'iam:PermissionsBoundary',
      },
      { property: 'PermissionsBoundary', actions: ['iam:DeleteRolePermissionsBoundary'] },
    ],
  },
  {
    type: 'AWS::IAM::Policy',
    source: 'AWS::IAM::Policy resource type schema: handlers',
    arns: [],
    on: { property: 'Roles', type: ROLE },
    actions: ['iam:DeleteRolePolicy', 'iam:GetRolePolicy', 'iam:PutRolePolicy'],
    whenGiven: [
      {
        property: 'Groups',
        notCovered: 'iam:PutGroupPolicy, iam:GetGroupPolicy and iam:DeleteGroupPolicy on the groups',
      },
      {
        property: 'Users',
        notCovered: 'iam:PutUserPolicy, iam:GetUserPolicy and iam:DeleteUserPolicy on the users',
      },
    ],
  },
  {
    type: MANAGED_POLICY,
    source: MANAGED_POLICY_SCHEMA,
    name: { property: 'ManagedPolicyName', maxLength: 128 },
    arns: ['arn:{partition}:iam::{account}:policy{Path:/}{name}'],
    actions: [
      'iam:CreatePolicy',
      'iam:CreatePolicyVersion',
      'iam:DeletePolicyVersion',
      'iam:GetPolicy',
      'iam:GetPolicyVersion',
      'iam:ListEntitiesForPolicy',
      'iam:ListPolicyVersions',
    ],
    deletes: ['iam:DeletePolicy'],
    whenGiven: [
      { property: 'Groups', notCovered: 'iam:AttachGroupPolicy and iam:DetachGroupPolicy on the groups' },
      { property: 'Users', notCovered: 'iam:AttachUserPolicy and iam:DetachUserPolicy on the users' },
    ],
  },
  {
    type: MANAGED_POLICY,
    source: MANAGED_POLICY_SCHEMA,
    arns: [],
    on: { property: 'Roles', type: ROLE },
    onlyFor: { key: 'iam:PolicyARN', type: MANAGED_POLICY },
    actions: ['iam:AttachRolePolicy', 'iam:DetachRolePolicy'],
  },
];
