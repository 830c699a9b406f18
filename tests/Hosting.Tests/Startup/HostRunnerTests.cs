using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Footfall.Startup;

public sealed class HostRunnerTests
{
    [Fact]
    public async Task A_start_that_is_cut_short_stops_what_had_started()
    {
        var started = new StartedService();
        int exitCode = await RunAsync(services => services
            .AddSingleton<IHostedService>(started)
            .AddHostedService<ServiceThatIsToldToStop>());
        Assert.Equal(0, exitCode);
        Assert.True(started.IsStopped);
    }

    [Fact]
    public async Task Work_in_the_background_that_breaks_off_ends_the_host_with_code_1() =>
        Assert.Equal(1, await RunAsync(services => services.AddHostedService<WorkThatBreaksOff>()));

    private static Task<int> RunAsync(Action<IServiceCollection> configure) =>
        HostRunner.RunAsync(
            [],
            "http://127.0.0.1:0",
            builder =>
            {
                builder.Logging.ClearProviders();
                configure(builder.Services);
            },
            _ => { });

    private sealed class StartedService : IHostedService
    {
        public bool IsStopped { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            IsStopped = true;
            return Task.CompletedTask;
        }
    }

    /// <summary>Its start goes on until the process is told to stop, as one does that waits for a silo.</summary>
    private sealed class ServiceThatIsToldToStop(IHostApplicationLifetime lifetime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.StopApplication();
            return Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class WorkThatBreaksOff : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            throw new InvalidOperationException("It broke off.");
        }
    }
}
