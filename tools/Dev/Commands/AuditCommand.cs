using System.Text.Json;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary><c>audit</c>: has the days of one site or of all counted again from their stored events, and prints what differs.</summary>
internal static class AuditCommand
{
    /// <returns>The exit code: 0 when no figure differed and every site was compared; 1 also when all differences were mended.</returns>
    public static async Task<int> RunAsync(DevSettings settings, string[] words)
    {
        AuditArguments arguments = AuditArguments.Read(words) ?? throw new ServerFaultException("Usage: ./dev audit [SITE] [--mend]");
        using var client = new AuditClient(settings.GatewayAddress);
        IReadOnlyCollection<string> sites = arguments.SiteId is { } one ? [one] : await client.ListAsync();
        bool isClean = true;
        foreach (string site in sites)
        {
            isClean &= await RunAsync(client, site, arguments.Mend);
        }

        Console.WriteLine($"{(sites.Count == 1 ? "1 site" : $"{sites.Count} sites")}: {(isClean ? "every figure is what the stored events say" : "see above what differs")}");
        return isClean ? 0 : 1;
    }

    /// <summary>Audits a site; one that cannot be audited is no reason to leave out the others.</summary>
    private static async Task<bool> RunAsync(AuditClient client, string site, bool mend)
    {
        try
        {
            SiteAudit audit = await client.AuditAsync(site, mend);
            foreach (string line in Table(site, audit))
            {
                Console.WriteLine(line);
            }

            return audit.Found == 0;
        }
        catch (ServerFaultException fault)
        {
            await ErrorText.WriteLineAsync($"{Shown(site)}: {fault.Message}");
            return false;
        }
    }

    /// <summary>Returns one line for the site, and a table of what differs.</summary>
    internal static IEnumerable<string> Table(string site, SiteAudit audit)
    {
        yield return $"{Shown(site)}: {audit.Days} {(audit.Days == 1 ? "day" : "days")} ({audit.TimeZone}), {audit.Found} {(audit.Found == 1 ? "difference" : "differences")}{(audit.Left is { } left ? $", {left} left after mending" : "")}";
        if (audit.Found == 0)
        {
            yield break;
        }

        yield return $"  {"day",-10} {"of",-6} {"counted",15} {"answered",15} figure";
        foreach (AuditedFigure figure in audit.Differences)
        {
            yield return $"  {figure.Day:yyyy-MM-dd} {(figure.Bots ? "bots" : "people"),-6} {figure.Counted,15} {figure.Answered,15} {Shown(figure.Figure)}";
        }

        if (audit.Found > audit.Differences.Length)
        {
            yield return $"  and {audit.Found - audit.Differences.Length} more";
        }
    }

    /// <summary>Sites and paths come from senders: control characters must not reach the terminal.</summary>
    private static string Shown(string text) => text.Any(char.IsControl) ? $"\"{JsonEncodedText.Encode(text)}\"" : text;
}
