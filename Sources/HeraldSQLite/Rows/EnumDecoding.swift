import HeraldStore

extension RawRepresentable where RawValue == String {
    /// Reads a stored word. A word this version does not know comes from a newer one.
    init(stored text: String, in row: String) throws {
        guard let value = Self(rawValue: text) else {
            throw StoreError.failed("\(row) holds `\(text)`, which this version does not know; use a newer herald")
        }
        self = value
    }
}
