namespace Footfall.Store;

/// <summary>The statements of <c>db/queries</c>, embedded under their file names.</summary>
internal static class SqlText
{
    /// <param name="name">File name without its ending, such as <c>StatsReader.Read</c>.</param>
    public static string Load(string name)
    {
        using Stream stream = typeof(SqlText).Assembly.GetManifestResourceStream($"queries/{name}.sql")
            ?? throw new InvalidOperationException($"The query {name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
