using Footfall.Days;
using Footfall.DeadLetters;
using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Ledger;
using Footfall.Operator;
using Footfall.Stats;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Footfall;

/// <summary>Registers the services that a host needs to run site grains, except the adapters of the ports.</summary>
public static class SiteServices
{
    public static IServiceCollection AddSites(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<LocalSiteActivations>();
        services.AddOptions<DrainOptions>().BindConfiguration(DrainOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DrainOptions>, DrainOptionsValidator>();
        services.AddSingleton(provider => new DrainByteBudget(provider.GetRequiredService<IOptions<DrainOptions>>().Value.MemoryBytes));
        services.AddSingleton(provider => new WindowByteBudget(provider.GetRequiredService<IOptions<DrainOptions>>().Value.DuplicateBytes));
        services.AddSingleton<SiteDrainFactory>();
        services.AddSingleton<SiteFreshnessFactory>();
        services.AddSingleton<SiteStatsCacheFactory>();
        services.AddSingleton<SiteDaysFactory>();
        services.AddSingleton<SiteLedgerFactory>();
        services.AddSingleton<SiteDeadLettersFactory>();
        services.AddSingleton<SitePause>();
        return services;
    }
}
