using Microsoft.Extensions.Options;

namespace Footfall.Store;

internal sealed class EventStoreOptionsValidator : IValidateOptions<EventStoreOptions>
{
    /// <summary>One for long-running queries, and one for the rest.</summary>
    private const int ConnectionsForQuestions = 2;

    public ValidateOptionsResult Validate(string? name, EventStoreOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        Require(faults, "Store:CommitWorkers", options.CommitWorkers, 1, 64);
        Require(faults, "Store:Connections", options.Connections, options.CommitWorkers + ConnectionsForQuestions, 500);
        Require(faults, "Store:RowsPerTransaction", options.RowsPerTransaction, 1, 200_000);
        Require(faults, "Store:SitesPerTransaction", options.SitesPerTransaction, 1, 10_000);
        return faults.Build();
    }

    private static void Require(ValidateOptionsResultBuilder faults, string setting, int value, int min, int max)
    {
        if (value < min || value > max)
        {
            faults.AddError($"{setting} is {value}; it must be between {min} and {max}.");
        }
    }
}
