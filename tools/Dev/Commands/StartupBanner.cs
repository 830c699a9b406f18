using System.Globalization;
using Footfall.Dev.Processes;

namespace Footfall.Dev.Commands;

/// <summary>What a newcomer needs once everything is running: the addresses, and two lines to paste.</summary>
internal static class StartupBanner
{
    /// <param name="stays">True when the stack is left running.</param>
    public static void Print(DevSettings settings, bool stays)
    {
        foreach (PidFile part in RunningParts.Read(settings.Data))
        {
            // The form that psql takes.
            string address = part is { Name: "postgres", IsExternal: false } ? $"postgresql://postgres@{part.Address}/footfall" : part.Address;
            Console.WriteLine($"  {part.Name,-10} {address}");
        }

        string gateway = PidFile.Read(settings.Data, "gateway")!.Address;
        string now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        Console.WriteLine($$"""
              logs       {{settings.Data}}

            Send an event:
              curl -X POST {{gateway}}/api/event -H "Content-Type: application/json" -d '{"site_id":"my-site","event_type":"page_view","path":"/","user_id":"user-1","timestamp":"{{now}}"}'
            Read the statistics:
              curl "{{gateway}}/api/stats?site_id=my-site&wait=2s"

            {{(stays ? "It is left running; ./dev down stops it." : "Ctrl-C stops everything.")}}
            """);
    }
}
