namespace Footfall.Privacy;

/// <summary>Registers erasure and retention.</summary>
internal static class PrivacyServices
{
    public static void AddPrivacy(this IServiceCollection services)
    {
        services.AddSingleton<ErasureSignal>();
        services.AddSingleton<IErasureStore, ErasureStore>();
        services.AddSingleton<IUserEvents, UserEvents>();
        services.AddHostedService<ErasureWorker>();
    }
}
