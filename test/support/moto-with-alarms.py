"""moto, with the alarms that its CloudFormation skips."""

from moto.cloudwatch.models import cloudwatch_backends
from moto.core.common_models import CloudFormationModel
from moto.server import main


class CloudFormationAlarm(CloudFormationModel):
    # moto finds the service of a model by its module
    __module__ = "moto.cloudwatch.models"

    def __init__(self, alarm):
        self.alarm = alarm

    @property
    def physical_resource_id(self):
        return self.alarm.name

    @staticmethod
    def cloudformation_name_type():
        return "AlarmName"

    @staticmethod
    def cloudformation_type():
        return "AWS::CloudWatch::Alarm"

    @classmethod
    def has_cfn_attr(cls, attr):
        return attr == "Arn"

    def get_cfn_attribute(self, attribute_name):
        return self.alarm.alarm_arn

    @classmethod
    def create_from_cloudformation_json(
        cls, resource_name, cloudformation_json, account_id, region_name, **kwargs
    ):
        given = cloudformation_json["Properties"]
        backend = cloudwatch_backends[account_id][region_name]
        return cls(
            backend.put_metric_alarm(
                name=resource_name,
                namespace=given.get("Namespace"),
                metric_name=given.get("MetricName"),
                comparison_operator=given["ComparisonOperator"],
                evaluation_periods=int(given["EvaluationPeriods"]),
                period=int(given.get("Period", 60)),
                threshold=float(given["Threshold"]),
                statistic=given.get("Statistic"),
                description=given.get("AlarmDescription"),
                dimensions=given.get("Dimensions", []),
                alarm_actions=given.get("AlarmActions", []),
                treat_missing_data=given.get("TreatMissingData"),
            )
        )

    @classmethod
    def delete_from_cloudformation_json(
        cls, resource_name, cloudformation_json, account_id, region_name
    ):
        cloudwatch_backends[account_id][region_name].delete_alarms([resource_name])


main()
