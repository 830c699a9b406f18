namespace Footfall.Enrich;

/// <summary>The kinds of schemes that an address can have.</summary>
internal enum UrlScheme : byte
{
    Http,
    Https,
    AndroidApp,

    /// <summary>An app's own scheme, followed by <c>//</c>.</summary>
    App,
}
