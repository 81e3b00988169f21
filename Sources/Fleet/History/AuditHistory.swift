import Drift
import GRDB
public import Report

/// Past audits of one fleet, in an SQLite file: what trends and comparisons are made of.
///
/// It keeps a snapshot of each audit (its numbers, and each service's state), for as long as its owner wants.
public struct AuditHistory: Sendable {
    private let database: DatabaseQueue
    private let path: String

    /// Opens or makes a history; older files are brought to the present schema.
    /// - Throws: ``DriftError`` with SQLite's reason; so do all other calls.
    public init(path: String) throws {
        self.path = path
        database = try Self.explaining(path) {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            let database = try DatabaseQueue(path: path, configuration: configuration)
            guard try database.read(Self.migrator.hasBeenSuperseded) == false else {
                throw DriftError(
                    .files, "\(path) was written by a newer scaffold", fix: "use that version, or another file")
            }
            try Self.migrator.migrate(database)
            return database
        }
    }

    private static func explaining<Result>(_ path: String, _ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch let error as DatabaseError {
            throw DriftError(
                .files, "\(path) can't be used as a history: \(error.message ?? "SQLite error \(error.resultCode)")",
                fix: "name an SQLite file that scaffold made, or one that is not there yet")
        }
    }

    private func read<Result>(_ work: (Database) throws -> Result) throws -> Result {
        try Self.explaining(path) { try database.read(work) }
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: audits and services") { database in
            try database.create(table: "audit") { table in
                table.autoIncrementedPrimaryKey("id")
                table.column("moment", .text).notNull().indexed()
                table.column("tool", .text).notNull()
                table.column("services", .integer).notNull()
                table.column("current", .integer).notNull()
                table.column("drifted", .integer).notNull()
                table.column("held", .integer).notNull()
                table.column("failures", .integer).notNull()
            }
            try database.create(table: "service") { table in
                table.column("audit", .integer).notNull().indexed().references("audit", onDelete: .cascade)
                table.column("name", .text).notNull()
                table.column("scaffold", .text)
                table.column("release", .text)
                table.column("state", .text).notNull()
                table.column("edited", .integer).notNull()
                table.column("held", .integer).notNull()
            }
        }
        migrator.registerMigration("2: missing files") { database in
            try database.alter(table: "service") { table in table.add(column: "missing", .integer) }
        }
        return migrator
    }

    /// Adds an audit.
    /// - Parameter days: Older audits are deleted; nil keeps all.
    public func add(_ report: FleetReport, keepingDays days: Int?) throws {
        let point = report.point
        let services = AuditSnapshot(report).services
        try Self.explaining(path) {
            try database.write { database in
                try database.execute(
                    sql: """
                        INSERT INTO audit (moment, tool, services, current, drifted, held, failures)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        point.moment, report.tool, point.services, point.current, point.drifted, point.held,
                        report.summary.failures,
                    ])
                let audit = database.lastInsertedRowID
                let insert = try database.makeStatement(sql: "INSERT INTO service VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                for one in services {
                    try insert.execute(arguments: [
                        audit, one.name, one.scaffold, one.release, one.state, one.edited, one.held, one.missing,
                    ])
                }
                if let days {
                    try database.execute(
                        sql: "DELETE FROM audit WHERE moment < strftime('%Y-%m-%dT%H:%M:%SZ', ?, ?)",
                        arguments: [point.moment, "-\(days) days"])
                }
            }
        }
    }

    /// The numbers of past audits, oldest first.
    /// - Parameter limit: How many of the latest.
    public func trend(limit: Int = 60) throws -> [FleetSummary.Point] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT moment, services, current, drifted, held FROM audit
                    ORDER BY moment DESC, id DESC LIMIT ?
                    """, arguments: [limit]
            ).reversed().map { row in
                FleetSummary.Point(
                    moment: row["moment"], services: row["services"], current: row["current"],
                    drifted: row["drifted"], held: row["held"])
            }
        }
    }

    /// An audit's services.
    /// - Parameters:
    ///   - moment: The latest audit at or before it counts; nil for the latest of all.
    ///   - skip: How many later audits are passed over.
    public func snapshot(at moment: String? = nil, skip: Int = 0) throws -> AuditSnapshot? {
        try read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT id, moment FROM audit WHERE ? IS NULL OR moment <= ?
                    ORDER BY moment DESC, id DESC LIMIT 1 OFFSET ?
                    """, arguments: [moment, moment, skip])
            guard let row else { return nil }
            let services = try Row.fetchAll(
                database, sql: "SELECT * FROM service WHERE audit = ? ORDER BY name",
                arguments: [row["id"] as Int64])
            return AuditSnapshot(
                moment: row["moment"],
                services: services.map { row in
                    AuditSnapshot.Service(
                        name: row["name"], scaffold: row["scaffold"], release: row["release"], state: row["state"],
                        edited: row["edited"], held: row["held"], missing: row["missing"])
                })
        }
    }
}
