using Footfall.Http;
using Microsoft.Extensions.Options;

namespace Footfall.Limits;

/// <summary>Registers the rate limits of addresses and sites.</summary>
internal static class RateLimitServices
{
    public static void AddRateLimits(this IServiceCollection services)
    {
        services.AddOptions<RateOptions>().BindConfiguration(RateOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RateOptions>, RateOptionsValidator>();
        services.AddSingleton<SiteRateLookup>();
        services.AddSingleton<AddressLimiter>();
        services.AddSingleton<SiteLimiter>();
        services.AddSingleton<IngestRateLimiter>();
        services.AddRateLimiter(limiter => limiter.OnRejected = (rejected, _) => new ValueTask(RefuseAsync(rejected.HttpContext)));
        services.AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>()
            .Configure<AddressLimiter>((limiter, addresses) => limiter.GlobalLimiter = addresses);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        int wait = context.RequestServices.GetRequiredService<AddressLimiter>().Describe(context);
        return ErrorResult.TooFast("This address", wait).ExecuteAsync(context);
    }
}
