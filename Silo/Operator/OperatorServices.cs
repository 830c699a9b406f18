namespace Footfall.Operator;

/// <summary>Registers what grains need for operators' calls.</summary>
internal static class OperatorServices
{
    public static void AddOperator(this IServiceCollection services)
    {
        services.AddSingleton<ISitePauseStore, SitePauseStore>();
        services.AddSingleton<ISiteCountersReader, SiteCountersReader>();
        services.AddSingleton<ISiteActivationLocator, SiteActivationLocator>();
    }
}
