import HeraldJSON
import HeraldModel

/// Turns one JSON value into a typed one, or says why it cannot be.
struct FieldRule<Value> {
    let read: (JSONValue) throws(FieldProblem) -> Value

    init(_ read: @escaping (JSONValue) throws(FieldProblem) -> Value) { self.read = read }

    /// The rule for a place that holds an optional.
    var optional: FieldRule<Value?> {
        FieldRule<Value?> { [read] value throws(FieldProblem) in try read(value) }
    }

    /// The rule with a further step.
    func then<Next>(_ step: @escaping (Value) throws(FieldProblem) -> Next) -> FieldRule<Next> {
        FieldRule<Next> { [read] value throws(FieldProblem) in try step(read(value)) }
    }
}

extension FieldRule where Value == String {
    /// Text without control characters and of so many UTF-8 bytes.
    static func text(_ length: ClosedRange<Int>) -> FieldRule {
        FieldRule { value throws(FieldProblem) in
            guard let text = value.string else { throw FieldProblem("must be a string") }
            guard length.contains(text.utf8.count) else {
                throw FieldProblem("must have \(length.lowerBound) to \(length.upperBound) bytes")
            }
            guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
                throw FieldProblem("must not hold control characters")
            }
            return text
        }
    }
}

extension FieldRule where Value == Int64 {
    /// A whole number within a range.
    static func integer(_ range: ClosedRange<Int64>) -> FieldRule {
        FieldRule { value throws(FieldProblem) in
            guard let number = value.integer, range.contains(number) else {
                throw FieldProblem("must be a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
            return number
        }
    }
}

extension FieldRule where Value == Int {
    /// A whole number within a range.
    static func count(_ range: ClosedRange<Int>) -> FieldRule {
        FieldRule<Int64>.integer(Int64(range.lowerBound)...Int64(range.upperBound))
            .then { number throws(FieldProblem) in Int(number) }
    }
}

extension FieldRule where Value == Bool {
    /// True or false.
    static var flag: FieldRule {
        FieldRule { value throws(FieldProblem) in
            guard let flag = value.bool else { throw FieldProblem("must be true or false") }
            return flag
        }
    }
}

extension FieldRule where Value == Timestamp {
    /// An RFC 3339 time.
    static var time: FieldRule {
        FieldRule { value throws(FieldProblem) in
            guard let text = value.string, let time = Timestamp(text) else {
                throw FieldProblem("must be an RFC 3339 time, such as 2026-01-02T03:04:05.678Z")
            }
            return time
        }
    }
}

extension FieldRule where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One word of a closed list.
    static var choice: FieldRule {
        FieldRule { value throws(FieldProblem) in
            guard let word = value.string, let choice = Value(rawValue: word) else {
                let words = Value.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
                throw FieldProblem("must be one of \(words)")
            }
            return choice
        }
    }
}

extension FieldRule {
    /// An array of so many elements, each under one rule. Names every bad element.
    static func list<Element>(
        of rule: FieldRule<Element>, count: ClosedRange<Int>
    ) -> FieldRule where Value == [Element] {
        FieldRule { value throws(FieldProblem) in
            guard let elements = value.array, count.contains(elements.count) else {
                throw FieldProblem("must be an array of \(count.lowerBound) to \(count.upperBound) elements")
            }
            var values: [Element] = []
            var errors: [FieldError] = []
            for (index, element) in elements.enumerated() {
                do throws(FieldProblem) {
                    values.append(try rule.read(element))
                } catch {
                    errors += error.errors.map { $0.moved(under: "/\(index)") }
                }
            }
            guard errors.isEmpty else { throw FieldProblem(errors) }
            return values
        }
    }
}
