namespace Footfall.Dev.Servers;

/// <summary>The working copy that this assembly was built in.</summary>
public static class Repository
{
    private const string Solution = "Orleans.sln";

    /// <summary>The nearest folder above this assembly that contains the solution.</summary>
    /// <exception cref="ServerFaultException">There is no such folder.</exception>
    public static string Root { get; } = FindRoot();

    /// <summary><c>debug</c> or <c>release</c>, as this assembly was built: the last part of artifacts/bin/PROJECT/CONFIGURATION.</summary>
    public static string Configuration { get; } = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));

    /// <summary>The <c>dotnet</c> that runs this process, otherwise the one in the PATH.</summary>
    public static string DotNet { get; } =
        Path.GetFileName(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath!
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <param name="project">The project's name.</param>
    /// <param name="root">Another working copy; null for this one.</param>
    /// <returns>The path of a project's assembly in the same configuration.</returns>
    /// <exception cref="ServerFaultException">The project has not been built.</exception>
    public static string Assembly(string project, string? root = null)
    {
        string path = Path.Combine(root ?? Root, "artifacts", "bin", project, Configuration, $"Footfall.{project}.dll");
        return File.Exists(path)
            ? path
            : throw new ServerFaultException($"{path} is missing; build it with: dotnet build {Solution} -c {Configuration}");
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        throw new ServerFaultException($"No folder above {AppContext.BaseDirectory} has {Solution}.");
    }
}
