using Microsoft.Extensions.Options;

namespace Footfall.Drain;

internal sealed class DrainOptionsValidator : IValidateOptions<DrainOptions>
{
    private static readonly TimeSpan LongestBudget = TimeSpan.FromSeconds(2);

    public ValidateOptionsResult Validate(string? name, DrainOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        if (options.Budget <= TimeSpan.Zero || options.Budget > LongestBudget)
        {
            faults.AddError($"Drain:Budget is {options.Budget}; it must be above zero and at most {LongestBudget}.");
        }

        if (options.ChunkBytes is < 64 * 1024 or > 16 * 1024 * 1024)
        {
            faults.AddError($"Drain:ChunkBytes is {options.ChunkBytes}; it must lie between 65536 and 16777216.");
        }

        if (options.MemoryBytes < options.ChunkBytes)
        {
            faults.AddError($"Drain:MemoryBytes is {options.MemoryBytes}; it must be at least Drain:ChunkBytes ({options.ChunkBytes}).");
        }

        return faults.Build();
    }
}
