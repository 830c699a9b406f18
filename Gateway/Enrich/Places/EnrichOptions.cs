using Microsoft.Extensions.Options;

namespace Footfall.Enrich;

/// <summary>What describes visitors beyond their headers. Section <c>Enrich</c>.</summary>
public sealed class EnrichOptions
{
    public const string Section = "Enrich";

    /// <summary>
    /// File with the countries of addresses, and their regions and cities if it has them, in MaxMind's format (<c>.mmdb</c>). Default:
    /// none set, which uses the file of countries beside the program. An empty text uses none. A file that is replaced is read again within
    /// ten seconds; one that cannot be read leaves the former in use.
    /// </summary>
    public string? GeoDatabase { get; set; }

    /// <summary>
    /// File with the networks of data centres, one a line (<c>192.0.2.0/24</c>), each followed by a tab and its owner: events from there count as
    /// those of bots. Default: none. People who browse through such a network, as some companies let them, count as bots too.
    /// </summary>
    public string? DataCentreNetworks { get; set; }
}

internal sealed class EnrichOptionsValidator : IValidateOptions<EnrichOptions>
{
    public ValidateOptionsResult Validate(string? name, EnrichOptions options)
    {
        List<string> faults = [];
        Check(faults, "GeoDatabase", options.GeoDatabase);
        Check(faults, "DataCentreNetworks", options.DataCentreNetworks);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void Check(List<string> faults, string setting, string? path)
    {
        if (!string.IsNullOrEmpty(path) && !File.Exists(path))
        {
            faults.Add($"Enrich:{setting} is {path}; there is no such file.");
        }
    }
}
