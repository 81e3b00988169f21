'use strict';

const ENVIRONMENTS = ['development', 'test', 'production'];
const LOG_LEVELS = ['debug', 'info', 'warn', 'error'];
<% if database == 'postgresql' %>
const SCHEMES = ['postgresql://', 'postgres://'];
<% elif database == 'mysql' %>
const SCHEMES = ['mysql://'];
<% elif database == 'mongodb' %>
const SCHEMES = ['mongodb://', 'mongodb+srv://'];
<% endif %>
<% if database != 'none' %>
const PLACEHOLDER = /change-?me|placeholder/i;
<% endif %>

/** Settings that the service must not start with; the message names every one of them. */
class ConfigError extends Error {
  constructor(complaints) {
    super(`The configuration is not usable: ${complaints.join('; ')}`);
    this.name = 'ConfigError';
    this.complaints = complaints;
  }
}

/** Reads the settings from environment variables, and refuses what would fail later. */
function loadConfig(env) {
  const complaints = [];

  const environment = env.APP_ENV || 'production';
  if (!ENVIRONMENTS.includes(environment)) {
    complaints.push(`APP_ENV must be one of ${ENVIRONMENTS.join(', ')}`);
  }

  const logLevel = (env.LOG_LEVEL || 'info').toLowerCase();
  if (!LOG_LEVELS.includes(logLevel)) {
    complaints.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);
  }

  const port = Number(env.PORT || <%= port %>);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    complaints.push('PORT must be a number from 0 to 65535');
  }
<%= slot("config_database") %>

  if (complaints.length > 0) {
    throw new ConfigError(complaints);
  }
  return Object.freeze({
    service: <%= service_kebab | json_string %>,
    environment,
    logLevel,
    port,
    databaseUrl,
    shutdownSeconds: 20,
  });
}

module.exports = { ConfigError, loadConfig };
