/// The type of a payload field, as the catalogue files write it.
public indirect enum FieldType: Hashable, Sendable {
    /// Any text.
    case string
    /// A whole number.
    case integer
    /// A number that may have a fraction.
    case number
    /// True or false.
    case boolean
    /// A date and time as text.
    case datetime
    /// A whole number of milliseconds since 1970.
    case milliseconds
    /// A whole number of seconds since 1970.
    case seconds
    /// A JSON object of free form.
    case object
    /// Any JSON value.
    case any
    /// Text out of a list; one value is a constant.
    case enumeration([String])
    /// A list.
    case array(FieldType)
    /// An object with free keys.
    case map(FieldType)
    /// One of the catalogue's named objects.
    case reference(String)
}

extension FieldType {
    /// The named object this type is or lists.
    var referencedObject: String? {
        switch self {
        case .reference(let name): name
        case .array(let element), .map(let element): element.referencedObject
        default: nil
        }
    }

    /// Whether this is a list of named objects.
    var isObjectList: Bool {
        if case .array(.reference) = self { true } else { false }
    }
}
