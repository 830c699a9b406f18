namespace Footfall.Access;

/// <summary>The sign that a request does not come from a client on this machine; the default value means there is none.</summary>
/// <param name="Kind">The kind of sign.</param>
/// <param name="Detail">The header's name, or the value of the Host header.</param>
public readonly record struct RemoteSign(RemoteSignKind Kind, string? Detail = null)
{
    /// <summary>Returns a sentence for the client; empty for one on this machine.</summary>
    public string Describe() => Kind switch
    {
        RemoteSignKind.Address => "This request comes from another machine.",
        RemoteSignKind.Header => $"This request has the header {Detail}, like those that a proxy passes on.",
        RemoteSignKind.ListedProxy => "This request comes from an address in ForwardedHeaders:KnownNetworks, without X-Forwarded-For.",
        RemoteSignKind.OldHttp => "This request is HTTP/1.0, like those that nginx passes on.",
        RemoteSignKind.Host => $"This request is for {Detail}, which is not this gateway's own address on this machine.",
        RemoteSignKind.ServiceAccount => $"This request comes from a process with user id {Detail}, which belongs to a service, such as a proxy.",
        _ => "",
    };
}
