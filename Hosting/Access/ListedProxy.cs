namespace Footfall.Access;

/// <summary>A feature of requests that come from an address which the settings call a proxy's.</summary>
public sealed class ListedProxy
{
    public static ListedProxy Instance { get; } = new();

    private ListedProxy()
    {
    }
}
