using System.Net;
using Microsoft.Extensions.Options;

namespace Footfall.Proxies;

internal sealed class ProxyOptionsValidator : IValidateOptions<ProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxyOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        foreach (string part in options.Parts)
        {
            if (!ProxyOptions.TryRead(part, out IPNetwork network))
            {
                faults.AddError($"ForwardedHeaders:KnownNetworks has {part}, which is neither an address nor a network; write 10.1.2.3 or 10.1.0.0/16, separated by commas.");
            }
            else if (network.PrefixLength == 0)
            {
                faults.AddError($"ForwardedHeaders:KnownNetworks has {part}, which trusts every client; name only your proxies.");
            }
        }

        return faults.Build();
    }
}
