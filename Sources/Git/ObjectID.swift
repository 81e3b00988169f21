internal import CLibgit2

/// The SHA-1 name of a git object: 20 bytes.
public struct ObjectID: Hashable, Comparable, Sendable, CustomStringConvertible {
    private let high: UInt64
    private let middle: UInt64
    private let low: UInt32

    /// Reads 40 hexadecimal digits of either case; nil for anything else, abbreviations included.
    public init?(hex: String) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20)
        var pending: UInt8?
        for digit in hex.utf8 {
            let value: UInt8
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = digit - UInt8(ascii: "A") + 10
            default: return nil
            }
            if let first = pending {
                bytes.append(first << 4 | value)
                pending = nil
            } else {
                pending = value
            }
        }
        guard bytes.count == 20, pending == nil else { return nil }
        self.init(bytes: bytes)
    }

    /// Reads the 20 raw bytes that a tree object holds; nil for another count.
    public init?(raw bytes: some Collection<UInt8>) {
        guard bytes.count == 20 else { return nil }
        self.init(bytes: bytes)
    }

    private init(bytes: some Collection<UInt8>) {
        var high: UInt64 = 0
        var middle: UInt64 = 0
        var low: UInt32 = 0
        for (offset, byte) in bytes.enumerated() {
            switch offset {
            case 0..<8: high = high << 8 | UInt64(byte)
            case 8..<16: middle = middle << 8 | UInt64(byte)
            default: low = low << 8 | UInt32(byte)
            }
        }
        self.high = high
        self.middle = middle
        self.low = low
    }

    init(_ oid: git_oid) {
        self = withUnsafeBytes(of: oid.id) { bytes in
            ObjectID(
                high: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
                middle: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
                low: UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self)))
        }
    }

    private init(high: UInt64, middle: UInt64, low: UInt32) {
        self.high = high
        self.middle = middle
        self.low = low
    }

    var oid: git_oid {
        var oid = git_oid()
        withUnsafeMutableBytes(of: &oid.id) { bytes in
            bytes.storeBytes(of: high.bigEndian, toByteOffset: 0, as: UInt64.self)
            bytes.storeBytes(of: middle.bigEndian, toByteOffset: 8, as: UInt64.self)
            bytes.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt32.self)
        }
        return oid
    }

    /// The 20 bytes of the id.
    public var raw: [UInt8] {
        withUnsafeBytes(of: high.bigEndian, Array.init) + withUnsafeBytes(of: middle.bigEndian, Array.init)
            + withUnsafeBytes(of: low.bigEndian, Array.init)
    }

    /// The id as 40 lower-case hexadecimal digits.
    public var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(40)
        for byte in raw {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The id as 40 lower-case hexadecimal digits.
    public var description: String { hex }

    /// Orders ids as their bytes, which is the order of their hexadecimal text.
    public static func < (left: ObjectID, right: ObjectID) -> Bool {
        (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
    }
}

extension ObjectID {
    /// The id of the tree without entries.
    public static let emptyTree = hash([], as: GIT_OBJECT_TREE)

    /// The id of the blob without bytes.
    public static let emptyBlob = hash([], as: GIT_OBJECT_BLOB)

    /// The id of a blob with these bytes; nothing is stored.
    ///
    /// Calls `git_odb_hash`.
    public static func of(blob bytes: [UInt8]) -> ObjectID {
        hash(bytes, as: GIT_OBJECT_BLOB)
    }

    /// The id of a tree with these entries, in whatever order they come; nothing is stored.
    public static func of(tree entries: [TreeEntry]) -> ObjectID {
        var bytes: [UInt8] = []
        for entry in entries.sorted(by: TreeEntry.precedes) {
            bytes += String(entry.mode.rawValue, radix: 8).utf8
            bytes.append(0x20)
            bytes += entry.name.utf8
            bytes.append(0)
            bytes += entry.id.raw
        }
        return hash(bytes, as: GIT_OBJECT_TREE)
    }

    private static func hash(_ bytes: [UInt8], as type: git_object_t) -> ObjectID {
        Libgit2.bootstrap()
        var oid = git_oid()
        let result = bytes.withUnsafeBytes { git_odb_hash(&oid, $0.baseAddress, $0.count, type) }
        // Hashing a buffer in memory has no way to fail but a type that doesn't exist.
        precondition(result == 0, "git_odb_hash failed")
        return ObjectID(oid)
    }
}
