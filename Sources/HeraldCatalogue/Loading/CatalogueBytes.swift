import CHeraldCatalogue
import HeraldModel

/// The catalogue files inside the executable.
enum CatalogueBytes {
    /// The file of `dialect`, in place in read-only memory that outlives everything; nil when Herald ships none.
    static func bytes(of dialect: Dialect) -> UnsafeBufferPointer<UInt8>? {
        switch dialect {
        case .socialplus:
            let file = herald_catalogue_socialplus()
            return UnsafeBufferPointer(start: file.bytes, count: file.size)
        case .sendbird, .stream, .standard:
            return nil
        }
    }
}
