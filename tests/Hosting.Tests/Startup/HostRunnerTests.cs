using Footfall.Limits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Footfall.Startup;

[Trait("Tier", "fast")]
public sealed class HostRunnerTests
{
    [Fact]
    public async Task A_start_that_is_cut_short_ends_the_work_in_the_background_first()
    {
        var work = new WorkThatUsesAConnection();
        int exitCode = await RunAsync(services => services
            .AddSingleton<IHostedService>(_ => work)
            .AddHostedService<ServiceThatIsToldToStop>());
        Assert.Equal(0, exitCode);
        Assert.True(work.IsStoppedBeforeDisposal);
    }

    [Fact]
    public async Task Work_in_the_background_that_breaks_off_ends_the_host_with_code_1() =>
        Assert.Equal(1, await RunAsync(services => services.AddHostedService<WorkThatBreaksOff>()));

    [Fact]
    public async Task A_value_that_is_not_of_its_settings_type_ends_the_host_with_code_1() => Assert.Equal(
        1,
        await RunAsync(
            services => services.AddOptions<HttpLimitOptions>().BindConfiguration(HttpLimitOptions.Section).ValidateOnStart(), "--Http:MaxConcurrentConnections=many"));

    private static Task<int> RunAsync(Action<IServiceCollection> configure, params string[] args) =>
        HostRunner.RunAsync(args, new HostDefinition(
            "Footfall.Hosting.Tests",
            "http://127.0.0.1:0",
            builder =>
            {
                builder.Logging.ClearProviders();
                configure(builder.Services);
            },
            _ => { }));

    private sealed class WorkThatUsesAConnection : BackgroundService
    {
        private bool _isDisposed;

        public bool IsStoppedBeforeDisposal { get; private set; }

        public override async Task StopAsync(CancellationToken cancellationToken)
        {
            await base.StopAsync(cancellationToken);
            IsStoppedBeforeDisposal = !_isDisposed;
        }

        public override void Dispose()
        {
            _isDisposed = true;
            base.Dispose();
        }

        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Delay(Timeout.InfiniteTimeSpan, stoppingToken);
    }

    /// <summary>Its start continues until the process is asked to stop, as one does that waits for a silo.</summary>
    private sealed class ServiceThatIsToldToStop(IHostApplicationLifetime lifetime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.StopApplication();
            return Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        /// <summary>Throws like a silo that has not started yet.</summary>
        public Task StopAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("Not running.");
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
