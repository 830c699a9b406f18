using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Footfall.Limits;

/// <summary>
/// Kestrel's limits for both hosts: clients that send slowly, send too much before a request is complete, or do not read the
/// response are cut off, and others are served meanwhile.
/// </summary>
public static class HttpLimits
{
    /// <summary>A request for the site with the longest id has a line under 5 kB.</summary>
    private const int RequestLineBytes = 8 * 1024;

    /// <summary>Browsers send 1 to 4 kB, cookies included.</summary>
    private const int HeaderBytes = 16 * 1024;

    private const int HeaderCount = 64;

    /// <summary>Concurrent streams of one HTTP/2 connection.</summary>
    private const int StreamsPerConnection = 100;

    /// <summary>The time before a data rate is enforced.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public static void AddHttpLimits(this WebApplicationBuilder builder)
    {
        IServiceCollection services = builder.Services;
        services.AddOptions<HttpLimitOptions>().BindConfiguration(HttpLimitOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HttpLimitOptions>, HttpLimitOptionsValidator>();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<HttpLimitOptions>>((kestrel, options) =>
        {
            kestrel.AddServerHeader = false;
            Apply(kestrel.Limits, options.Value);
        });
    }

    private static void Apply(KestrelServerLimits limits, HttpLimitOptions options)
    {
        limits.MaxConcurrentConnections = options.MaxConcurrentConnections;
        limits.RequestHeadersTimeout = options.RequestHeadersTimeout;
        limits.KeepAliveTimeout = options.KeepAliveTimeout;
        limits.MinRequestBodyDataRate = new MinDataRate(options.MinDataRate, Grace);
        limits.MinResponseDataRate = new MinDataRate(options.MinDataRate, Grace);
        limits.MaxRequestLineSize = RequestLineBytes;
        limits.MaxRequestHeadersTotalSize = HeaderBytes;
        limits.MaxRequestHeaderCount = HeaderCount;
        limits.Http2.MaxStreamsPerConnection = StreamsPerConnection;
    }
}
