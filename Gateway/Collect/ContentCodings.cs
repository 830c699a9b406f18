using Microsoft.Extensions.Primitives;

namespace Footfall.Collect;

/// <summary>Parses <c>Content-Encoding</c> into codings, in the order in which they were applied.</summary>
internal static class ContentCodings
{
    /// <summary>The value of <c>Accept-Encoding</c> in the response to an unsupported coding.</summary>
    public const string Accepted = "gzip, deflate, br, zstd";

    /// <summary>Real clients never apply more, and each coding costs a pass.</summary>
    private const int MaxCodings = 3;

    /// <summary>Limit on an unsupported coding's name when it is echoed in the response.</summary>
    private const int MaxNameLength = 40;

    /// <param name="header">One or more header lines; <c>identity</c> and empty elements are ignored.</param>
    /// <param name="codings">The codings.</param>
    /// <returns>What is wrong with the header; null when it is valid.</returns>
    public static string? Read(StringValues header, out List<ContentCoding> codings)
    {
        codings = [];
        foreach (string? line in header)
        {
            foreach (string name in (line ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (name.Equals("identity", StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                if (Find(name) is not { } coding)
                {
                    return $"Content-Encoding {(name.Length > MaxNameLength ? name[..MaxNameLength] + "…" : name)} is not supported; use one of {Accepted}, or none";
                }

                codings.Add(coding);
            }
        }

        return codings.Count > MaxCodings ? $"Content-Encoding names {codings.Count} codings; send at most {MaxCodings}" : null;
    }

    private static ContentCoding? Find(string name) => name.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => ContentCoding.Gzip,
        "deflate" => ContentCoding.Deflate,
        "br" => ContentCoding.Br,
        "zstd" => ContentCoding.Zstd,
        _ => null,
    };
}
