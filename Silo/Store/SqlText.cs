namespace Footfall.Store;

/// <summary>Loads the statements of <c>db</c>, embedded under their file names.</summary>
internal static class SqlText
{
    /// <param name="name">File name of a query without its extension, such as <c>StatsReader.Read</c>.</param>
    public static string Load(string name) => LoadResource($"queries/{name}.sql");

    /// <param name="path">File name below <c>db</c>.</param>
    public static string LoadResource(string path)
    {
        using Stream stream = typeof(SqlText).Assembly.GetManifestResourceStream(path)
            ?? throw new InvalidOperationException($"The statements of {path} are not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
