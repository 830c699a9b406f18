using Footfall.HostPool;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

// Runs hosts of several installations in this process; README.md says for which tests, and why.
WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
await using WebApplication app = builder.Build();
var hosts = new PooledHosts();
app.MapGet("/health/ready", () => Results.Ok());
app.MapPost("/hosts", (HostOrder order) => hosts.Start(order));

// Responds once the host has ended, with its exit code.
app.MapGet("/hosts/{id:int}/exit", (int id) => hosts.ExitAsync(id));
app.MapDelete("/hosts/{id:int}", (int id) => hosts.Stop(id));
await app.RunAsync();
