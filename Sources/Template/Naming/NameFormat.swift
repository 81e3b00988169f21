/// The named checks a question can ask for with `format:`.
public enum NameFormat: String, CaseIterable, Hashable, Sendable {
    /// A service's name in any spelling; its derived forms must fit images, repositories and packages.
    case serviceName = "service-name"
    /// A business object in the singular, such as `product` or `order item`.
    case entity
    /// A label of a host name: `[a-z]([-a-z0-9]*[a-z0-9])?`, at most 63 characters.
    case dnsLabel = "dns-label"
    /// A host name: labels with dots between them, at most 253 characters.
    case hostName = "host-name"
    /// A Python module's name.
    case pythonModule = "python-module"
    /// A Java package, such as `com.example.orders`.
    case javaPackage = "java-package"
    /// A Go module's path, such as `github.com/acme/orders`.
    case goModule = "go-module"
    /// The path of a registry or repository owner: lower-case segments with `/` between them.
    case namespace
    /// A name that git takes for a branch.
    case branch

    /// The longest kebab form of a service's or an entity's name; suffixes such as `-migrate` must still fit.
    public static let longestBase = 40

    /// What is wrong with a text, as the end of a sentence, or nil when it is fine.
    public func complaint(about text: String) -> String? {
        switch self {
        case .serviceName: NameFormat.complaintAboutName(text, asEntity: false)
        case .entity: NameFormat.complaintAboutName(text, asEntity: true)
        case .dnsLabel: NameFormat.complaintAboutLabel(text)
        case .hostName: NameFormat.complaintAboutHost(text)
        case .pythonModule: NameFormat.complaintAboutModule(text)
        case .javaPackage: NameFormat.complaintAboutPackage(text)
        case .goModule: NameFormat.complaintAboutGoModule(text)
        case .namespace: NameFormat.complaintAboutNamespace(text)
        case .branch: NameFormat.complaintAboutBranch(text)
        }
    }

    private static func complaintAboutName(_ text: String, asEntity: Bool) -> String? {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last else { return "must not be empty" }
        guard bytes.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || " -_.".utf8.contains($0) }) else {
            return "must have only ASCII letters, digits, spaces, dashes, underscores and dots"
        }
        guard first.isASCIILetter else { return "must start with a letter" }
        guard last.isASCIILetter || last.isASCIIDigit else { return "must end with a letter or a digit" }
        if zip(bytes, bytes.dropFirst()).contains(where: { " -_.".utf8.contains($0) && " -_.".utf8.contains($1) }) {
            return "must have single separators; \(Names.kebab(text)) would do"
        }
        let kebab = Names.kebab(text)
        if kebab.utf8.count > longestBase {
            return "must be at most \(longestBase) characters as \(kebab), so that names such as "
                + "\(kebab.prefix(8))…-migrate fit; it has \(kebab.utf8.count)"
        }
        if let complaint = complaintAboutLabel(kebab) { return complaint }
        let snake = Names.snake(text)
        if ReservedWords.devices.contains(Names.flat(text)) { return "is a device name on Windows" }
        if ReservedWords.python.contains(snake) { return "is a keyword of Python" }
        if ReservedWords.javaAndGo.contains(Names.flat(text)) { return "is a keyword of Java, Go or JavaScript" }
        if let module = [snake, Names.flat(text)].first(where: ReservedWords.modules.contains) {
            return "would hide the module \(module) that services import; add a word, such as "
                + (asEntity ? "\(snake) record" : "\(snake) service")
        }
        if asEntity, ReservedWords.entities.contains(snake) {
            return "would clash with a name of the generated code; add a word, such as \(snake) record"
        }
        return nil
    }

    private static func complaintAboutLabel(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last else { return "must not be empty" }
        guard first.isASCIILowercase else { return "must start with a lower-case letter" }
        guard last.isASCIILowercase || last.isASCIIDigit else { return "must end with a letter or a digit" }
        guard bytes.allSatisfy({ $0.isASCIILowercase || $0.isASCIIDigit || $0 == 0x2D }) else {
            return "must have only lower-case letters, digits and dashes"
        }
        return bytes.count > 63 ? "must be at most 63 characters; it has \(bytes.count)" : nil
    }

    private static func complaintAboutHost(_ text: String) -> String? {
        if text.utf8.count > 253 { return "must be at most 253 characters" }
        for label in text.split(separator: ".", omittingEmptySubsequences: false) {
            let bytes = Array(label.utf8)
            let isLabel =
                !bytes.isEmpty && bytes.count <= 63 && bytes.first != 0x2D && bytes.last != 0x2D
                && bytes.allSatisfy { $0.isASCIILowercase || $0.isASCIIDigit || $0 == 0x2D }
            guard isLabel else { return "must be a host name in lower case, such as orders.example.com" }
        }
        return nil
    }

    private static func complaintAboutModule(_ text: String) -> String? {
        guard isIdentifier(text), !text.utf8.contains(where: \.isASCIIUppercase) else {
            return "must start with a letter and have only lower-case letters, digits and underscores"
        }
        if ReservedWords.python.contains(text) { return "is a keyword of Python" }
        return ReservedWords.modules.contains(text) ? "would hide the module \(text) that services import" : nil
    }

    private static func complaintAboutPackage(_ text: String) -> String? {
        for part in text.split(separator: ".", omittingEmptySubsequences: false).map(String.init) {
            guard isIdentifier(part), !part.utf8.contains(where: \.isASCIIUppercase) else {
                return "must be lower-case words with dots between them, such as com.example.orders"
            }
            if ReservedWords.javaAndGo.contains(part) { return "has \(part) in it, a keyword of Java" }
        }
        return nil
    }

    private static func complaintAboutGoModule(_ text: String) -> String? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let areWords = parts.allSatisfy { part in
            !part.isEmpty && part.first != "." && part.last != "." && part.first != "-"
                && part.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "-_.~".utf8.contains($0) }
        }
        return areWords ? nil : "must be a module path, such as github.com/acme/orders"
    }

    private static func complaintAboutNamespace(_ text: String) -> String? {
        let areSegments = text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            guard let first = part.utf8.first, let last = part.utf8.last else { return false }
            return (first.isASCIILowercase || first.isASCIIDigit) && (last.isASCIILowercase || last.isASCIIDigit)
                && part.utf8.allSatisfy { $0.isASCIILowercase || $0.isASCIIDigit || "-_.".utf8.contains($0) }
        }
        return areSegments ? nil : "must be lower-case names with / between them, such as acme or acme/platform"
    }

    private static func complaintAboutBranch(_ text: String) -> String? {
        // git check-ref-format --branch.
        let refused = Set(" ~^:?*[\\".utf8)
        let isRefused =
            text.isEmpty || text.hasPrefix("-") || text.hasPrefix("/") || text.hasSuffix("/")
            || text.hasSuffix(".") || text == "@" || text == "HEAD"
            || ["..", "//", "@{"].contains { contains(text, $0) }
            || text.utf8.contains { $0 < 0x20 || $0 == 0x7F || refused.contains($0) }
            || text.split(separator: "/").contains { $0.hasPrefix(".") || $0.hasSuffix(".lock") }
        return isRefused ? "must be a name that git takes for a branch, such as main" : nil
    }

    private static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.utf8.first, first.isASCIILetter else { return false }
        return text.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x5F }
    }

    private static func contains(_ text: String, _ part: String) -> Bool {
        let bytes = Array(text.utf8)
        let wanted = Array(part.utf8)
        guard bytes.count >= wanted.count else { return false }
        return (0...(bytes.count - wanted.count)).contains { bytes[$0..<($0 + wanted.count)].elementsEqual(wanted) }
    }
}
