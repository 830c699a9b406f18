using Footfall.Visitors;
using Microsoft.Extensions.Options;

namespace Footfall.Enrich;

/// <summary>Registers what describes visitors.</summary>
internal static class EnrichServices
{
    public static void AddEnrichment(this IServiceCollection services)
    {
        services.AddOptions<VisitorOptions>().BindConfiguration(VisitorOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<VisitorOptions>, VisitorOptionsValidator>();
        services.AddSingleton<ISaltStore, SaltStore>();
        services.AddSingleton<VisitorSalts>();
        services.AddHostedService(provider => provider.GetRequiredService<VisitorSalts>());
        services.AddSingleton(_ => new AgentClassifier());
        services.AddPlaces();
    }
}
