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

        if (options.QueuedBytesPerSite < SmallestPendingBytes)
        {
            faults.AddError($"Collect:QueuedBytesPerSite is {options.QueuedBytesPerSite}; it must be at least {SmallestPendingBytes}.");
        }

        if (options.QueuedEntries < 1)
        {
            faults.AddError($"Collect:QueuedEntries is {options.QueuedEntries}; it must be at least 1.");
        }

        if (options.RedisMemoryBytes < 0)
        {
            faults.AddError($"Collect:RedisMemoryBytes is {options.RedisMemoryBytes}; it must not be negative.");
        }

        if (options.RedisMemoryShare is not (> 0 and <= 1))
        {
            faults.AddError($"Collect:RedisMemoryShare is {options.RedisMemoryShare}; it must be above 0 and at most 1.");
        }

        if (options.MinReplicas < 0)
        {
            faults.AddError($"Collect:MinReplicas is {options.MinReplicas}; it must not be negative.");
        }

        if (options.MaxReplicaLag < TimeSpan.FromSeconds(1))
        {
            faults.AddError($"Collect:MaxReplicaLag is {options.MaxReplicaLag}; it must be at least 1 s, because replicas report their progress once a second.");
        }

        if (!Enum.IsDefined(options.Acknowledge))
        {
            faults.AddError($"Collect:Acknowledge is {options.Acknowledge}; it must be Local or Replica.");
        }

        if (options is { Acknowledge: AcknowledgeMode.Replica, MinReplicas: 0 })
        {
            faults.AddError("Collect:Acknowledge is Replica, but Collect:MinReplicas is 0; set it to the number of replicas that must have an event.");
        }

        return faults.Build();
    }
}
