using Microsoft.Extensions.Options;

namespace Footfall.Days;

/// <summary>Registers days and their segments.</summary>
internal static class DayServices
{
    public static void AddDays(this IServiceCollection services)
    {
        services.AddOptions<DayOptions>().BindConfiguration(DayOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DayOptions>, DayOptionsValidator>();
        services.AddSingleton<SegmentBuilder>();
        services.AddHostedService(provider => provider.GetRequiredService<SegmentBuilder>());
        services.AddSingleton<DayReader>();
        services.AddSingleton<IDayReader>(provider => provider.GetRequiredService<DayReader>());
        services.AddSingleton<IDayAudit, DayAudit>();
    }
}
