using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Footfall.Logging;

/// <summary>
/// Bounds what the log says of one thing: warnings and errors that repeat are written some times a minute, with how
/// many were left out. While a server is away, libraries would else write megabytes of the same.
/// </summary>
internal sealed class LogLimit(LoggerFactory inner, TimeProvider timeProvider) : ILoggerFactory
{
    /// <summary>Orleans's lines have stack traces, and what they mean is said by the hosts themselves in one line.</summary>
    private const int MaxOrleansLines = 2;

    private const int MaxLines = 10;

    /// <summary>Puts it in the place of the logger factory.</summary>
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
