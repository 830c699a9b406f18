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
                faults.AddError($"ForwardedHeaders:KnownNetworks has {part}, which is no address and no network; write 10.1.2.3 or 10.1.0.0/16, with commas between.");
            }
            else if (network.PrefixLength == 0)
            {
                faults.AddError($"ForwardedHeaders:KnownNetworks has {part}, which believes everybody; name your proxies only.");
            }
        }

        return faults.Build();
    }
}
