using Microsoft.Extensions.Options;

namespace Footfall.Stats;

internal sealed class RollUpOptionsValidator : IValidateOptions<RollUpOptions>
{
    public ValidateOptionsResult Validate(string? name, RollUpOptions options) =>
        options.Events is < 1 or > 1_000_000
            ? ValidateOptionsResult.Fail($"RollUp:Events is {options.Events}; it must be between 1 and 1000000.")
            : ValidateOptionsResult.Success;
}
