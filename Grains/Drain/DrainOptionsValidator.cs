using Microsoft.Extensions.Options;

namespace Footfall.Drain;

internal sealed class DrainOptionsValidator : IValidateOptions<DrainOptions>
{
    private static readonly TimeSpan MaxDurationLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MaxWindow = TimeSpan.FromDays(30);

    public ValidateOptionsResult Validate(string? name, DrainOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        if (options.MaxDuration <= TimeSpan.Zero || options.MaxDuration > MaxDurationLimit)
        {
            faults.AddError($"Drain:MaxDuration is {options.MaxDuration}; it must be above zero and at most {MaxDurationLimit}.");
        }

        if (options.ChunkBytes is < 64 * 1024 or > 16 * 1024 * 1024)
        {
            faults.AddError($"Drain:ChunkBytes is {options.ChunkBytes}; it must be between 65536 and 16777216.");
        }

        if (options.MemoryBytes < options.ChunkBytes)
        {
            faults.AddError($"Drain:MemoryBytes is {options.MemoryBytes}; it must be at least Drain:ChunkBytes ({options.ChunkBytes}).");
        }

        if (options.DuplicateWindow <= TimeSpan.Zero || options.DuplicateWindow > MaxWindow)
        {
            faults.AddError($"Drain:DuplicateWindow is {options.DuplicateWindow}; it must be above zero and at most {MaxWindow}.");
        }

        if (options.DuplicateIds is < 1 or > 100_000_000)
        {
            faults.AddError($"Drain:DuplicateIds is {options.DuplicateIds}; it must be between 1 and 100000000.");
        }

        if (options.DuplicateBytes < 0)
        {
            faults.AddError($"Drain:DuplicateBytes is {options.DuplicateBytes}; it must not be negative.");
        }

        return faults.Build();
    }
}
