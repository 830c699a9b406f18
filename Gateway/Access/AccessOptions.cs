namespace Footfall.Access;

/// <summary>Who may send events, read statistics and operate. Section <c>Access</c>.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>
    /// Who needs a key: <c>Open</c> (nobody, for trials) or <c>Registered</c> (readers and operators; events of registered sites
    /// only). Default: none, which answers clients on this machine only, without keys.
    /// </summary>
    public AccessMode? Mode { get; set; }

    /// <summary>
    /// Whether, with <c>Registered</c>, the first event of an unknown site registers it. Default: false. With true no site has to
    /// be registered by hand, but anybody can make up site ids.
    /// </summary>
    public bool AutoRegister { get; set; }

    /// <summary>
    /// Number of sites up to which <see cref="AutoRegister"/> registers further ones. Default: 10,000. Each site takes room in
    /// PostgreSQL, Redis and every gateway; a smaller value bounds what made-up ids can take.
    /// </summary>
    public int MaxAutoRegisteredSites { get; set; } = 10_000;

    /// <summary>
    /// Whether a gateway that finds no operator key makes one and prints it to standard output, once, in any mode. Default: true in
    /// a container (<c>DOTNET_RUNNING_IN_CONTAINER</c>), otherwise false. Whoever can read the output can operate; without it, a
    /// container has no way to a first key.
    /// </summary>
    public bool? PrintBootstrapKey { get; set; }

    internal bool PrintsBootstrapKey => PrintBootstrapKey ?? Environment.GetEnvironmentVariable("DOTNET_RUNNING_IN_CONTAINER") is "true" or "1";
}
