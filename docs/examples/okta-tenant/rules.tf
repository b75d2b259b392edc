resource "okta_group_rule" "finance" {
  name              = "finance"
  status            = "ACTIVE"
  group_assignments = [okta_group.finance.id]
  expression_value  = "user.department == \"Finance\""
}
