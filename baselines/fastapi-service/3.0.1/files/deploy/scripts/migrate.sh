#!/usr/bin/env bash
# deploy/scripts/migrate.sh
<%= slot("migrate") %>
