"""Create the table <%= plural_snake %>

Revision ID: 0001
Revises:
Create Date: 2024-01-15 00:00:00
"""
import sqlalchemy as sa
from alembic import op
<% if database == 'mysql' %>
from sqlalchemy.dialects import mysql
<% endif %>

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "<%= plural_snake %>",
        sa.Column("id", sa.Integer(), nullable=False),
<%= slot("migration_columns") %>
        sa.PrimaryKeyConstraint("id"),
<%= slot("migration_table") %>
    )
    op.create_index("ix_<%= plural_snake %>_name", "<%= plural_snake %>", ["name"], unique=False)
<% if accounts == 'example' %>
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("email"),
<%= slot("migration_table") %>
    )
<% endif %>


def downgrade() -> None:
<% if accounts == 'example' %>
    op.drop_table("users")
<% endif %>
    op.drop_index("ix_<%= plural_snake %>_name", table_name="<%= plural_snake %>")
    op.drop_table("<%= plural_snake %>")
