extension Transliteration {
    /// Letters and signs whose names don't tell, by their scalar.
    static let exceptions: [UInt32: String] = {
        var result: [UInt32: String] = [:]
        func add(_ table: String, cased: Bool) {
            let words = table.split { $0 == " " || $0 == "\n" }
            for index in stride(from: 0, to: words.count, by: 2) {
                guard let scalar = words[index].unicodeScalars.first else { continue }
                let text = words[index + 1] == "_" ? "" : String(words[index + 1])
                result[scalar.value] = text
                // A capital letter of several is written with its first one large.
                let capital = Array(scalar.properties.uppercaseMapping.unicodeScalars)
                guard cased, capital.count == 1, capital[0] != scalar else { continue }
                result[capital[0].value] = text.prefix(1).uppercased() + text.dropFirst()
            }
        }
        add(greek, cased: true)
        add(cyrillic, cased: true)
        add(signs, cased: false)
        return result
    }()

    private static let greek = """
        α a β b γ g δ d ε e ζ z η e θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r ς s σ s τ t υ u φ ph χ kh ψ ps ω o
        """

    private static let cyrillic = """
        а a б b в v г g д d е e ж zh з z и i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch
        ъ _ ы y ь ' э e ю iu я ia ђ dj є ie ѕ dz і i ј j љ lj њ nj ћ tsh џ dzh ѣ e ѧ e ѫ o ѳ f ѵ y
        ґ g' ғ g' җ zh' ҙ z' қ k' ҝ k' ҡ k' ң n' ҫ s' ү u ұ u' ҳ kh' ҵ tts ҷ ch' ҹ ch' һ h ө o
        """

    /// Signs, and letters whose two cases don't follow the rule.
    private static let signs = """
        Σ S Ξ Ks Є E ß ss ẞ Ss ð d Ð D þ th Þ Th ı i œ oe Œ OE ĸ k ŋ NG Ŋ ng ȷ j ә @ Ә @ Ə @ ǝ @
        ¡ ! ¢ C/ £ PS ¤ $? ¥ Y= ¦ | § SS © (c) « << ¬ ! ® (r) ° deg ± +- ¶ P · * » >> ¿ ? × x ÷ /
        ʹ ' ʻ ` ʼ ' ʽ ` ʾ ` ʿ ' ˈ '
        ‐ - ‒ - – - — -- ― -- ‖ || ‘ ' ’ ' ‚ , ‛ ' “ " ” " „ ,, ‟ " † + ‡ ++ • * ‣ *> ‧ . ‰ %0 ′ ' ‹ < › > ⁄ /
        € EUR ← - ↑ | → - ↓ | ↔ - ⇐ = ⇒ = ⇔ =
        """
}
