namespace Footfall.Access;

/// <summary>A request feature that marks a request from an address which the settings list as a proxy.</summary>
public sealed class ListedProxy
{
    public static ListedProxy Instance { get; } = new();

    private ListedProxy()
    {
    }
}
