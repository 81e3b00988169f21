'use strict';

const ID = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };

function reference(kind, name) {
  return { $ref: `#/components/${kind}/${name}` };
}

function json(schema) {
  return { 'application/json': { schema } };
}

function answer(description, schema) {
  return schema === undefined ? { description } : { description, content: json(schema) };
}

const problem = (status) => ({ [status]: reference('responses', 'Problem') });
const body = { required: true, content: json(reference('schemas', '<%= entity_class %>Fields')) };
const status = { type: 'object', required: ['status'], properties: { status: { type: 'string' } } };

const properties = {
  // A character that shows, and no NUL anywhere
  name: { type: 'string', maxLength: 200, pattern: '^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$' },
  description: { type: ['string', 'null'], maxLength: 2000, pattern: '^[^\\u0000]*$' },
  price: { type: 'number', minimum: 0, maximum: 9999999999.99, description: 'At most two decimals.' },
};

/** What the service offers, in the form of OpenAPI 3.1. */
const openapi = {
  openapi: '3.1.0',
  info: { title: <%= service_title | json_string %>, description: <%= description | json_string %>, version: '1.0.0' },
  paths: {
    '/health': {
      get: { operationId: 'health', responses: { 200: answer('The process is alive.', status) } },
    },
    '/ready': {
      get: {
        operationId: 'ready',
        responses: { 200: answer('Requests may come.', status), ...problem(503) },
      },
    },
    '/api/v1/<%= plural_kebab %>': {
      get: {
        operationId: 'list',
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 50 } },
          { name: 'offset', in: 'query', schema: { type: 'integer', minimum: 0, maximum: 2147483647, default: 0 } },
        ],
        responses: {
          200: answer('A part of the list, oldest first.', reference('schemas', 'List')),
          ...problem(422),
        },
      },
      post: {
        operationId: 'create',
        requestBody: body,
        responses: {
          201: {
            ...answer('It is created.', reference('schemas', '<%= entity_class %>')),
            headers: { Location: { schema: { type: 'string' } } },
          },
          ...problem(400),
          ...problem(413),
          ...problem(422),
        },
      },
    },
    '/api/v1/<%= plural_kebab %>/{id}': {
      parameters: [ID],
      get: {
        operationId: 'read',
        responses: { 200: answer('It is here.', reference('schemas', '<%= entity_class %>')), ...problem(404) },
      },
      put: {
        operationId: 'replace',
        requestBody: body,
        responses: {
          200: answer('It is replaced.', reference('schemas', '<%= entity_class %>')),
          ...problem(400),
          ...problem(404),
          ...problem(413),
          ...problem(422),
        },
      },
      delete: { operationId: 'delete', responses: { 204: answer('It is deleted.'), ...problem(404) } },
    },
  },
  components: {
    schemas: {
      <%= entity_class %>Fields: { type: 'object', required: ['name', 'price'], additionalProperties: false, properties },
      <%= entity_class %>: {
        type: 'object',
        required: ['id', 'name', 'description', 'price', 'created_at', 'updated_at'],
        properties: {
          id: { type: 'string', format: 'uuid' },
          ...properties,
          created_at: { type: 'string', format: 'date-time' },
          updated_at: { type: 'string', format: 'date-time' },
        },
      },
      List: {
        type: 'object',
        required: ['items', 'limit', 'offset'],
        properties: {
          items: { type: 'array', items: reference('schemas', '<%= entity_class %>') },
          limit: { type: 'integer' },
          offset: { type: 'integer' },
        },
      },
      Problem: {
        type: 'object',
        required: ['type', 'title', 'status', 'detail'],
        properties: {
          type: { type: 'string' },
          title: { type: 'string' },
          status: { type: 'integer' },
          detail: { type: 'string' },
          instance: { type: 'string' },
          request_id: { type: ['string', 'null'] },
          errors: {
            type: 'array',
            items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } },
          },
        },
      },
    },
    responses: {
      Problem: {
        description: 'It did not work, and why.',
        content: { 'application/problem+json': { schema: reference('schemas', 'Problem') } },
      },
    },
  },
};

module.exports = { openapi };
