import NaruSyntax

/// The codes of everything that can be wrong with data (E3) and files (E51).
enum DataCode {
    // Both kinds of `.ties` files
    static let more = DiagnosticCode("E3000")
    static let tab = DiagnosticCode("E3001")
    static let indentation = DiagnosticCode("E3002")
    static let syntax = DiagnosticCode("E3003")
    static let text = DiagnosticCode("E3004")

    // Records
    static let unknownType = DiagnosticCode("E3010")
    static let abstractType = DiagnosticCode("E3011")
    static let unknownField = DiagnosticCode("E3012")
    static let unknownCase = DiagnosticCode("E3013")
    static let unknownRecord = DiagnosticCode("E3014")
    static let ambiguousRecord = DiagnosticCode("E3015")
    static let duplicateRecord = DiagnosticCode("E3016")
    static let missingField = DiagnosticCode("E3017")
    static let rivals = DiagnosticCode("E3018")
    static let badValue = DiagnosticCode("E3019")
    static let badDate = DiagnosticCode("E3020")
    static let badQuantity = DiagnosticCode("E3021")
    static let language = DiagnosticCode("E3022")
    static let manyValues = DiagnosticCode("E3023")
    static let unknownSource = DiagnosticCode("E3024")
    static let longQuote = DiagnosticCode("E3025")
    static let derivedField = DiagnosticCode("E3026")
    static let wrongTarget = DiagnosticCode("E3027")

    // schema.ties
    static let unknownParent = DiagnosticCode("E3040")
    static let duplicateName = DiagnosticCode("E3041")
    static let cyclicParents = DiagnosticCode("E3042")
    static let modifier = DiagnosticCode("E3043")
    static let validity = DiagnosticCode("E3044")
    static let fieldType = DiagnosticCode("E3045")
    static let reservedName = DiagnosticCode("E3046")
    static let tableSource = DiagnosticCode("E3047")
    static let noTypes = DiagnosticCode("E3048")

    // Tables
    static let raggedRow = DiagnosticCode("E3060")
    static let badNumber = DiagnosticCode("E3061")
    static let badCellDate = DiagnosticCode("E3062")
    static let duplicateKey = DiagnosticCode("E3063")
    static let danglingLink = DiagnosticCode("E3064")
    static let duplicateColumn = DiagnosticCode("E3065")
    static let missingColumn = DiagnosticCode("E3066")
    static let openQuote = DiagnosticCode("E3067")
    static let encoding = DiagnosticCode("E3068")
    static let emptyTable = DiagnosticCode("E3069")
    static let badCell = DiagnosticCode("E3070")
    static let emptyKey = DiagnosticCode("E3071")
    static let requiredCell = DiagnosticCode("E3072")
    static let json = DiagnosticCode("E3073")
    static let nestedCell = DiagnosticCode("E3074")

    // What a dataset quotes
    static let quote = DiagnosticCode("E3080")
    static let article = DiagnosticCode("E3081")
    static let articleDigest = DiagnosticCode("E3082")
    static let mailAddress = DiagnosticCode("E3083")

    // Files
    static let notFound = DiagnosticCode("E5101")
    static let unreadable = DiagnosticCode("E5102")
    static let isDirectory = DiagnosticCode("E5103")
    static let noSchema = DiagnosticCode("E5104")
    static let binary = DiagnosticCode("E5105")
    static let unknownKind = DiagnosticCode("E5106")
    static let tooLarge = DiagnosticCode("E5107")
    static let combination = DiagnosticCode("E5108")
    static let database = DiagnosticCode("E5109")
    static let outside = DiagnosticCode("E5116")
    static let notRegular = DiagnosticCode("E5117")
    static let notSnapshot = DiagnosticCode("E5121")
    static let unfaithfulExport = DiagnosticCode("E5122")

    // Files that are packed or made of several parts
    static let damagedFile = DiagnosticCode("E5130")
    static let refusedFile = DiagnosticCode("E5131")
    static let encryptedFile = DiagnosticCode("E5132")
    static let missingLibrary = DiagnosticCode("E5133")

    // Warnings
    static let idNotUnique = DiagnosticCode("W3002")
    static let tableReading = DiagnosticCode("W3003")
    static let keptAsText = DiagnosticCode("W3004")
    static let optionWithoutEffect = DiagnosticCode("W3005")

    // What was decided while reading a file that is more than one plain table
    static let notRead = DiagnosticCode("W3010")
    static let absentCells = DiagnosticCode("W3011")
}

extension String {
    /// With the indefinite article that an English word takes; "a university",
    /// "a European firm" are said with a consonant.
    var withArticle: String {
        let word = lowercased()
        let isVowel = word.first.map { "aeiou".contains($0) } ?? false
        let isSpokenAsConsonant = ["uni", "use", "usu", "eu", "one", "ure"].contains { word.hasPrefix($0) }
        return (isVowel && !isSpokenAsConsonant ? "an " : "a ") + self
    }
}
