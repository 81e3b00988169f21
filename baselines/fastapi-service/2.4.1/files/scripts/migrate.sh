#!/usr/bin/env bash
# scripts/migrate.sh
<%= slot("migrate") %>
