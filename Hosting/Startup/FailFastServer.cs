using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Footfall.Startup;

/// <summary>
/// The HTTP server, which ends the host at once when it cannot start: a gateway would otherwise not report it until there
/// is a silo, for which it waits meanwhile.
/// </summary>
internal sealed class FailFastServer(IServer server, IHostApplicationLifetime lifetime) : IServer
{
    public IFeatureCollection Features => server.Features;

    /// <summary>Replaces the registered server.</summary>
    public static void Add(IServiceCollection services)
    {
        Type kind = services.Last(service => service.ServiceType == typeof(IServer)).ImplementationType!;
        services.AddSingleton<IServer>(provider =>
            new FailFastServer((IServer)ActivatorUtilities.CreateInstance(provider, kind), provider.GetRequiredService<IHostApplicationLifetime>()));
    }

    /// <exception cref="StartupException">The server cannot listen, or cannot read its certificate.</exception>
    public async Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        try
        {
            await server.StartAsync(application, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OperationCanceledException or OptionsValidationException))
        {
            lifetime.StopApplication();
            string advice = e.InnerException is AddressInUseException
                ? "Set ASPNETCORE_URLS to another address."
                : "Check ASPNETCORE_URLS, Kestrel:Endpoints and Kestrel:Certificates.";
            throw new StartupException($"HTTP cannot be served: {e.Message.TrimEnd('.')}. {advice}");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);

    public void Dispose() => server.Dispose();
}
