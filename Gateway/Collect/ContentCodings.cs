using Microsoft.Extensions.Primitives;

namespace Footfall.Collect;

/// <summary>Reads <c>Content-Encoding</c>: which codings a body has, in the order in which they were applied.</summary>
internal static class ContentCodings
{
    /// <summary>What <c>Accept-Encoding</c> says to a sender of any other.</summary>
    public const string Accepted = "gzip, deflate, br, zstd";

    /// <summary>Nobody applies more; each one costs a pass.</summary>
    private const int MaxCodings = 3;

    /// <summary>Of a name that is told back.</summary>
    private const int MaxNameLength = 40;

    /// <param name="header">One header or several; <c>identity</c> and empty elements say nothing.</param>
    /// <param name="codings">The codings.</param>
    /// <returns>What is wrong with the header; null when nothing is.</returns>
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
                    return $"Content-Encoding {(name.Length > MaxNameLength ? name[..MaxNameLength] + "…" : name)} is not known; send one of {Accepted}, or none";
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
