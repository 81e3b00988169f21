#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A complex number, which Python makes of a fractional power of a negative number; it can be printed and compared,
/// and calculates no further.
final class ComplexObject: Object {
    private let real: Double
    private let imaginary: Double

    /// The power of a negative number, computed in polar form as Python does.
    init(power exponent: Double, of base: Double) {
        let length = pow(base.magnitude, exponent)
        let angle = atan2(0, base) * exponent
        real = length * cos(angle)
        imaginary = length * sin(angle)
    }

    override var typeName: String { "complex" }
    override var isTrue: Bool { real != 0 || imaginary != 0 }

    override var repr: String {
        let sign = imaginary.sign == .minus ? "" : "+"
        return "(\(ComplexObject.text(real))\(sign)\(ComplexObject.text(imaginary))j)"
    }

    /// A part as Python writes it in a complex number: without the `.0` of whole numbers.
    private static func text(_ number: Double) -> String {
        let text = DecimalText.repr(number)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    override func attribute(_ name: String) throws(TemplateError) -> Value? {
        switch name {
        case "real": .double(real)
        case "imag": .double(imaginary)
        default: nil
        }
    }

    override func isEqual(to other: Value) throws(TemplateError) -> Bool {
        guard case .object(let object) = other, let number = object as? ComplexObject else { return false }
        return number.real == real && number.imaginary == imaginary
    }
}
