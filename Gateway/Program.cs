using Footfall;
using Footfall.Startup;

return await HostRunner.RunAsync(args, "http://localhost:3000", GatewayHost.AddFootfall, GatewayHost.Map);
