/// What all event types of one catalogue share.
struct CatalogueContext {
    let traits: DialectTraits
    let objects: ObjectTable
    let envelope: Envelope
    let pushEnvelope: Envelope
}
