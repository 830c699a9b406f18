namespace Footfall.Access;

/// <summary>Why a request is known not to come from a client on this machine.</summary>
public enum RemoteSignKind
{
    /// <summary>No sign: the request comes from this machine.</summary>
    None,

    /// <summary>The peer address is not a loopback address.</summary>
    Address,

    /// <summary>A header that proxies add.</summary>
    Header,

    /// <summary>The peer is listed as a proxy in the settings, whatever its headers contain.</summary>
    ListedProxy,

    /// <summary>HTTP/1.0, which no current client speaks, but nginx does to upstream servers by default.</summary>
    OldHttp,

    /// <summary>The request is for another host name or port.</summary>
    Host,

    /// <summary>The peer's process runs as a system account.</summary>
    ServiceAccount,
}
