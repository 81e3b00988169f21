import Foundation
import Git
import Testing

@testable import Drift

/// What an owner does to one file.
enum Edit: Sendable {
    /// Replaces a text that stands in the file, once.
    case replace(String, String, with: String)
    /// Adds lines before the first line that holds a text.
    case insert(String, before: String, String)
    /// Adds lines at the end.
    case append(String, String)
    /// Makes a file, or gives it another text.
    case write(String, String)
    /// Deletes a file, or everything in a folder.
    case delete(String)
    /// Moves a file.
    case move(String, to: String)
    /// Puts a symbolic link in a file's place.
    case link(String, to: String)
    /// Makes a file executable.
    case executable(String)
    /// Saves it with the line endings of Windows.
    case windowsLineEndings(String)
    /// Saves it without a newline at the end.
    case noFinalNewline(String)
    /// Indents every indented line twice as far, as another formatter would.
    case reindent(String)
    /// Replaces a word everywhere in a file.
    case rename(String, String, with: String)

    func changes(in service: OwnedService) throws -> [TreeChange] {
        switch self {
        case .replace(let path, let old, let new):
            let text = try text(of: path, service)
            let range = try #require(text.range(of: old), "\(path) has no \(old)")
            return [try service.put(path, text.replacingCharacters(in: range, with: new))]
        case .insert(let path, let line, let added):
            let text = try text(of: path, service)
            let place = try #require(text.range(of: line), "\(path) has no \(line)")
            let start = text.lineRange(for: place).lowerBound
            return [try service.put(path, text[..<start] + added + text[start...])]
        case .append(let path, let lines): return [try service.put(path, try text(of: path, service) + lines)]
        case .write(let path, let text): return [try service.put(path, text)]
        case .delete(let path):
            let files = try service.files().keys.filter { $0 == path || $0.hasPrefix(path + "/") }
            return files.sorted().map { .remove($0) }
        case .move(let path, let destination):
            let file = try #require(try service.files()[path], "there is no \(path)")
            return [.remove(path), .put(destination, file.mode, file.id)]
        case .link(let path, let target): return [try service.put(path, target, mode: .symlink)]
        case .executable(let path): return [try service.put(path, try text(of: path, service), mode: .executable)]
        case .windowsLineEndings(let path):
            return [try service.put(path, try text(of: path, service).replacing("\n", with: "\r\n"))]
        case .noFinalNewline(let path): return [try service.put(path, String(try text(of: path, service).dropLast()))]
        case .reindent(let path):
            let lines = try text(of: path, service).components(separatedBy: "\n")
            let wider = lines.map { line in line.prefix { $0 == " " } + line }
            return [try service.put(path, wider.joined(separator: "\n"))]
        case .rename(let path, let old, let new):
            return [try service.put(path, try text(of: path, service).replacing(old, with: new))]
        }
    }

    private func text(of path: String, _ service: OwnedService) throws -> String {
        try #require(try service.text(path), "there is no \(path)")
    }
}
