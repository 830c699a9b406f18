using Footfall.Dev.Processes;

namespace Footfall.Dev.Commands;

/// <summary><c>status</c>: prints a line for each part. Exit code 0 only when the stack is complete and all of it is healthy.</summary>
internal static class StatusCommand
{
    private static readonly string[] Needed = ["redis", "postgres", "gateway"];

    public static async Task<int> RunAsync(DevSettings settings)
    {
        IReadOnlyList<PidFile> parts = RunningParts.Read(settings.Data);
        PartHealth[] healths = await Task.WhenAll(parts.Select(PartHealth.CheckAsync));
        foreach (PartHealth health in healths)
        {
            Console.WriteLine(Line(health.Part.Name, health.Part.Address, health.Part.IsExternal ? "external" : $"pid {health.Part.Process.Pid}", health.Text));
        }

        string[] missing = [.. Needed.Except(parts.Select(part => part.Name)), .. SiloNumbers.Known(settings.Data).Count == 0 ? ["silo-1"] : Array.Empty<string>()];
        foreach (string name in missing)
        {
            Console.WriteLine(Line(name, "-", "-", "not running"));
        }

        return missing.Length == 0 && healths.All(health => health.IsHealthy) ? 0 : 1;
    }

    private static string Line(string name, string address, string process, string health) =>
        $"{name,-10} {address,-26} {process,-12} {health}";
}
