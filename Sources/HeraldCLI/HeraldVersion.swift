/// The version of this program.
public enum HeraldVersion {
    /// The version, as `herald --version` prints it.
    public static let text = "0.1.0"
}
