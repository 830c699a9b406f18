using Microsoft.Extensions.Options;

namespace Footfall.Collect;

internal sealed class CollectOptionsValidator : IValidateOptions<CollectOptions>
{
    private const long SmallestPendingBytes = 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, CollectOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        if (options.PendingBytes < SmallestPendingBytes)
        {
            faults.AddError($"Collect:PendingBytes is {options.PendingBytes}; it must be at least {SmallestPendingBytes}.");
        }

        if (options.QueuedEntriesPerSite < 1)
        {
            faults.AddError($"Collect:QueuedEntriesPerSite is {options.QueuedEntriesPerSite}; it must be at least 1.");
        }

        return faults.Build();
    }
}
