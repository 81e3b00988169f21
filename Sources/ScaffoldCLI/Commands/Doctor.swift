import ArgumentParser
import Drift
import Forge
import Git
import Report
import Template

/// `scaffold doctor`.
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Checks the installation, and the service it is run in, and says how to fix what is wrong.",
        discussion: """
            EXAMPLE
              scaffold doctor services/shop
            """)

    @Argument(help: "A service's folder; only the installation is checked where there is none.", completion: .directory)
    var directory = "."

    func run() throws {
        var checks = [
            check("scaffold") { "\(ToolVersion.current)" },
            check("libgit2") { Libgit2.version },
            check("git") {
                let git = try GitExecutable.find()
                let words = String(decoding: try git.run(["--version"]).stdout, as: UTF8.self).split {
                    $0 == " " || $0 == "\n"
                }
                return "\(words.dropFirst(2).first ?? "unknown") at \(git.path)"
            },
            check("source cache") { try SourceCache.standard(git: GitExecutable.find()).root },
            check("built-in scaffolds") {
                let catalog = try Sources.catalog()
                let names = try catalog.scaffolds().map(\.name)
                return "\(names.count) in \(catalog.root)"
            },
        ]
        checks += serviceChecks()
        let console = Console.standard
        let width = checks.map { $0.name.count }.max() ?? 0
        for item in checks {
            let name = item.name + String(repeating: " ", count: width - item.name.count)
            switch item.result {
            case .success(let text): console.line("\(console.style.green("ok     "))  \(name)  \(sanitized(text))")
            case .failure(let failure):
                console.line("\(console.style.red("problem"))  \(name)  \(sanitized(failure.message))")
                if let fix = failure.fix {
                    console.line("         \(String(repeating: " ", count: width))  fix: \(sanitized(fix))")
                }
            }
        }
        if checks.contains(where: { $0.isProblem }) { throw ExitStatus.error.exitCode }
    }

    private struct Check {
        var name: String
        var result: Result<String, Failure>
        var isProblem: Bool { if case .failure = result { true } else { false } }
    }

    private func check(_ name: String, _ body: () throws -> String) -> Check {
        do {
            return Check(name: name, result: .success(try body()))
        } catch let failure as Failure {
            return Check(name: name, result: .failure(failure))
        } catch {
            return Check(name: name, result: .failure(Failure(error) ?? Failure("\(error)")))
        }
    }

    /// The checks of the service; none outside one, which is no problem.
    private func serviceChecks() -> [Check] {
        let service: Service
        do {
            service = try Service.open(at: directory)
        } catch let error as DriftError where error.code == .notARepository || error.code == .noRecord {
            return []
        } catch {
            return [check("service") { throw error }]
        }
        var checks = [check("service") { service.folder ?? service.repository.gitDirectory }]
        for entry in service.record.scaffolds {
            checks.append(
                check("record of \(entry.name)") {
                    _ = try Sources.planner(for: entry, of: service).plan(PlanRequest())
                    return "\(entry.release), its baseline renders again"
                })
        }
        checks.append(check("committer") { "\(try service.repository.signature(.committer).name)" })
        return checks + forgeChecks(service)
    }

    /// Where pull requests would go, and with which token; no call is made.
    ///
    /// No remote and no known forge are no problem.
    private func forgeChecks(_ service: Service) -> [Check] {
        guard let git = try? GitExecutable.find(),
            let url = try? git.address(of: "origin", gitDirectory: service.repository.gitDirectory),
            let location = try? ForgeLocation(remote: url, environment: Sources.environment)
        else { return [] }
        return [
            check("pull requests") {
                let lookup = TokenLookup(environment: Sources.environment, git: git)
                do throws(ForgeError) {
                    let token = try lookup.token(for: location)
                    let traps: [Token.Class: String] = [
                        .gitlabJob: "can't open merge requests", .gitlabDeploy: "can't open merge requests",
                    ]
                    let trap = traps[token.kind].map { "; it \($0)" } ?? ""
                    return "\(location.kind.rawValue) \(location.address.path), token from \(token.origin)\(trap)"
                } catch {
                    guard error.code == .unauthorized, error.message.hasPrefix("there is no token") else { throw error }
                    return "\(location.kind.rawValue) \(location.address.path), no token: \(error.hint)"
                }
            }
        ]
    }
}
