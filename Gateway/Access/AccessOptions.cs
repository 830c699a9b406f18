namespace Footfall.Access;

/// <summary>Which clients may send events, read statistics and operate. Section <c>Access</c>.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>
    /// Which clients need a key: <c>Open</c> (none, for trials) or <c>Registered</c> (readers and operators; events of registered sites
    /// only). Default: none, which serves only clients on this machine, without keys.
    /// </summary>
    public AccessMode? Mode { get; set; }

    /// <summary>
    /// Whether, with <c>Registered</c>, the first event of an unknown site registers it. Default: false. With true, no site has to
    /// be registered manually, but any client can make up site ids.
    /// </summary>
    public bool AutoRegister { get; set; }

    /// <summary>
    /// Maximum number of sites up to which <see cref="AutoRegister"/> registers new ones. Default: 10,000. Each site uses space in
    /// PostgreSQL, Redis and every gateway; a smaller value bounds how much made-up ids can use.
    /// </summary>
    public int MaxAutoRegisteredSites { get; set; } = 10_000;

    /// <summary>
    /// Whether a gateway that finds no operator key creates one and prints it to standard output, once, in any mode. Default: true in
    /// a container (<c>DOTNET_RUNNING_IN_CONTAINER</c>), otherwise false. Anyone who can read the output can operate; without it, a
    /// container offers no way to obtain a first key.
    /// </summary>
    public bool? PrintBootstrapKey { get; set; }

    internal bool PrintsBootstrapKey => PrintBootstrapKey ?? Environment.GetEnvironmentVariable("DOTNET_RUNNING_IN_CONTAINER") is "true" or "1";
}
