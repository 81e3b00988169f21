import Foundation

/// A value of a forge's reply; what is missing or of another type reads as nil.
struct JSON {
    private let value: Any?

    private init(value: Any?) {
        self.value = value
    }

    /// Reads a reply's body.
    init?(_ bytes: [UInt8]) {
        guard let value = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) else {
            return nil
        }
        self.init(value: value)
    }

    subscript(key: String) -> JSON { JSON(value: (value as? [String: Any])?[key]) }

    var string: String? { value as? String }
    var int: Int? { value as? Int }
    var bool: Bool? { value as? Bool }
    var array: [JSON]? { (value as? [Any])?.map { JSON(value: $0) } }
    var keys: [String] { (value as? [String: Any])?.keys.sorted() ?? [] }
    var isObject: Bool { value is [String: Any] }
    /// Whether there is something other than null.
    var exists: Bool { value != nil && !(value is NSNull) }

    /// What must be there for a reply to make sense.
    func required(_ key: String) throws(ForgeError) -> String {
        guard let text = self[key].string else { throw Self.missing(key) }
        return text
    }

    /// A number that must be there.
    func requiredInt(_ key: String) throws(ForgeError) -> Int {
        guard let number = self[key].int else { throw Self.missing(key) }
        return number
    }

    static func missing(_ key: String) -> ForgeError {
        ForgeError(.malformed, "the reply has no '\(key)'")
    }

    /// The bytes of an object to send.
    static func bytes(_ object: [String: any Sendable]) -> [UInt8] {
        // Only strings, numbers, truth values and lists of them are ever given.
        [UInt8]((try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys)) ?? Data())
    }
}

/// A text within an address: everything but letters, digits and `-._~` is written in percents.
func percentEncoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
        if byte.isLetterOrDigit || "-._~".utf8.contains(byte) {
            result.unicodeScalars.append(Unicode.Scalar(byte))
        } else {
            let digits = String(byte, radix: 16, uppercase: true)
            result += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
        }
    }
    return result
}
