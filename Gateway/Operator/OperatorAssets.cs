using System.Collections.Frozen;
using System.Reflection;
using System.Text;

namespace Footfall.Operator;

/// <summary>
/// The build output of <c>Gateway/web</c>, embedded in this assembly: the page, and the files that it references, whose names
/// change with their content.
/// </summary>
internal static class OperatorAssets
{
    private const string Folder = "operator/assets/";
    private static readonly Assembly Home = typeof(OperatorAssets).Assembly;

    /// <summary>The prefix with which the page references its files.</summary>
    private const string Root = "\"/operator/";

    private static readonly string Page = Encoding.UTF8.GetString(Read("operator/index.html"));
    private static readonly byte[] PageAtRoot = Encoding.UTF8.GetBytes(Page);

    /// <summary>Returns the one HTML page. Its script derives the path base from its own address.</summary>
    public static byte[] PageBelow(PathString pathBase) => pathBase.HasValue
        ? Encoding.UTF8.GetBytes(Page.Replace(Root, $"\"{pathBase.Value}/operator/", StringComparison.Ordinal))
        : PageAtRoot;

    /// <summary>All other files, by their names below <c>/operator/assets</c>.</summary>
    public static FrozenDictionary<string, OperatorAsset> All { get; } = Home.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && Path.GetExtension(name) is not (".br" or ".gz"))
        .ToFrozenDictionary(
            name => name[Folder.Length..],
            name => new OperatorAsset(DescribeType(name), Read(name), Read(name + ".br"), Read(name + ".gz")));

    private static string DescribeType(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => throw new InvalidOperationException($"The operator's pages have a file of an unknown kind: {name}."),
    };

    private static byte[] Read(string name)
    {
        using Stream stream = Home.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} of the operator's pages is not embedded.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

/// <summary>A built file of the operator's pages, plain and compressed.</summary>
/// <param name="ContentType">The media type.</param>
/// <param name="Plain">The bytes.</param>
/// <param name="Brotli">The bytes, compressed with brotli.</param>
/// <param name="Gzip">The bytes, compressed with gzip.</param>
internal sealed record OperatorAsset(string ContentType, byte[] Plain, byte[] Brotli, byte[] Gzip);
