'use strict';

const { Problem } = require('./problem');

const MAX_NAME = 200;
const MAX_DESCRIPTION = 2000;
const MAX_PRICE = 9999999999.99;
const MAX_LIMIT = 100;
const MAX_OFFSET = 2 ** 31 - 1;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function nameComplaint(value) {
  if (typeof value !== 'string') {
    return 'must be a text';
  }
  if (value.trim() === '' || value.length > MAX_NAME) {
    return `must have 1 to ${MAX_NAME} characters`;
  }
  return value.includes('\0') ? 'must not have NUL characters' : null;
}

function descriptionComplaint(value) {
  if (value === undefined || value === null) {
    return null;
  }
  if (typeof value !== 'string') {
    return 'must be a text or null';
  }
  if (value.length > MAX_DESCRIPTION) {
    return `must have at most ${MAX_DESCRIPTION} characters`;
  }
  return value.includes('\0') ? 'must not have NUL characters' : null;
}

function priceComplaint(value) {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return 'must be a number';
  }
  if (value < 0 || value > MAX_PRICE) {
    return `must be from 0 to ${MAX_PRICE}`;
  }
  return Math.round(value * 100) / 100 === value ? null : 'must have at most two decimals';
}

const FIELDS = { name: nameComplaint, description: descriptionComplaint, price: priceComplaint };

/** The fields of a <%= entity_words %> that a client sets, or a problem that names every wrong one. */
function validate<%= entity_class %>(body) {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Problem(422, 'The body must be a JSON object, sent as application/json.');
  }
  const errors = [];
  for (const [field, complaint] of Object.entries(FIELDS)) {
    const message = complaint(body[field]);
    if (message !== null) {
      errors.push({ field, message });
    }
  }
  for (const field of Object.keys(body)) {
    if (!Object.hasOwn(FIELDS, field)) {
      errors.push({ field, message: 'is not known' });
    }
  }
  if (errors.length > 0) {
    throw new Problem(422, 'Some fields are not valid.', { errors });
  }
  return { name: body.name, description: body.description ?? null, price: body.price };
}

function wholeNumber(query, field, { missing, least, most }) {
  const text = query[field];
  if (text === undefined) {
    return missing;
  }
  const value = typeof text === 'string' && /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (!(value >= least && value <= most)) {
    const message = `must be a whole number from ${least} to ${most}`;
    throw new Problem(422, 'Some parameters are not valid.', { errors: [{ field, message }] });
  }
  return value;
}

/** Which part of a list is asked for. */
function validatePage(query) {
  return {
    limit: wholeNumber(query, 'limit', { missing: 50, least: 1, most: MAX_LIMIT }),
    offset: wholeNumber(query, 'offset', { missing: 0, least: 0, most: MAX_OFFSET }),
  };
}

/** Whether a text can be the id of anything. */
function isId(text) {
  return UUID.test(text);
}

module.exports = { isId, validate<%= entity_class %>, validatePage };
