using Microsoft.Extensions.Options;

namespace Footfall.Queue;

internal sealed class QueuePumpOptionsValidator : IValidateOptions<QueuePumpOptions>
{
    /// <summary>Above the drain call's timeout of 3 s.</summary>
    private static readonly TimeSpan MinLease = TimeSpan.FromSeconds(4);

    /// <summary>Below the minute after which a claim considers a score stranded.</summary>
    private static readonly TimeSpan MaxLease = TimeSpan.FromSeconds(30);

    public ValidateOptionsResult Validate(string? name, QueuePumpOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        if (options.MaxConcurrentDrains is < 1 or > 10_000)
        {
            faults.AddError($"Queue:MaxConcurrentDrains is {options.MaxConcurrentDrains}; it must be between 1 and 10000.");
        }

        if (options.LeaseDuration < MinLease || options.LeaseDuration > MaxLease)
        {
            faults.AddError($"Queue:LeaseDuration is {options.LeaseDuration}; it must be between {MinLease} and {MaxLease}.");
        }

        if (options.PollInterval < TimeSpan.FromMilliseconds(10) || options.PollInterval > options.LeaseDuration)
        {
            faults.AddError($"Queue:PollInterval is {options.PollInterval}; it must be between 10 ms and Queue:LeaseDuration, {options.LeaseDuration}.");
        }

        if (options.ClaimInterval < TimeSpan.Zero || options.ClaimInterval > TimeSpan.FromSeconds(10))
        {
            faults.AddError($"Queue:ClaimInterval is {options.ClaimInterval}; it must be between 0 and 10 s.");
        }

        return faults.Build();
    }
}
