variable "spokes" {
  description = "Address ranges of the spokes by name"
  type        = map(string)
  default     = {}
}
