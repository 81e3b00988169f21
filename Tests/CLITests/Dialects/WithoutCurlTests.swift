#if os(Linux)
    import Foundation
    import TestSupport
    import Testing

    /// A machine that has no libcurl: only calls to a forge need it.
    @Suite("Without libcurl") struct WithoutCurlTests {
        /// A folder that the loader looks into first; what it finds there under libcurl's names is no library.
        private func environment(_ bench: Workbench) throws -> [String: String] {
            for name in ["libcurl.so.4", "libcurl-gnutls.so.4"] {
                try bench.directory.write("libraries/\(name)", "none\n")
            }
            return ["LD_LIBRARY_PATH": bench.directory.path("libraries"), "GITHUB_TOKEN": "none"]
        }

        @Test("projects of other tools are looked at, upgraded and made, and a forge cannot be called")
        func dialects() throws {
            let project = try ForeignBench.copier(["a.txt": "1\n"])
            try project.release("v2", ["a.txt": "2\n"])
            let environment = try environment(project.bench)
            func scaffold(_ arguments: [String], status: Int32 = 0) throws -> ProcessResult {
                let result = try run(
                    Tool.path, arguments, environment: project.bench.environment.merging(environment) { $1 },
                    directory: URL(filePath: project.bench.directory.path, directoryHint: .isDirectory))
                try #require(result.status == status, "\(arguments): \(result.text)\(result.stderr)")
                return result
            }
            _ = try scaffold(["status", "service"], status: 1)
            _ = try scaffold(["audit", "service"], status: 1)
            _ = try scaffold(["adopt", "service", "--plan"])
            _ = try scaffold(["upgrade", "service", "--branch", "out"])
            #expect(project.out("a.txt") == "2\n")
            _ = try scaffold(["new", "./foreign", "made"])
            let refused = try scaffold(["audit", "--organisation", "https://github.com/example"], status: 2)
            #expect(refused.stderr.contains("libcurl, which carries the calls, is not on this machine"))
        }
    }
#endif
