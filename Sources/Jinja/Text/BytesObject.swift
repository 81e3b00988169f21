/// Encoded text; it prints as Python's bytes do and can be decoded again.
public final class BytesObject: Object {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Encodes a text as `str.encode` does.
    convenience init(encoding text: String, _ name: String, errors: String) throws(TemplateError) {
        guard let limit = try BytesObject.limit(of: name) else {
            self.init(Array(text.utf8))
            return
        }
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            if scalar.value < limit {
                bytes.append(UInt8(truncatingIfNeeded: scalar.value))
                continue
            }
            switch errors {
            case "ignore": break
            case "replace": bytes.append(UInt8(ascii: "?"))
            case "xmlcharrefreplace": bytes += Array("&#\(scalar.value);".utf8)
            case "strict": throw .value("'\(name)' codec can't encode character \(Value.quoted(String(scalar)))")
            default: throw TemplateError(.security, "errors='\(errors)' of 'encode' is not known here")
            }
        }
        self.init(bytes)
    }

    /// How many characters an encoding has of one byte each; nil for UTF-8, which has all.
    private static func limit(of name: String) throws(TemplateError) -> UInt32? {
        switch Text.lowercased(name).replacing("_", with: "-") {
        case "utf-8", "utf8", "u8": return nil
        case "ascii", "us-ascii": return 0x80
        case "latin-1", "latin1", "iso-8859-1", "iso8859-1": return 0x100
        default: throw TemplateError(.key, "unknown encoding: \(name)")
        }
    }

    /// Decodes the bytes as `bytes.decode` does.
    func decoded(_ name: String, errors: String) throws(TemplateError) -> String {
        guard let limit = try BytesObject.limit(of: name) else {
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw errors == "strict"
                    ? .value("'utf-8' codec can't decode bytes")
                    : TemplateError(.security, "what is left of bytes that are not UTF-8 is not known here")
            }
            return text
        }
        var text = String.UnicodeScalarView()
        for byte in bytes {
            if UInt32(byte) < limit {
                text.append(Unicode.Scalar(byte))
                continue
            }
            switch errors {
            case "ignore": break
            case "replace": text.append("\u{FFFD}")
            case "strict": throw .value("'\(name)' codec can't decode byte 0x\(String(byte, radix: 16))")
            default: throw TemplateError(.security, "errors='\(errors)' of 'decode' is not known here")
            }
        }
        return String(text)
    }

    public override func attribute(_ name: String) throws(TemplateError) -> Value? {
        guard name == "decode" else { return nil }
        return .function(name) { [self] (arguments, _) throws(TemplateError) in
            let bound = try arguments.bind("decode()", ["encoding", "errors"])
            for place in 0..<2 {
                guard let value = bound[place], value.stringValue == nil else { continue }
                throw .type("decode() argument must be str, not \(value.typeName)")
            }
            return .string(
                try decoded(bound[0]?.stringValue ?? "utf-8", errors: bound[1]?.stringValue ?? "strict"))
        }
    }

    public override var typeName: String { "bytes" }
    public override var length: Int? { bytes.count }
    public override var isTrue: Bool { !bytes.isEmpty }
    public override var repr: String {
        let quote: UInt8 = bytes.contains(0x27) && !bytes.contains(0x22) ? 0x22 : 0x27
        var out: [UInt8] = [UInt8(ascii: "b"), quote]
        for byte in bytes {
            switch byte {
            case quote, 0x5C: out.append(contentsOf: [0x5C, byte])
            case 0x0A: out.append(contentsOf: "\\n".utf8)
            case 0x0D: out.append(contentsOf: "\\r".utf8)
            case 0x09: out.append(contentsOf: "\\t".utf8)
            case 0x20..<0x7F: out.append(byte)
            default: out.append(contentsOf: Text.backslashEscape(Unicode.Scalar(byte)).utf8)
            }
        }
        out.append(quote)
        return Text.string(out)
    }

    public override func isEqual(to other: Value) throws(TemplateError) -> Bool {
        guard case .object(let object) = other, let encoded = object as? BytesObject else { return false }
        return encoded.bytes == bytes
    }
}
