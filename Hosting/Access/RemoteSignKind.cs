namespace Footfall.Access;

/// <summary>By what a request is known not to come from a client on this machine.</summary>
public enum RemoteSignKind
{
    /// <summary>Nothing: it comes from this machine.</summary>
    None,

    /// <summary>The other end of the connection is no loopback address.</summary>
    Address,

    /// <summary>A header that proxies add.</summary>
    Header,

    /// <summary>The other end of the connection is a proxy by the settings, whatever its headers say.</summary>
    ListedProxy,

    /// <summary>HTTP/1.0, which nginx speaks to servers unless it is told otherwise, and no client of today.</summary>
    OldHttp,

    /// <summary>It is for another name or port.</summary>
    Host,

    /// <summary>The other end of the connection belongs to a system account.</summary>
    ServiceAccount,
}
