using Microsoft.Extensions.Options;

namespace Footfall.Enrich;

/// <summary>Registers what is known about addresses.</summary>
internal static class PlaceServices
{
    public static void AddPlaces(this IServiceCollection services)
    {
        services.AddOptions<EnrichOptions>().BindConfiguration(EnrichOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EnrichOptions>, EnrichOptionsValidator>();
        services.AddSingleton<GeoLookup>();
        services.AddSingleton<DataCentreNetworks>();
        services.AddHostedService<PlaceFiles>();
    }
}
