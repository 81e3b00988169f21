/// Whether Cookiecutter copies a file instead of rendering it.
///
/// It asks the library of the day, whose versions differ: an older one looks at bytes only, a newer one at the name first,
/// then at the first bytes, then at their statistics. Here a file is copied when a version that was released would copy
/// it for a reason that can be told: its name, its first bytes, a NUL, or bytes that are no UTF-8.
enum BinaryContent {
    /// What is told of a file.
    enum Verdict {
        /// Text in every version.
        case text
        /// No text in any way.
        case binary
        /// Readable text whose name, control characters or first bytes make the versions differ; the flag tells what is done
        /// unless the project shows otherwise.
        case disputed(isCopied: Bool)
    }

    /// Judges a file by its name and bytes.
    static func verdict(_ name: String, _ bytes: [UInt8]) -> Verdict {
        // No version reads on after 1,024 bytes, the newer ones not after 512.
        guard !bytes.prefix(512).contains(0), String(validating: bytes, as: UTF8.self) != nil else { return .binary }
        if signatures.contains(where: { bytes.starts(with: $0) }) { return .binary }
        if isNamedBinary(name) { return .disputed(isCopied: true) }
        let hasControl = bytes.prefix(512).contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        let hasLateNUL = bytes.dropFirst(512).prefix(512).contains(0)
        // A newer version looks at the first bytes alone, which may end within a character.
        let isCut = bytes.count > 512 && bytes[512] & 0xC0 == 0x80
        return hasControl || hasLateNUL || isCut ? .disputed(isCopied: false) : .text
    }

    private static func isNamedBinary(_ name: String) -> Bool {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return false }
        return extensions.contains(name[name.utf8.index(after: dot)...].lowercased())
    }

    /// Names of file formats that are no text.
    private static let extensions: Set<String> = Set(
        """
        3ds blend dae fbx glb stl usdz 7z bz2 cab gz jar lz lz4 lzma rar tar xz z zip zst aac aif aiff alac ape flac m4a \
        mid midi mp3 ogg opus wav wma dwf dwg dxb step stp accdb arrow avro db dbf hdf5 mat mdb npy npz parquet sav \
        sqlite sqlite3 doc docx epub mobi odt pages pdf ppt pptx xls xlsx class com dll exe msi o pyc pyo so wasm eot \
        otf ttc ttf woff woff2 fit fits shp shx avif bmp cr2 cr3 dng gif heic heif ico jfif jp2 jpeg jpg jxl nef orf png \
        psd raw tif tiff webp xcf bin dmg fw img iso qcow2 vdi vhd vmdk pak pcap pcapng gba n64 nds nes rom sfc smc avi \
        flv m4v mkv mov mp4 mpeg mpg ogv webm wmv
        """.split(separator: " ").map(String.init))

    /// First bytes of such formats, those with a NUL among them left out.
    private static let signatures: [[UInt8]] = [
        "89504e470d0a1a0a", "ffd8ffe0", "ffd8ffe1", "474946383761", "474946383961", "424d", "4d4d002a", "49492a00",
        "255044462d312e", "504b0304", "1f8b08", "fd377a585a00",
        "7f454c46", "feedface", "cefaedfe", "feedfacf", "cffaedfe", "4d5a", "cafebabe", "52494646", "4f676753",
        "664c6143", "774f4646", "4f54544f", "774f4632", "494433",
        "425a68", "377abcaf271c", "d0cf11e0a1b11ae1", "28b52ffd", "526172211a07", "1a45dfa3", "4d546864", "38425053",
        "50415231", "6465780a", "4243c0de", "5041434b", "62706c697374", "213c617263683e0a", "04224d18", "4152524f5731",
        "4f626a01", "5d0000", "a1b2c3d4", "ff060000734e61507059", "feedfeed", "303730373031",
    ].map(bytes)

    private static func bytes(_ hex: String) -> [UInt8] {
        let digits = hex.utf8.map { $0 < 0x40 ? $0 - 0x30 : $0 - 0x57 }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
