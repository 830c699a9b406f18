using Footfall;
using Footfall.Startup;

return await HostRunner.RunAsync(args, GatewayHost.Definition);
