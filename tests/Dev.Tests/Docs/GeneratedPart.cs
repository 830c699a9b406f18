using Footfall.Dev.Servers;

namespace Footfall.Dev.Docs;

/// <summary>
/// A part of a document that a test generates, between the lines <c>&lt;!-- begin: name --&gt;</c> and <c>&lt;!-- end: name --&gt;</c>.
/// With the environment variable <see cref="Variable"/> set to 1 the test writes the part; otherwise it compares it.
/// </summary>
internal static class GeneratedPart
{
    public const string Variable = "FOOTFALL_UPDATE_DOCS";

    /// <param name="file">The document, relative to the root of the repository.</param>
    /// <param name="name">The part's name in its markers.</param>
    /// <param name="wanted">The expected content, without a line break at either end.</param>
    public static async Task AssertAsync(string file, string name, string wanted)
    {
        string path = Path.Combine(Repository.Root, file);
        string text = await File.ReadAllTextAsync(path);
        string begin = $"<!-- begin: {name} -->\n";
        string end = $"\n<!-- end: {name} -->";
        int from = text.IndexOf(begin, StringComparison.Ordinal);
        int to = text.IndexOf(end, StringComparison.Ordinal);
        Assert.True(from >= 0 && to >= from, $"{file} has no part \"{name}\" between its two marks.");
        from += begin.Length;
        if (text[from..Math.Max(from, to)] == wanted)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            await File.WriteAllTextAsync(path, text[..from] + wanted + text[to..]);
            return;
        }

        Assert.Fail($"The part \"{name}\" of {file} must be as below; {Variable}=1 writes it.\n{wanted}");
    }
}
