import Jinja
import OrderedCollections

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Renders one template again and again: our side of `Jinja/render.py`, with the same arguments.
@main enum Main {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 4 else {
            print("usage: jinja-render TEMPLATES NAME CONTEXT.json [COUNT]")
            exit(64)
        }
        var environment = Environment()
        environment.trimBlocks = true
        environment.lstripBlocks = true
        environment.keepTrailingNewline = true
        let sources = try Files.texts(in: arguments[1])
        environment.loader = DictLoader(sources)
        guard let source = sources[arguments[2]] else {
            print("no template \(arguments[2])")
            exit(2)
        }
        let template = try Template(source: source, name: arguments[2], environment: environment)
        let context = try variables(Value(json: Files.bytes(of: arguments[3])))
        guard arguments.count > 4, let count = Int(arguments[4]) else {
            let bytes = try template.renderBytes(context)
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
                guard count > 0 else { exit(2) }
                rest = rest.dropFirst(count)
            }
            return
        }
        for _ in 0..<3 { _ = try template.renderBytes(context) }
        let (wall, cpu) = (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
        for _ in 0..<count { _ = try template.renderBytes(context) }
        print(seconds(CLOCK_MONOTONIC) - wall, seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu)
    }
}

/// The members of a JSON object as a template's variables.
private func variables(_ value: Value) -> OrderedDictionary<String, Value> {
    var variables: OrderedDictionary<String, Value> = [:]
    for (key, value) in value.dictValue?.pairs ?? [] { variables[key.pythonString] = value }
    return variables
}

private func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

private enum Files {
    struct Unreadable: Error {
        var path: String
    }

    static func bytes(of path: String) throws -> [UInt8] {
        guard let file = fopen(path, "r") else { throw Unreadable(path: path) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    /// The templates of a folder by name.
    static func texts(in folder: String) throws -> [String: String] {
        guard let directory = opendir(folder) else { throw Unreadable(path: folder) }
        defer { closedir(directory) }
        var texts: [String: String] = [:]
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name.hasSuffix(".j2") else { continue }
            texts[name] = String(decoding: try bytes(of: "\(folder)/\(name)"), as: UTF8.self)
        }
        return texts
    }
}
