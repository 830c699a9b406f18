using Microsoft.Extensions.Options;

namespace Footfall.Limits;

internal sealed class HttpLimitOptionsValidator : IValidateOptions<HttpLimitOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, HttpLimitOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        if (options.Connections < 1)
        {
            faults.AddError($"Limits:Connections is {options.Connections}; it must be at least 1.");
        }

        CheckTime(faults, "HeaderTime", options.HeaderTime);
        CheckTime(faults, "IdleTime", options.IdleTime);
        if (options.BytesPerSecond < 1)
        {
            faults.AddError($"Limits:BytesPerSecond is {options.BytesPerSecond}; it must be at least 1.");
        }

        return faults.Build();
    }

    private static void CheckTime(ValidateOptionsResultBuilder faults, string name, TimeSpan value)
    {
        if (value < Shortest || value > Longest)
        {
            faults.AddError($"Limits:{name} is {value}; it must be from {Shortest} to {Longest}.");
        }
    }
}
