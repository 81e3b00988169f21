'use strict';

const { randomUUID } = require('node:crypto');
const fs = require('node:fs/promises');
const path = require('node:path');

const mysql = require('mysql2/promise');

const MIGRATIONS = path.join(__dirname, '..', '..', 'migrations');
// Any name will do, as long as every process that migrates this database takes the same
const MIGRATION_LOCK = '<%= service_kebab %> migrations';
const MIGRATION_PATIENCE_SECONDS = 300;
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

async function applyMigrations(connection) {
  await connection.query(
    'CREATE TABLE IF NOT EXISTS schema_migrations (name varchar(190) PRIMARY KEY, applied_at datetime(6) NOT NULL)',
  );
  const [rows] = await connection.query('SELECT name FROM schema_migrations');
  const applied = new Set(rows.map((row) => row.name));
  const names = (await fs.readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort();
  const news = names.filter((name) => !applied.has(name));
  for (const name of news) {
    const sql = await fs.readFile(path.join(MIGRATIONS, name), 'utf8');
    try {
      // MySQL cannot take the change of a table back: a migration that fails half-way is mended by hand
      await connection.query(sql);
      await connection.query('INSERT INTO schema_migrations (name, applied_at) VALUES (?, UTC_TIMESTAMP(6))', [name]);
    } catch (error) {
      throw new Error(`The migration ${name} failed: ${error.message}`, { cause: error });
    }
  }
  return news;
}

/** Keeps <%= plural_words %> in a MySQL database. Its times are UTC, whatever the server's zone is. */
function createMysqlStore({ url }) {
  const settings = { uri: url, connectTimeout: 3000, timezone: 'Z' };
  const pool = mysql.createPool({ ...settings, connectionLimit: 10 });

  async function run(sql, values) {
    const [result] = await pool.query({ sql, timeout: 10000 }, values);
    return result;
  }

  async function get(id) {
    const rows = await run(`SELECT ${COLUMNS} FROM \`<%= plural_snake %>\` WHERE id = ?`, [id]);
    return rows.length === 0 ? null : fromRow(rows[0]);
  }

  return {
    async list({ limit, offset }) {
      const rows = await run(
        `SELECT ${COLUMNS} FROM \`<%= plural_snake %>\` ORDER BY created_at, id LIMIT ? OFFSET ?`,
        [limit, offset],
      );
      return rows.map(fromRow);
    },

    async create({ name, description, price }) {
      const id = randomUUID();
      await run(
        `INSERT INTO \`<%= plural_snake %>\` (${COLUMNS}) VALUES (?, ?, ?, ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))`,
        [id, name, description, price],
      );
      return get(id);
    },

    get,

    async update(id, { name, description, price }) {
      await run(
        'UPDATE `<%= plural_snake %>` SET name = ?, description = ?, price = ?, updated_at = UTC_TIMESTAMP(6) WHERE id = ?',
        [name, description, price, id],
      );
      return get(id);
    },

    async remove(id) {
      const old = await get(id);
      const { affectedRows } = await run('DELETE FROM `<%= plural_snake %>` WHERE id = ?', [id]);
      return affectedRows === 0 ? null : old;
    },

    async ping() {
      await run('SELECT 1', []);
    },

    /** Applies the migrations that are new, and returns their names; processes that do so wait for one another. */
    async migrate() {
      const connection = await mysql.createConnection({ ...settings, multipleStatements: true });
      try {
        const [rows] = await connection.query('SELECT GET_LOCK(?, ?) AS locked', [MIGRATION_LOCK, MIGRATION_PATIENCE_SECONDS]);
        if (rows[0].locked !== 1) {
          throw new Error('Another process has been migrating the database for too long');
        }
        return await applyMigrations(connection);
      } finally {
        // Closing the connection gives the lock back, whatever happened
        await connection.end();
      }
    },

    async close() {
      await pool.end();
    },
  };
}

module.exports = { createMysqlStore };
