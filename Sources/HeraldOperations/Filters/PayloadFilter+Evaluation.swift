public import HeraldModel

extension PayloadFilter {
    /// Whether the condition holds for an event of `type` with this canonical payload.
    ///
    /// For single questions; publishing keeps the compiled form.
    public func matches(type: String, data: [UInt8]) -> Bool {
        CompiledFilter(self).matches(type: type, data: data)
    }
}
