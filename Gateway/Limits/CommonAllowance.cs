using Microsoft.Extensions.Options;

namespace Footfall.Limits;

/// <summary>Every site may send as much as the settings say.</summary>
internal sealed class CommonAllowance(IOptions<RateOptions> options) : ISiteAllowances
{
    private readonly Allowance _allowance = new(
        new Rate(options.Value.SiteEventsPerSecond, options.Value.Burst), new Rate(options.Value.SiteBytesPerSecond, options.Value.Burst));

    public Allowance Find(ReadOnlySpan<byte> siteId) => _allowance;
}
