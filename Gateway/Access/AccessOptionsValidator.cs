using Microsoft.Extensions.Options;

namespace Footfall.Access;

/// <summary>Rejects settings that contradict each other.</summary>
internal sealed class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        if (options.Mode is { } mode && !Enum.IsDefined(mode))
        {
            return ValidateOptionsResult.Fail("Access:Mode must be Open or Registered; if it is not set, only clients on this machine are served.");
        }

        if (options.MaxAutoRegisteredSites < 1)
        {
            return ValidateOptionsResult.Fail($"Access:MaxAutoRegisteredSites is {options.MaxAutoRegisteredSites}; it must be at least 1.");
        }

        return options.AutoRegister && options.Mode != AccessMode.Registered
            ? ValidateOptionsResult.Fail("Access:AutoRegister is true, which requires Access:Mode=Registered.")
            : ValidateOptionsResult.Success;
    }
}
