using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Footfall.Contracts;

/// <summary>The sources that this assembly was built from.</summary>
internal static class SourceTree
{
    private static readonly string[] Products = ["Gateway", "Grains", "Grains.Interfaces", "Hosting", "Silo"];

    public static string Root { get; } = FindRoot();

    public static IEnumerable<(string Project, XDocument Text)> ProductProjects() =>
        Products.Select(name => (name, XDocument.Load(Path.Combine(Root, name, name + ".csproj"))));

    public static IEnumerable<string> ProductFiles(string pattern) =>
        Products.SelectMany(name => Directory.EnumerateFiles(Path.Combine(Root, name), pattern, SearchOption.AllDirectories));

    private static string FindRoot([CallerFilePath] string here = "")
    {
        // If it was built elsewhere with mapped paths, the program's own folder still leads there.
        var folder = new DirectoryInfo(File.Exists(here) ? Path.GetDirectoryName(here)! : AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Orleans.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No folder above {here} has Orleans.sln.");
        }

        return folder.FullName;
    }
}
