import HTTPTypes

/// What a template is filled in with: the frame around every page, and the page's own content.
struct Page {
    /// The template's name.
    let template: String
    var frame: Frame
    /// A plain value; templates reach its stored members by name.
    let content: Any
    var status = HTTPResponse.Status.ok
    var headers: HTTPFields = [:]
}
