using Footfall.Days;
using Footfall.Freshness;
using Footfall.Store;
using Microsoft.Extensions.Options;

namespace Footfall.Stats;

/// <summary>Registers statistics and their roll-ups.</summary>
internal static class StatsServices
{
    public static void AddStats(this IServiceCollection services)
    {
        services.AddOptions<RollUpOptions>().BindConfiguration(RollUpOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RollUpOptions>, RollUpOptionsValidator>();
        services.AddSingleton<RollUps>();
        services.AddSingleton<ICommitListener>(provider => new CommitListeners(provider.GetRequiredService<RollUps>(), provider.GetRequiredService<SegmentBuilder>()));
        services.AddHostedService(provider => provider.GetRequiredService<RollUps>());
        services.AddSingleton<IStatsReader, StatsReader>();
        services.AddSingleton<IPositionReader>(provider => provider.GetRequiredService<IStatsReader>());
    }
}
