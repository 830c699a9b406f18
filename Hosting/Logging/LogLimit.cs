using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Footfall.Logging;

/// <summary>
/// Limits repetition in the log: repeated warnings and errors are written a few times a minute, with the number of suppressed
/// lines. While a server is away, libraries would otherwise write megabytes of identical lines.
/// </summary>
internal sealed class LogLimit(LoggerFactory inner, TimeProvider timeProvider) : ILoggerFactory
{
    /// <summary>Orleans's lines have stack traces, and the hosts themselves log their meaning in one line.</summary>
    private const int MaxOrleansLines = 2;

    private const int MaxLines = 10;

    /// <summary>Replaces the logger factory.</summary>
    public static void Add(IServiceCollection services) =>
        services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(provider => new LogLimit(
            new LoggerFactory(
                provider.GetServices<ILoggerProvider>(),
                provider.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>(),
                provider.GetRequiredService<IOptions<LoggerFactoryOptions>>(),
                provider.GetService<IExternalScopeProvider>()),
            TimeProvider.System)));

    public ILogger CreateLogger(string categoryName) => new LimitedLogger(
        inner.CreateLogger(categoryName), categoryName.StartsWith("Orleans", StringComparison.Ordinal) ? MaxOrleansLines : MaxLines, timeProvider);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() => inner.Dispose();
}
