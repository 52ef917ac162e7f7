import CHeraldCatalogue
import HeraldModel

/// The catalogue files inside the executable.
enum CatalogueBytes {
    /// The file of `dialect`, in place in read-only memory that outlives everything; nil when Herald ships none.
    static func bytes(of dialect: Dialect) -> UnsafeBufferPointer<UInt8>? {
        let file: herald_catalogue
        switch dialect {
        case .socialplus: file = herald_catalogue_socialplus()
        case .sendbird: file = herald_catalogue_sendbird()
        case .stream: file = herald_catalogue_stream()
        case .standard: return nil
        }
        return UnsafeBufferPointer(start: file.bytes, count: file.size)
    }
}
