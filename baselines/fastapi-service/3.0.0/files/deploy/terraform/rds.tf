resource "aws_db_subnet_group" "database" {
  name       = "<%= service_kebab %>"
  subnet_ids = var.subnet_ids
}

resource "aws_security_group" "database" {
  name        = "<%= service_kebab %>-database"
  description = "Who may reach the database of <%= service_kebab %>"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "clients" {
  for_each = toset(var.client_security_group_ids)

  security_group_id            = aws_security_group.database.id
  referenced_security_group_id = each.value
  from_port                    = <%= database_port %>
  to_port                      = <%= database_port %>
  ip_protocol                  = "tcp"
}

# RDS makes the administrator's password and keeps it in a secret of its own
resource "aws_db_instance" "database" {
  identifier     = "<%= service_kebab %>"
  db_name        = "<%= service_snake %>"
  engine         = "<%= 'mysql' if database == 'mysql' else 'postgres' %>"
  engine_version = "<%= '8.4' if database == 'mysql' else '15' %>"
  instance_class = var.database_instance_class
  multi_az       = var.database_multi_az

  allocated_storage     = 20
  max_allocated_storage = 200
  storage_type          = "gp3"
  storage_encrypted     = true

  username                    = "administrator"
  manage_master_user_password = true

  db_subnet_group_name   = aws_db_subnet_group.database.name
  vpc_security_group_ids = [aws_security_group.database.id]
  publicly_accessible    = false

  backup_retention_period    = 14
  auto_minor_version_upgrade = true
  copy_tags_to_snapshot      = true
  deletion_protection        = true
  final_snapshot_identifier  = "<%= service_kebab %>-final"
}
