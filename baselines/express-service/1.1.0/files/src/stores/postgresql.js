'use strict';

const { randomUUID } = require('node:crypto');
const fs = require('node:fs/promises');
const path = require('node:path');

const { Pool } = require('pg');

const { errorFields } = require('../logger');

const MIGRATIONS = path.join(__dirname, '..', '..', 'migrations');
// Any number will do, as long as every process that migrates this database takes the same
const MIGRATION_LOCK = 7221001;
const COLUMNS = 'id, name, description, price, created_at, updated_at';

/** A row as clients see it; the driver gives decimals as text, so that none of their digits is lost. */
function fromRow(row) {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    price: Number(row.price),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

function firstOf(result) {
  return result.rows.length === 0 ? null : fromRow(result.rows[0]);
}

async function applyMigrations(client) {
  await client.query(
    'CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
  );
  const { rows } = await client.query('SELECT name FROM schema_migrations');
  const applied = new Set(rows.map((row) => row.name));
  const names = (await fs.readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort();
  const news = names.filter((name) => !applied.has(name));
  for (const name of news) {
    const sql = await fs.readFile(path.join(MIGRATIONS, name), 'utf8');
    await client.query('BEGIN');
    try {
      await client.query(sql);
      await client.query('INSERT INTO schema_migrations (name) VALUES ($1)', [name]);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw new Error(`The migration ${name} failed: ${error.message}`, { cause: error });
    }
  }
  return news;
}

/** Keeps <%= plural_words %> in a PostgreSQL database. */
function createPostgresqlStore({ url, logger }) {
  const pool = new Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 3000, query_timeout: 10000 });
  // A connection that breaks while nobody uses it must not end the process
  pool.on('error', (error) => logger.warn('A database connection broke', errorFields(error)));

  return {
    async list({ limit, offset }) {
      const result = await pool.query(
        `SELECT ${COLUMNS} FROM "<%= plural_snake %>" ORDER BY created_at, id LIMIT $1 OFFSET $2`,
        [limit, offset],
      );
      return result.rows.map(fromRow);
    },

    async create({ name, description, price }) {
      const result = await pool.query(
        `INSERT INTO "<%= plural_snake %>" (id, name, description, price) VALUES ($1, $2, $3, $4) RETURNING ${COLUMNS}`,
        [randomUUID(), name, description, price],
      );
      return firstOf(result);
    },

    async get(id) {
      return firstOf(await pool.query(`SELECT ${COLUMNS} FROM "<%= plural_snake %>" WHERE id = $1`, [id]));
    },

    async update(id, { name, description, price }) {
      const result = await pool.query(
        `UPDATE "<%= plural_snake %>" SET name = $2, description = $3, price = $4, updated_at = clock_timestamp()
         WHERE id = $1 RETURNING ${COLUMNS}`,
        [id, name, description, price],
      );
      return firstOf(result);
    },

    async remove(id) {
      return firstOf(await pool.query(`DELETE FROM "<%= plural_snake %>" WHERE id = $1 RETURNING ${COLUMNS}`, [id]));
    },

    async ping() {
      await pool.query('SELECT 1');
    },

    /** Applies the migrations that are new, and returns their names; processes that do so wait for one another. */
    async migrate() {
      const client = await pool.connect();
      try {
        await client.query({ text: 'SELECT pg_advisory_lock($1)', values: [MIGRATION_LOCK], query_timeout: 300000 });
        return await applyMigrations(client);
      } finally {
        // Closing the connection gives the lock back, whatever happened
        client.release(true);
      }
    },

    async close() {
      await pool.end();
    },
  };
}

module.exports = { createPostgresqlStore };
