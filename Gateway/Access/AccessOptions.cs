namespace Footfall.Access;

/// <summary>Who may do what. Section <c>Access</c>.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>Default, none: everything is open, to clients on this machine.</summary>
    public AccessMode? Mode { get; set; }

    /// <summary>Whether a site is registered by its first event, in <see cref="AccessMode.Registered"/>. Default: false.</summary>
    public bool AutoCreate { get; set; }

    /// <summary>
    /// How many sites there may be for <see cref="AutoCreate"/> to register another: anybody can invent ids, and each takes its room in
    /// PostgreSQL, Redis and every gateway. Default: 10,000.
    /// </summary>
    public int AutoCreateUpTo { get; set; } = 10_000;

    /// <summary>
    /// Whether a gateway that finds no operator's key makes one, and writes it to standard output, once. For containers,
    /// whose first output is what their operator sees. Default: false.
    /// </summary>
    public bool PrintFirstKey { get; set; }
}
