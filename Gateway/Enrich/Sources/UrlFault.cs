namespace Footfall.Enrich;

/// <summary>Why the address of a page is refused.</summary>
internal enum UrlFault : byte
{
    None,
    TooLong,
    NotText,
    NotAbsolute,
    RefusedScheme,
    InvalidHost,
}

/// <summary>The faults in words, in the form of the other faults of an event.</summary>
internal static class UrlFaults
{
    /// <summary>Returns null for none.</summary>
    public static string? Describe(UrlFault fault) => fault switch
    {
        UrlFault.None => null,
        UrlFault.TooLong => $"url must be at most {PageUrl.MaxBytes} bytes",
        UrlFault.NotText => "url must not contain NUL or invalid UTF-8",
        UrlFault.NotAbsolute => "url must be a full address such as https://example.com/page",
        UrlFault.RefusedScheme => "url must have the scheme http, https, or that of an app followed by //",
        UrlFault.InvalidHost => "url must name a valid host",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };
}
