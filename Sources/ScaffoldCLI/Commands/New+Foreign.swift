import ArgumentParser
import Drift
import Foundation
import Git
import OrderedCollections
import Report
import Template

extension New {
    /// A project of another tool's template, with the record of that tool.
    ///
    /// Questions without an answer take their defaults.
    func generate(_ template: DialectTemplate) throws {
        if json { throw ValidationError("--json is for scaffolds, not for templates of Copier and Cookiecutter") }
        let name = Sources.realPlace(of: directory).split(separator: "/").last.map(String.init) ?? "project"
        // As for the tools: the date is today's, and what is drawn at random is another thing in each project.
        let setting = RenderSetting(
            folderName: name, clock: Int(Date().timeIntervalSince1970), seed: .random(in: .min ... .max))
        let project = try template.project(
            answers.read(for: template.tool), setting, checkout: Sources.split(scaffold).release,
            hooks: hooks.runner(), with: rendering.tool(), files: Self.files(in: directory))
        let render = project.render
        let console = Console.standard
        if plan {
            for file in render.baseline.files { console.line(singleLine(file.path)) }
            for (name, value) in render.answers { console.line("\(sanitized(name)) = \(sanitized(value.display))") }
            return console.tell(about: render)
        }
        console.tell(render.messages.before)
        let generation = Generation(directory: directory, baseline: render.baseline, from: project.origin)
        let result = try generation.write(makesRepository: git)
        console.line(
            "\(console.style.green("made")) \(sanitized(directory)): \(sanitized(project.origin)), "
                + "\(render.baseline.files.count) files")
        tell(result)
        console.tell(about: render)
        if !project.hasRecord {
            console.note("warning: the template writes no record: such a project can't be brought up to date")
        }
        console.tell(render.messages.after)
        if !render.unrendered.isEmpty { throw ExitStatus.drift.exitCode }
    }

    /// Reads files of a folder, and nothing that links lead to outside of it.
    private static func files(in folder: String) -> @Sendable (String) -> [UInt8]? {
        let root = Sources.realPlace(of: folder)
        return { path in
            let place = Sources.realPlace(of: "\(root)/\(path)")
            guard place.utf8.starts(with: "\(root)/".utf8), let mode = FileSystem.mode(of: place),
                mode == .file || mode == .executable
            else { return nil }
            return try? InputFile.read(place)
        }
    }
}
