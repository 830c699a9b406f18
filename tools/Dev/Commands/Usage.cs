namespace Footfall.Dev.Commands;

/// <summary>The list of commands; <c>./dev</c> prints the same file.</summary>
internal static class Usage
{
    public static int Print(TextWriter output, int exitCode)
    {
        using var text = new StreamReader(typeof(Usage).Assembly.GetManifestResourceStream("usage.txt")!);
        output.Write(text.ReadToEnd());
        return exitCode;
    }
}
