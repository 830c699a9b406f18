using System.Text.Json;
using Footfall.Fuzz.Model;
using Footfall.Fuzz.Wire;

namespace Footfall.Fuzz.Conversations;

/// <summary>
/// Compares responses to erasures and exports with the expected events. Their sites belong to one connection, so it is known what was
/// accepted before.
/// </summary>
internal sealed class PrivacyCheck(ExpectedEvents expected)
{
    /// <returns>The fault of the response; null if there is none.</returns>
    public string? FindFault(Exchange exchange, WireResponse? answer)
    {
        if (exchange.Erasure is { } erasure)
        {
            return FindErasureFault(erasure, answer);
        }

        if (exchange.Exported is not { } exported || answer is null or { Status: 503 })
        {
            return null;
        }

        return answer.Status == 200 ? FindExportFault(exported, answer) : "an export is refused";
    }

    /// <summary>Notes erasures that may have been accepted, because they got no response.</summary>
    public void NoteUnanswered(IEnumerable<Exchange> exchanges)
    {
        foreach (Exchange exchange in exchanges.Where(exchange => exchange.Erasure is not null))
        {
            expected.NoteMaybe(exchange.Erasure!);
        }
    }

    private string? FindErasureFault(Erasure erasure, WireResponse? answer)
    {
        switch (answer?.Status)
        {
            case 202:
                expected.Erase(erasure);
                return null;
            case null or 503:
                expected.NoteMaybe(erasure);
                return null;
            default:
                return "an erasure is refused";
        }
    }

    /// <summary>Checks that an export has all events accepted and not erased, and otherwise only ones that are being erased.</summary>
    private string? FindExportFault(Erasure exported, WireResponse answer)
    {
        SitePage page = expected.GetPage(exported.Site);
        List<string> paths = [];
        foreach (string line in answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using JsonDocument json = JsonDocument.Parse(line);
            if (json.RootElement.GetProperty("site_id").GetString() != exported.Site || json.RootElement.GetProperty("user_id").GetString() != exported.User)
            {
                return $"an export of {exported} has an event of another: {line}";
            }

            paths.Add(json.RootElement.GetProperty("path").GetString()!);
        }

        // A slow conversation is repeated, so it may send the same event twice.
        Dictionary<string, int> told = paths.CountBy(path => path).ToDictionary();
        Dictionary<string, int> least = Count(page.Accepted, exported);
        Dictionary<string, int> most = Count(page.Accepted.Concat(page.Maybe).Concat(page.Erased), exported);
        return least.Any(path => told.GetValueOrDefault(path.Key) < path.Value) ? $"an export of {exported} lacks some of {string.Join(", ", least)}"
            : told.Any(path => path.Value > most.GetValueOrDefault(path.Key)) ? $"an export of {exported} has more than {string.Join(", ", most)}"
            : null;
    }

    private static Dictionary<string, int> Count(IEnumerable<ModelEvent> events, Erasure exported) =>
        events.Where(exported.Takes).CountBy(item => item.Path!).ToDictionary();
}
