resource "aws_flow_log" "main" {
  traffic_type = "REJECT"
}
