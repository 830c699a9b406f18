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
    /// Whether a gateway that finds no operator's key makes one, and writes it to standard output, once, in any mode: nobody who
    /// reaches a container is on its machine. Default, none: in a container, as .NET's images say (<c>DOTNET_RUNNING_IN_CONTAINER</c>).
    /// </summary>
    public bool? PrintFirstKey { get; set; }

    internal bool PrintsFirstKey => PrintFirstKey ?? Environment.GetEnvironmentVariable("DOTNET_RUNNING_IN_CONTAINER") is "true" or "1";
}
