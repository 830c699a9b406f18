namespace Footfall.Dev.Servers;

/// <summary>The proxies that tests run.</summary>
public enum ProxyKind
{
    Nginx,
    HAProxy,
    Caddy,
}
